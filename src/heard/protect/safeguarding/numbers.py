"""What the desk counts and lists of concerns."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from heard.protect.safeguarding.clock import Clock
from heard.protect.safeguarding.models import Concern, Sign
from heard.protect.safeguarding.queries import (
    closed_concerns,
    drafts_not_looked_at,
    files_without_words,
    mail_to_look_at,
    open_concerns,
    pieces_to_look_at,
    unread_signs,
    words_not_looked_at,
)

MOST_FOR_MEDIAN = 500  # concerns, the newest: a median of longer ago says little of now
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """An open concern: since when something in it waits to be read, and by when it is to be; None once it is read."""

    concern: Concern
    causes: list[str]
    waits_since: datetime | None
    due_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """`median_hours` are working hours from finding to reading; None while nothing was read."""

    open: int
    unread: int
    overdue: int
    closed: int
    median_hours: float | None


def rows_of_open(clock: Clock) -> list[Row]:
    """What nobody has read comes first, the oldest before all; then what nobody has decided."""
    waiting: dict[int, datetime] = {}
    for sign in unread_signs():
        waiting[sign.concern_id] = min(sign.at, waiting.get(sign.concern_id, sign.at))
    rows = [_row(concern, waiting.get(concern.pk), clock) for concern in open_concerns().prefetch_related("signs")]
    return sorted(rows, key=lambda row: (row.waits_since is None, row.waits_since or row.concern.opened_at))


def _row(concern: Concern, since: datetime | None, clock: Clock) -> Row:
    causes = list(dict.fromkeys(str(sign.get_cause_display()) for sign in concern.signs.all()))
    if since is None:
        return Row(concern, causes, None, None, is_overdue=False)
    return Row(concern, causes, since, clock.due_at(since), clock.is_overdue(since))


def row_of(concern: Concern, clock: Clock) -> Row:
    first = unread_signs().filter(concern=concern).order_by("at").first()
    return _row(concern, first.at if first else None, clock)


def numbers_of(rows: list[Row], clock: Clock) -> Numbers:
    return Numbers(
        open=len(rows),
        unread=sum(row.waits_since is not None for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        closed=closed_concerns().count(),
        median_hours=_median_hours(clock),
    )


def _median_hours(clock: Clock) -> float | None:
    newest = Concern.objects.order_by("-pk").values("pk")[:MOST_FOR_MEDIAN]
    firsts = Sign.objects.filter(concern__in=list(newest.values_list("pk", flat=True))).order_by("concern", "pk")
    hours, seen = [], set()
    for sign in firsts.prefetch_related("readings").defer("sealed"):
        reading = next(iter(sign.readings.all()), None)
        if sign.concern_id not in seen and reading:
            hours.append(clock.week.worked_between(sign.at, reading.at) / AN_HOUR)
        seen.add(sign.concern_id)
    return round(median(hours), 1) if hours else None


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """How much the software has not looked at yet, and in how many files it found nothing to look at.

    `taken_back` are pieces that are held until it has; `messages` are kept aside as a machine's.
    """

    texts: int
    taken_back: int
    messages: int
    files: int
    references: list[str]

    @property
    def all(self) -> int:
        return self.texts + self.taken_back + self.messages


def not_looked_at() -> NotLookedAt:
    words, drafts = words_not_looked_at(), drafts_not_looked_at()
    references = [*words.values_list("submission__reference", flat=True)[:20]]
    references += drafts.values_list("part__submission__reference", flat=True)[:20]
    return NotLookedAt(
        texts=words.count() + drafts.count(),
        taken_back=pieces_to_look_at().count(),
        messages=mail_to_look_at().count(),
        files=files_without_words().count(),
        references=list(dict.fromkeys(references))[:20],
    )
