"""A withdrawal while something is being made of the words: nothing is made, and whoever was at it is refused."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from cast import (
    WHAT_GIVES_JAY_AWAY,
    Team,
    accepted_theme,
    agreed_by,
    assemble_team,
    excerpt_of,
    jay_gives_evidence,
    read_by,
)
from heard.accounts.rules import NotAllowed
from heard.collect.evidence import raw
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, Submission, Withdrawal
from heard.files.keys import SealingError
from heard.protect.deidentification.actions import (
    accept_redactions,
    make_working_text,
    open_original,
    suggest_redactions,
)
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import parts_saying
from heard.protect.deidentification.search import TABLE
from heard.protect.deidentification.second_looks import keep_suggestions
from heard.protect.deidentification.states import IdentifierKind
from heard.protect.disclosure.actions import set_policy
from heard.protect.disclosure.models import DisclosurePolicy
from heard.protect.disclosure.queries import current_policy
from heard.publish.publications.actions import clear_quotation, publish_numbers, publish_quotation, publish_theme
from heard.publish.publications.models import NumbersEdition, Quotation, QuotationPublishing
from heard.publish.publications.numbers import label_of, plan_numbers
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import CodeApplication, Excerpt
from site_database import migrated_database

REFUSED = (NotAllowed, BadInput, SealingError, DatabaseError)
MADE = (Redaction, WorkingText, Excerpt, CodeApplication, Quotation, QuotationPublishing)


def what_was_made() -> dict[str, int]:
    """How many rows of each kind there are, and in the index with which texts are searched."""
    counts = {model.__name__: model.objects.count() for model in MADE}  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")  # noqa: S608 (a name of ours)
        return counts | {TABLE: cursor.fetchone()[0]}


NOTHING = dict.fromkeys((*(model.__name__ for model in MADE), TABLE), 0)


@dataclass
class Begun:
    """Somebody has a page open: everything they loaded is as it was before the words were taken back."""

    team: Team
    part: Part
    text: WorkingText
    excerpt: Excerpt
    quotation: Quotation


@pytest.fixture
def begun(team: Team) -> Begun:
    return all_begun(team)


def all_begun(team: Team) -> Begun:
    part = Part.objects.select_related("submission__key").get(pk=jay_gives_evidence().pk)
    text = read_by(team, part, readers=2)
    excerpt = excerpt_of(team, text, "It was [town]", accepted_theme(team))
    quotation = clear_quotation(team.ben, excerpt, "It was [town]", "Young person")
    return Begun(team, part, text, excerpt, quotation)


def a_suggestion(part: Part) -> Redaction:
    """What software found in words that it had open for a while."""
    return Redaction(part=part, start=0, end=2, category="words", kind=IdentifierKind.DIRECT, replacement="[words]")


SAVING: dict[str, Callable[[Begun], Any]] = {
    "open the original": lambda begun: open_original(begun.team.cerys, begun.part, "reading"),
    "suggest": lambda begun: suggest_redactions(begun.team.asha, begun.part, WHAT_GIVES_JAY_AWAY),
    "accept": lambda begun: accept_redactions(begun.team.cerys, begun.part, []),
    "make": lambda begun: make_working_text(begun.team.cerys, begun.part),
    "look again": lambda begun: keep_suggestions(begun.part, [a_suggestion(begun.part)]),
    "mark": lambda begun: mark_excerpt(begun.team.ben, begun.text, Span(0, 9)),
    "code": lambda begun: apply_theme(begun.team.ben, begun.excerpt, accepted_theme(begun.team, "Another")),
    "clear": lambda begun: clear_quotation(begun.team.ben, begun.excerpt, "It was", "Young person"),
    "publish": lambda begun: publish_quotation(begun.team.asha, begun.quotation),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saving", SAVING)
def test_what_an_open_editor_saves_is_refused_once_the_words_are_gone(saving: str, begun: Begun) -> None:
    withdraw(None, Submission.objects.get(pk=begun.part.submission_id))
    assert what_was_made() == NOTHING
    with pytest.raises(REFUSED):
        SAVING[saving](begun)
    assert what_was_made() == NOTHING


BUILDS: dict[str, Callable[[Team, Part], Any]] = {
    "suggestions": lambda team, part: suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY),
    "a working text": lambda team, part: accept_redactions(team.cerys, part, []),
}


@pytest.fixture
def for_several(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections write to: on SQLite one on the disk, in place of the one in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    name, open_now = connection.settings_dict["NAME"], connection.connection
    shutil.copy(migrated_database(), tmp_path / "db.sqlite3")
    connection.connection = None
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(tmp_path / "db.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    connection.connection = open_now


def meet_in_the_middle(building: Callable[[], Any], opened: Event, submission: int) -> None:
    """Two connections: one is making something and pauses, and says so; the other takes the words back meanwhile."""
    both = []

    def at_once(do: Callable[[], Any]) -> Thread:
        def run() -> None:
            close_old_connections()
            with suppress(*REFUSED):
                do()
            both.append(do)
            connections.close_all()

        thread = Thread(target=run)
        thread.start()
        return thread

    begun = at_once(building)
    assert opened.wait(60)
    taking_back = at_once(lambda: withdraw(None, Submission.objects.get(pk=submission)))
    for thread in (begun, taking_back):
        thread.join(60)
    assert len(both) == 2
    assert Submission.objects.get(pk=submission).withdrawal


def paused_after(does: Callable[..., Any], opened: Event) -> Callable[..., Any]:
    def pausing(*given: Any, **more: Any) -> Any:
        done = does(*given, **more)
        opened.set()
        Event().wait(1)  # long enough for a withdrawal that does not wait
        return done

    return pausing


@pytest.mark.usefixtures("for_several")
@pytest.mark.parametrize("build", BUILDS)
def test_a_withdrawal_in_the_middle_of_a_build_leaves_nothing_of_it(
    build: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has opened the words and is making something of them while the other takes them back."""
    team = assemble_team()
    part = Part.objects.select_related("submission__key").get(pk=jay_gives_evidence().pk)
    opened = Event()
    monkeypatch.setattr(raw, "unseal", paused_after(raw.unseal, opened))
    meet_in_the_middle(lambda: BUILDS[build](team, part), opened, part.submission_id)
    assert what_was_made() == NOTHING
    assert not parts_saying("week").exists()


