"""Open concerns in the order in which somebody should read them, and those of them that they ask for.

Words about wanting to die come first, then what a colleague worries about, then what the machine is sure of; of each,
what has waited longest. What was read and not decided comes after everything that nobody has read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict

from heard.protect.safeguarding.clock import Clock, being_read
from heard.protect.safeguarding.models import Concern, Opening, Sign
from heard.protect.safeguarding.numbers import Row, rows_of_open
from heard.protect.safeguarding.queries import open_concerns
from heard.protect.safeguarding.sealed_words import WhyOpen, open_why_of_each
from heard.protect.safeguarding.states import Cause, Show, Sort, Sureness

DYING = "suicide or self-harm"  # as `signs.txt` calls it
NEARLY_SURE, THINKS_SO = 0.9, 0.5
UNSAID = 0.0  # by a machine that could not judge, or was not asked how sure it is
ORDER = (Sureness.NEARLY_SURE, Sureness.CANNOT_SAY, Sureness.THINKS_SO, Sureness.UNSURE)


@dataclass(frozen=True, slots=True)
class Listed:
    """An open concern. `opening` is of whoever has it open now; `sureness` is None where only people found it."""

    row: Row
    tells_of_dying: bool
    is_by_people: bool
    sureness: Sureness | None
    opening: Opening | None

    @property
    def is_unread(self) -> bool:
        return self.row.waits_since is not None

    @property
    def since(self) -> datetime:
        return self.row.waits_since or self.row.concern.opened_at

    @property
    def need(self) -> int:
        """The least comes first."""
        if self.tells_of_dying or self.is_by_people:
            return 0 if self.tells_of_dying else 1
        return 2 + ORDER.index(self.sureness or Sureness.CANNOT_SAY)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which concerns somebody goes through, in which order."""

    show: Show = Show.ALL
    sort: Sort = Sort.PRESSING

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode(self.fields)

    @property
    def fields(self) -> dict[str, str]:
        given = {"show": (self.show, Show.ALL), "sort": (self.sort, Sort.PRESSING)}
        return {name: str(value) for name, (value, usual) in given.items() if value != usual}


def choice_in(given: QueryDict) -> Choice:
    """What an address or a form asks for; the usual where it asks for nothing, or nonsense."""
    show, sort = given.get("show", ""), given.get("sort", "")
    return Choice(Show(show) if show in Show.values else Show.ALL, Sort(sort) if sort in Sort.values else Sort.PRESSING)


def all_listed(clock: Clock) -> list[Listed]:
    """Every open concern, in no order."""
    rows = rows_of_open(clock)
    signs = Sign.objects.filter(concern__in=open_concerns()).select_related("part__submission__key")
    why = open_why_of_each(signs)
    found: dict[int, list[tuple[Sign, WhyOpen]]] = {}
    for sign in signs:
        found.setdefault(sign.concern_id, []).append((sign, why[sign.pk]))
    reading = being_read(clock)
    return [_listed(row, found.get(row.concern.pk, []), reading.get(row.concern.pk)) for row in rows]


def _listed(row: Row, signs: list[tuple[Sign, WhyOpen]], opening: Opening | None) -> Listed:
    by_machine = [(sign, why) for sign, why in signs if sign.cause not in (Cause.BY_HAND, Cause.REOPENED)]
    return Listed(
        row,
        tells_of_dying=any(DYING in why.kinds for _, why in signs),
        is_by_people=any(sign.cause == Cause.BY_HAND for sign, _ in signs),
        sureness=_sureness(by_machine) if by_machine else None,
        opening=opening,
    )


def _sureness(signs: list[tuple[Sign, WhyOpen]]) -> Sureness:
    """What the machine is surest of; what it cannot say counts before what it is unsure of."""
    highest = max(why.sureness for _, why in signs)
    if highest >= NEARLY_SURE:
        return Sureness.NEARLY_SURE
    if highest == UNSAID or any(sign.cause != Cause.MAY_TELL_OF_HARM for sign, _ in signs):
        return Sureness.CANNOT_SAY
    return Sureness.THINKS_SO if highest >= THINKS_SO else Sureness.UNSURE


def chosen(listed: Iterable[Listed], choice: Choice, here: Concern | None = None) -> list[Listed]:
    """Those that somebody asks for, in the order that they ask for.

    The one that they are at, `here`, keeps the place that it had before they read it.
    """

    def is_here(each: Listed) -> bool:
        return here is not None and each.row.concern.pk == here.pk

    def place(each: Listed) -> tuple[bool, int, datetime]:
        is_over = not (each.is_unread or is_here(each))
        return is_over, 0 if choice.sort == Sort.WAITING else each.need, each.since

    return sorted((each for each in listed if is_here(each) or is_shown(each, choice.show)), key=place)


def is_shown(each: Listed, show: Show) -> bool:
    return {
        Show.ALL: True,
        Show.DYING: each.tells_of_dying,
        Show.LATE: each.row.is_overdue,
        Show.UNREAD: each.is_unread,
        Show.READ: not each.is_unread,
        Show.BY_PEOPLE: each.is_by_people,
        Show.BY_SOFTWARE: each.sureness is not None,
    }[show]


@dataclass(frozen=True, slots=True)
class Tab:
    """One way of choosing, and how many concerns it shows."""

    show: Show
    number: int
    query: str
    is_here: bool


def tabs(listed: Iterable[Listed], choice: Choice) -> list[Tab]:
    counted = Counter(show for each in listed for show in Show if is_shown(each, show))
    return [Tab(show, counted[show], Choice(show, choice.sort).query, show == choice.show) for show in Show]


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a concern stands in what somebody goes through: `number` of `of`; None once it is closed.

    `after` is the next in the list, and `to_read` the next or else the first that nobody has read yet; of both, what
    somebody else has open is left to them, so that two who read at once get others.
    """

    number: int | None
    of: int
    before: Concern | None
    after: Concern | None
    to_read: Concern | None


def beside(concern: Concern, listed: Iterable[Listed], choice: Choice, reader: int) -> Beside:
    found = chosen(listed, choice, here=concern)
    at = next((place for place, each in enumerate(found) if each.row.concern.pk == concern.pk), None)
    others = found[(-1 if at is None else at) + 1 :] + found[: at or 0]
    free = [each for each in others if each.opening is None or each.opening.by_id == reader]
    behind = {each.row.concern.pk for each in found[: at or 0]}
    return Beside(
        number=None if at is None else at + 1,
        of=len(found),
        before=found[at - 1].row.concern if at else None,
        after=next((each.row.concern for each in free if each.row.concern.pk not in behind), None),
        to_read=next((each.row.concern for each in free if each.is_unread), None),
    )
