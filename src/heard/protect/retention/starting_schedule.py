"""The schedule that an inquiry is offered until it adopts its own: how long, and why."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.states import Kept
from heard.protect.retention.states import CountedFrom


@dataclass(frozen=True, slots=True)
class Line:
    """A rule before it is adopted. `is_fixed`: pages of the site promise it, or nothing destroys it by the clock."""

    kept: Kept
    months: int | None
    counted_from: CountedFrom
    reason: str | Promise
    is_fixed: bool = False


END, CAME_IN = CountedFrom.INQUIRY_ENDS, CountedFrom.CAME_IN

STARTING_LINES = (
    Line(
        Kept.CONTACT,
        3,
        END,
        _("We reach people while we work on their words, and to send them what came of it. Then nobody needs it."),
    ),
    Line(
        Kept.NAMES,
        6,
        END,
        _("A name is printed with the report. Half a year is enough to put right what was printed wrong."),
    ),
    Line(
        Kept.FILES,
        12,
        END,
        _("Somebody may ask whether what we wrote down of a recording is right. A year is enough to ask."),
    ),
    Line(
        Kept.WORDS,
        12,
        END,
        _("Somebody may ask whether we altered words. A year is enough to hold the report against them."),
    ),
    Line(
        Kept.ABOUT,
        12,
        END,
        _("The report counts people by age and region. Those counts are published, and are checked within a year."),
    ),
    Line(
        Kept.RECEIPTS,
        12,
        END,
        _("Five words open nothing once nothing is left. Until then people must be able to take their words back."),
    ),
    Line(
        Kept.REMARKS,
        12,
        END,
        _("Why something was set aside or ended may be asked about for as long as the words are there."),
    ),
    Line(Kept.UNSENT, 1, CAME_IN, _("Whoever begins to write is told that it is kept for 30 days."), is_fixed=True),
    Line(Kept.MAIL, 3, CAME_IN, _("90 days are enough to see that a message is evidence after all."), is_fixed=True),
    Line(
        Kept.WORKING,
        None,
        END,
        _("They name nobody, and the report rests on them. When the inquiry closes, the archive takes them over."),
        is_fixed=True,
    ),
    Line(
        Kept.AUDIT,
        None,
        END,
        _("It holds nobody’s words, and shows that everything else was done as promised. It is never cut."),
        is_fixed=True,
    ),
)
FIXED = frozenset(line.kept for line in STARTING_LINES if line.is_fixed)