LATER_BUILDS: dict[str, tuple[str, Callable[[Begun], Any]]] = {
    "an excerpt": (
        "heard.understand.coding.actions._check_source",
        lambda begun: mark_excerpt(begun.team.ben, begun.text, Span(0, 9)),
    ),
    "a theme put on it": (
        "heard.understand.coding.actions.check_code",
        lambda begun: apply_theme(begun.team.asha, begun.excerpt, Theme.objects.get()),
    ),
    "a quotation": (
        "heard.publish.publications.actions.check_clear_quotation",
        lambda begun: clear_quotation(begun.team.ben, begun.excerpt, "It was", "Young person"),
    ),
    "a published quotation": (
        "heard.publish.publications.actions.check_publish_quotation",
        lambda begun: publish_quotation(begun.team.asha, begun.quotation),
    ),
}


@pytest.mark.usefixtures("for_several")
@pytest.mark.parametrize("build", LATER_BUILDS)
def test_a_withdrawal_between_looking_whether_it_may_be_done_and_doing_it_leaves_nothing_of_it(
    build: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that was asked of it was true a moment ago."""
    begun = all_begun(assemble_team())
    checking, do = LATER_BUILDS[build]
    opened = Event()
    monkeypatch.setattr(checking, paused_after(import_string(checking), opened))
    meet_in_the_middle(lambda: do(begun), opened, begun.part.submission_id)
    assert what_was_made() == NOTHING
    assert "It was" not in Client().get("/themes/").content.decode()
    assert Client().get(reverse("quotation", args=[begun.quotation.pk])).status_code in (404, 410)


FEW = 3  # fewer people are not counted out


def theme_of_few(team: Team) -> list[Submission]:
    """A public theme of which just so many people spoke that they are counted out; they."""
    set_policy(team.asha, DisclosurePolicy(threshold=FEW, why="A test needs few people."))
    theme = accepted_theme(team)
    publish_theme(team.frank, theme)
    parts = [jay_gives_evidence() for _ in range(FEW)]
    for part in parts:
        excerpt_of(team, read_by(team, part, readers=0), "a week", theme)
    return [part.submission for part in parts]


def test_numbers_that_somebody_agreed_to_are_not_published_once_one_of_those_counted_is_gone(team: Team) -> None:
    first, *_ = theme_of_few(team)
    agreed_by(team.frank, team.asha, PUBLISH_NUMBERS, label_of(current_policy(), plan_numbers(current_policy())))
    withdraw(None, first)
    with pytest.raises(NotAllowed):
        publish_numbers(team.asha)
    assert not NumbersEdition.objects.exists()
    assert Client().get("/numbers/table.csv").status_code == Client().get("/numbers/numbers.json").status_code == 404


@pytest.mark.usefixtures("for_several")
def test_numbers_are_never_published_with_somebody_who_was_gone_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    team = assemble_team()
    first, *_ = theme_of_few(team)
    agreed_by(team.frank, team.asha, PUBLISH_NUMBERS, label_of(current_policy(), plan_numbers(current_policy())))
    opened = Event()
    checking = "heard.publish.publications.actions.check_tried_first"
    monkeypatch.setattr(checking, paused_after(import_string(checking), opened))
    meet_in_the_middle(lambda: publish_numbers(team.asha), opened, first.pk)
    # Either the edition came first, and then counts people alone; or none came.
    editions = NumbersEdition.objects.filter(at__gt=Withdrawal.objects.get().at)
    assert not editions.exists()
    (row,) = plan_numbers(current_policy()).rows
    assert row.people == FEW - 1
