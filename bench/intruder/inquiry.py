"""The inquiry on a made-up world, run through the actions that people use, with each control on or off."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from unittest.mock import patch

from world import Contribution, World

from heard.accounts.actions import create_account
from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import agree, ask_approval
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.states import Channel
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.actions import appoint_team_member
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.actions import (
    accept,
    accept_redactions,
    answer_rare_facts,
    pass_working_text,
    reject_redactions,
)
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import open_redactions_of
from heard.protect.deidentification.second_looks import look_again_at
from heard.protect.deidentification.states import Recognisable
from heard.protect.disclosure.actions import record_drill, set_policy
from heard.protect.disclosure.models import DisclosurePolicy, Drill
from heard.protect.disclosure.queries import current_policy
from heard.protect.disclosure.states import BrokenDownBy
from heard.publish.publications import beside, numbers
from heard.publish.publications.actions import (
    choose_beside,
    clear_quotation,
    publish_numbers,
    publish_quotation,
    publish_theme,
)
from heard.publish.publications.models import ChosenBeside, Quotation
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.text.suppression import PublishedTable
from heard.understand.codebook.actions import accept_theme, suggest_theme
from heard.understand.codebook.models import Theme
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import Excerpt

SHORT_ENOUGH = "heard.protect.deidentification.second_looks.is_short_enough_for_the_model"
EVERYTHING = ("age_band", "region", "speaking_as")


@dataclass(frozen=True, slots=True)
class Controls:
    """Which controls hold."""

    beside: bool = True  # enough people share what stands beside a quotation
    together: bool = True  # what stands beside all of a person's quotations counts together
    words: bool = True  # what the words themselves say counts, too
    rare_facts: bool = True  # readers are asked about rare facts, and those are not quoted
    small_numbers: bool = True  # small numbers are hidden
    subtraction: bool = True  # so is what small numbers could be worked out from
    editions: bool = True  # numbers are compared with earlier editions
    keys: bool = True  # addresses of quotations are drawn by lot
    dates: bool = True  # no page says when words came


@dataclass
class Inquiry:
    """The world's inquiry with everything read and marked, and nothing published yet."""

    world: World
    alike: int = 10
    threshold: int = 10
    themes: dict[str, Theme] = field(default_factory=dict)
    excerpts: dict[int, list[tuple[Excerpt, str, bool]]] = field(default_factory=dict)  # by giver: theme, and if rare
    quoted: dict[int, int] = field(default_factory=dict)  # by quotation: who gave it
    months: dict[int, int] = field(default_factory=dict)  # by quotation: the month its words came

    def __post_init__(self) -> None:
        self.asha = create_account("asha@example.org", "Asha Moss")
        appoint_team_member(None, self.asha, Role.SECRETARIAT)
        self.ben = self._appointed("ben@example.org", "Ben Okafor", Role.ANALYST)
        self.readers = (
            self._appointed("cerys@example.org", "Cerys Pugh", Role.REVIEWER),
            self._appointed("dev@example.org", "Dev Anand", Role.REVIEWER),
        )
        self.frank = self._appointed("frank@example.org", "Frank Lowe", Role.CHAIR)
        self._set_policy()
        for label in dict.fromkeys(said.theme for given in self.world.contributions for said in given.said):
            self.themes[label] = suggest_theme(self.ben, label, "What people said of it.")
            accept_theme(self.ben, self.themes[label])
        # The model finds names, of which these words have none; its rules look all the same.
        with patch(SHORT_ENOUGH, lambda _text: False):
            for given in self.world.contributions:
                self.excerpts[given.giver] = self._read(given)

    def _appointed(self, email: str, name: str, role: Role) -> User:
        user = create_account(email, name)
        appoint_team_member(self.asha, user, role)
        return user

    def _set_policy(self) -> None:
        policy = DisclosurePolicy(threshold=self.threshold, people_alike=self.alike, why="The drill's.")
        policy.broken_down_by = BrokenDownBy.REGION
        set_policy(self.asha, policy)

    def _read(self, given: Contribution) -> list[tuple[Excerpt, str, bool]]:
        """Received, read by two people where it is quoted, accepted, and marked. What the machine adds may stand."""
        giver = self.world.known[given.giver]
        evidence = GivenEvidence(
            parts=(GivenPart(given.words),),
            channel=Channel.WEB_FORM,
            received_on=date(2026, giver.month, 5),
            speaking_as=SpeakingAs(giver.speaking_as),
            uses=(Use.ANALYSE, Use.QUOTE_UNNAMED),
            age_band=AgeBand(giver.age_band),
            region=Region(giver.region),
        )
        part = receive_submission(None, evidence).parts.get()
        text = accept_redactions(self.readers[0], part, ())
        if look_again_at(text):
            reject_redactions(self.readers[0], part, open_redactions_of(part))
        for reader in self.readers if given.is_quoted else ():
            answer_rare_facts(reader, text, Recognisable.NO)
            pass_working_text(reader, text)
        accept(self.readers[0], part.submission)
        return [(self._marked(text, said.words), said.theme, said.rare) for said in given.said]

    def _marked(self, text: WorkingText, words: str) -> Excerpt:
        start = text.text.index(words)
        return mark_excerpt(self.ben, text, Span(start, start + len(words)))

    def publish(self, controls: Controls) -> Iterator[str]:
        """Publish it with these controls. Yields after each edition of the numbers, so that somebody may read them."""
        tried = Drill(release="Everything", held_on=date(2026, 3, 1), tried_by="A script", tried="All it could.")
        tried.found = tried.done = "See its results."
        record_drill(self.asha, tried)
        for theme in self.themes.values():
            publish_theme(self.asha, theme)
        self._code(came_late=False)
        for given in self.world.contributions:
            if given.is_quoted:
                self._quote(given, controls)
        for edition in ("first", "second"):
            try:
                self._publish_numbers()
            except BadInput as refusal:
                yield f"{edition} edition: {refusal}"
            else:
                yield f"{edition} edition: published"
            self._code(came_late=True)

    def _publish_numbers(self) -> None:
        """The chair agrees to what is printed."""
        policy = current_policy()
        label = numbers.label_of(policy, numbers.plan_numbers(policy))
        agree(self.frank, ask_approval(self.asha, PUBLISH_NUMBERS, label, "It is time."))
        publish_numbers(self.asha)

    def _code(self, *, came_late: bool) -> None:
        for given in self.world.contributions:
            if self.world.known[given.giver].came_late == came_late:
                for excerpt, theme, _rare in self.excerpts[given.giver]:
                    apply_theme(self.ben, excerpt, self.themes[theme])

    def _quote(self, given: Contribution, controls: Controls) -> None:
        for excerpt, _theme, rare in self.excerpts[given.giver]:
            if rare and controls.rare_facts:
                continue
            quotation = clear_quotation(self.ben, excerpt, excerpt.text, "Somebody who was in care")
            self._choose(quotation, controls)
            try:
                publish_quotation(self.asha, quotation)
            except NotAllowed:
                continue
            self.quoted[quotation.pk] = given.giver
            self.months[quotation.pk] = self.world.known[given.giver].month

    def _choose(self, quotation: Quotation, controls: Controls) -> None:
        """As much as may stand there: a secretariat that wants to tell all it can."""
        if not controls.beside:
            ChosenBeside.objects.create(quotation=quotation, attributes=list(EVERYTHING), by=self.ben)
            return
        holding = [choice for choice in beside.choices_for(quotation) if choice.holds]
        choose_beside(self.ben, quotation, max(holding, key=lambda choice: len(choice.name.split())).name.split())


