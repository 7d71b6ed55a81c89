"""What a reader sees of the order in which people were heard: when new themes came, and when the picture held."""

from collections.abc import Callable
from dataclasses import dataclass

from heard.text.analysis.grounds import FEWEST_DOCUMENTS, FEWEST_IN_PART, PARTS
from heard.text.analysis.report.charts import CurveChart, draw_curve
from heard.text.analysis.result import Analysis, Hearing
from heard.text.analysis.wording import counted
from heard.text.saturation import Curve, Run

_HELD = 0.9
"""A picture this like the one at the end is called the same in its main lines: one answer in ten would have to move."""

_CAUTION = (
    "This knows only those who answered: of people who were not asked it says nothing. And the themes were found in "
    "all the answers together, so it is a sign and not a proof."
)

_ORDERS = (
    "The line is the middle of 1,000 orders in which the same might have been said; the band holds 95 of 100 of them."
)

Rows = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """A curve with its words: names of its upper and lower edge, and `rows` that say it in numbers under `heads`."""

    key: str
    title: str
    description: str
    chart: CurveChart
    top: str
    bottom: str
    caption: str
    heads: tuple[str, str, str]
    rows: Rows


@dataclass(frozen=True, slots=True)
class CurveView:
    finding: str
    sentences: tuple[str, ...]
    drawn: DrawnCurve | None = None


def view_new_themes(analysis: Analysis) -> CurveView:
    hearing = analysis.grounds.hearing
    if hearing is None:
        return CurveView("Too little was said to tell whether new themes would come", (_tell_too_little(analysis),))
    rows = _rows_of(hearing, hearing.discovery, "{:.0f}".format)
    return CurveView(
        finding=_find(hearing),
        sentences=(_tell_order(hearing), _tell_rule(hearing, len(analysis.themes)), _CAUTION),
        drawn=DrawnCurve(
            key="new-themes",
            title="Themes heard, as more was heard",
            description=f"Themes heard, in the middle and in 95 of 100 orders: {_listed(rows)}.",
            chart=draw_curve(hearing.discovery, max(hearing.discovery.high)),
            top=f"{max(hearing.discovery.high):,.0f} themes",
            bottom="nothing",
            caption=f"{_ORDERS} Still rising at its end, it says that more would come.",
            heads=("After", "Themes heard", "In 95 of 100 orders"),
            rows=rows,
        ),
    )


def view_picture(hearing: Hearing) -> CurveView:
    """How soon the themes had the sizes, beside one another, that they have at the end."""
    rows = _rows_of(hearing, hearing.likeness, "{:.0%}".format)
    return CurveView(
        finding=_find_picture(hearing),
        sentences=(
            "The picture is how large the themes are beside one another. It is 100% like the one at the end where "
            "every theme has the same share of all that is in themes, and 80% where a fifth of that would have to "
            f"move to other themes. It holds where it is at least {_HELD:.0%} like it in 95 of 100 orders.",
            "At the end it is 100% because it is compared with itself. So this tells whether fewer people would have "
            "shown the same, and not whether the picture is right.",
        ),
        drawn=DrawnCurve(
            key="picture",
            title="How like the picture at the end, as more was heard",
            description=f"Likeness to the picture at the end, in the middle and in 95 of 100 orders: {_listed(rows)}.",
            chart=draw_curve(hearing.likeness, 1.0),
            top="as at the end",
            bottom="nothing alike",
            caption=f"{_ORDERS} The sooner it is high, the fewer people would have shown the same.",
            heads=("After", "Like the end", "In 95 of 100 orders"),
            rows=rows,
        ),
    )


def _find_picture(hearing: Hearing) -> str:
    """From where on the picture stayed like the one at the end in 95 of 100 orders."""
    held = next(part for part in range(hearing.parts) if min(hearing.likeness.low[part:]) >= _HELD)
    if held >= hearing.parts * 3 // 4:
        return "The picture was still changing"
    return f"The picture held from {_amount(hearing, held + 1)} on"


def _find(hearing: Hearing) -> str:
    reached = hearing.saturation.reached
    if reached is None:
        return "New themes were still coming"
    nothing_more = hearing.heard[-1] == hearing.heard[reached.first - 2]
    return "New themes had stopped coming" if nothing_more else "Hardly any new themes were still coming"


def _tell_too_little(analysis: Analysis) -> str:
    if not analysis.themes:
        return "No themes were found, so there is nothing to follow."
    given = f"{counted(analysis.grounds.answers, 'answer')} from {counted(len(analysis.sources), 'file')}"
    return (
        f"It takes {PARTS * FEWEST_IN_PART} answers that say something, or {FEWEST_DOCUMENTS} documents. "
        f"Given were {given}."
    )


def _tell_order(hearing: Hearing) -> str:
    if hearing.answers_in_part is None:
        return f"The {hearing.parts:,} documents were taken one after another, in the order in which they were given."
    return (
        f"The answers that say something were taken in the order in which they were given, in {hearing.parts} parts of "
        f"about {hearing.answers_in_part:,.0f}."
    )


def _tell_rule(hearing: Hearing, themes: int) -> str:
    saturation, part = hearing.saturation, _part(hearing)
    base = saturation.base_codes
    start = f"The first {saturation.base} {part}s held {'all' if base == themes else f'{base:,} of'} the themes."
    most = f"{saturation.most_new:.0%}"
    reached = saturation.reached
    if reached is None:
        return (
            f"{start} Every two {part}s after them brought more than {most} that was new; more would most likely come."
        )
    later = themes - hearing.heard[reached.last - 1]
    still = f" Later {part}s brought {later:,} more, so go on listening for what is rare." if later else ""
    return (
        f"{start} {part.capitalize()}s {reached.first} and {reached.last} brought {_tell_new(reached)}. At most {most} "
        f"counts as having heard enough (Guest, Namey and Chen 2020).{still}"
    )


def _tell_new(run: Run) -> str:
    return f"{counted(run.new_codes, 'new theme')} ({run.share:.0%})" if run.new_codes else "no new theme"


def _part(hearing: Hearing) -> str:
    return "part" if hearing.answers_in_part else "document"


def _rows_of(hearing: Hearing, curve: Curve, written: Callable[[float], str]) -> Rows:
    """The curve after a tenth, a quarter, a half, three quarters and all of the parts."""
    parts = hearing.parts
    after = sorted({max(1, round(parts * share)) for share in (0.1, 0.25, 0.5, 0.75, 1)})
    return tuple(
        (
            _amount(hearing, count),
            written(curve.middle[count - 1]),
            f"{written(curve.low[count - 1])} to {written(curve.high[count - 1])}",
        )
        for count in after
    )


def _listed(rows: Rows) -> str:
    return "; ".join(f"after {amount}, {middle} ({band})" for amount, middle, band in rows)


def _amount(hearing: Hearing, parts: int) -> str:
    if hearing.answers_in_part is None:
        return counted(parts, "document")
    return f"{parts * hearing.answers_in_part:,.0f} answers"