@contextmanager
def switched(controls: Controls) -> Iterator[None]:
    """Switch off what does not hold, in the code that would do it: when things are published and when they are read."""
    with ExitStack() as off:
        for target, replacement in _switches(controls):
            off.enter_context(patch(target, replacement))
        yield


def _switches(controls: Controls) -> Iterator[tuple[str, object]]:
    publications = "heard.publish.publications"
    if not controls.beside:
        yield f"{publications}.beside.Judge.holds", lambda *_: True
    if not controls.together:
        yield f"{publications}.beside.told_of", lambda givers: dict.fromkeys(givers, beside.NOTHING_TOLD)
    if not controls.words:
        yield f"{publications}.beside._says", lambda _quotation: {}
        yield f"{publications}.queries.held_back", set
        yield f"{publications}.rules.check_words_hold", lambda _quotation: None
    if not controls.small_numbers:
        yield f"{publications}.numbers.publish_table", every_number
    elif not controls.subtraction:
        yield f"{publications}.numbers.publish_table", small_numbers_alone
    elif not controls.editions:
        with_others = numbers.publish_table
        yield (
            f"{publications}.numbers.publish_table",
            lambda counts, *, threshold, editions: with_others(counts, threshold=threshold),  # noqa: ARG005
        )
    if not controls.keys:
        keys = count(100_000)
        yield f"{publications}.actions._free_key", lambda: next(keys)


def every_number(counts: list[list[int]], *, threshold: int, editions: object) -> PublishedTable:  # noqa: ARG001
    return _as_counted(counts, 0)


def small_numbers_alone(counts: list[list[int]], *, threshold: int, editions: object) -> PublishedTable:  # noqa: ARG001
    return _as_counted(counts, threshold)


def _as_counted(counts: list[list[int]], threshold: int) -> PublishedTable:
    def shown(numbers: list[int]) -> tuple[int | None, ...]:
        return tuple(number if number >= threshold else None for number in numbers)

    columns = [sum(column) for column in zip(*counts, strict=True)]
    rows = [sum(row) for row in counts]
    return PublishedTable(tuple(map(shown, counts)), shown(rows), shown(columns), sum(rows), threshold)
