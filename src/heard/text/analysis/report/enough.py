"""Was enough heard? Whether new themes still came, how steady the themes are, and which evidence none rests on."""

from dataclasses import dataclass

from heard.text.analysis.grounds import FEWEST_DOCUMENTS, FEWEST_IN_PART, PARTS
from heard.text.analysis.report.charts import CurveChart, draw_curve
from heard.text.analysis.report.words import Words
from heard.text.analysis.result import Analysis, Hearing
from heard.text.analysis.wording import counted, percentage
from heard.text.saturation import Run

_STEADY, _UNSTEADY = 0.75, 0.6
"""Of a theme that is found again; the borders are those of Hennig, “Cluster-wise assessment” (2007)."""

_MOST_LISTED = 20
_CAUTION = (
    "This knows only those who answered: of people who were not asked it says nothing. And the themes were found in "
    "all the answers together, so it is a sign and not a proof."
)


@dataclass(frozen=True, slots=True)
class NewThemesView:
    """How new themes came in. `rows` say it in numbers: after how much, how many themes, and in which band."""

    finding: str
    sentences: tuple[str, ...]
    chart: CurveChart | None = None
    chart_description: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Something listed by name, with the place in the report where it stands (empty: none), and a word about it."""

    name: str
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnoughView:
    new_themes: NewThemesView
    steadiness: str
    unsteady: tuple[Named, ...]
    coverage: str
    left: tuple[Named, ...]
    more_left: str
    without_groups: str


def view_enough(analysis: Analysis, words: Words) -> EnoughView:
    unsteady = sorted(
        (theme for theme in analysis.themes if theme.stability < _UNSTEADY), key=lambda own: own.stability
    )
    left = _files_left(analysis, words)
    more = len(left) - _MOST_LISTED
    return EnoughView(
        new_themes=_view_new_themes(analysis),
        steadiness=_tell_steadiness(analysis, len(unsteady)),
        unsteady=tuple(Named(own.label, f"theme-{own.id}", f"{own.stability:.2f}") for own in unsteady[:_MOST_LISTED]),
        coverage=_tell_coverage(analysis),
        left=tuple(left[:_MOST_LISTED]),
        more_left=f"{counted(more, 'more file')}: see “coverage” in analysis.json." if more > 0 else "",
        without_groups=_tell_without_groups(analysis),
    )


def _view_new_themes(analysis: Analysis) -> NewThemesView:
    hearing = analysis.grounds.hearing
    if hearing is None:
        return NewThemesView("Too little was said to tell whether new themes would come", (_tell_too_little(analysis),))
    rows = _rows_of(hearing)
    figures = "; ".join(f"after {amount}, {middle} ({band})" for amount, middle, band in rows)
    return NewThemesView(
        finding=_find(hearing),
        sentences=(_tell_order(hearing), _tell_rule(hearing, len(analysis.themes)), _CAUTION),
        chart=draw_curve(hearing.discovery),
        chart_description=f"Themes heard, in the middle and in 95 of 100 orders: {figures}.",
        rows=rows,
    )


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


def _rows_of(hearing: Hearing) -> tuple[tuple[str, str, str], ...]:
    """The curve after a tenth, a quarter, a half, three quarters and all of the parts."""
    curve, parts = hearing.discovery, hearing.parts
    after = sorted({max(1, round(parts * share)) for share in (0.1, 0.25, 0.5, 0.75, 1)})
    return tuple(
        (
            _amount(hearing, count),
            f"{curve.middle[count - 1]:.0f}",
            f"{curve.low[count - 1]:.0f} to {curve.high[count - 1]:.0f}",
        )
        for count in after
    )


def _amount(hearing: Hearing, parts: int) -> str:
    if hearing.answers_in_part is None:
        return counted(parts, "document")
    return f"{parts * hearing.answers_in_part:,.0f} answers"


def _tell_steadiness(analysis: Analysis, unsteady: int) -> str:
    if not analysis.themes:
        return ""
    steady = sum(1 for theme in analysis.themes if theme.stability >= _STEADY)
    start = (
        "A part of the answers was left out and the rest grouped afresh, several times. Found again almost whole "
        f"({_STEADY} or more of 1): {steady:,} of {counted(len(analysis.themes), 'theme')}."
    )
    if not unsteady:
        return f"{start} None came apart."
    which = "This one" if unsteady == 1 else "These"
    return f"{start} {which} came apart (under {_UNSTEADY}), so read the answers before you rely on the name:"


def _tell_coverage(analysis: Analysis) -> str:
    grounds = analysis.grounds
    share = percentage(grounds.answers_rested_on, grounds.answers)
    said = (
        f"Themes rest on {grounds.answers_rested_on:,} of {counted(grounds.answers, 'answer')} that say something "
        f"({share}), those that repeat others included."
    )
    files = grounds.files
    if files.evidence < 2:
        return said
    if not files.left:
        return f"{said} Each of the {files.evidence:,} files has an answer in a theme."
    return f"{said} No theme rests on {counted(len(files.left), 'file')} of {files.evidence:,}. Read them yourself:"


def _tell_without_groups(analysis: Analysis) -> str:
    if analysis.comparison or not any(source.text is None for source in analysis.sources):
        return ""
    return (
        "The answers were not compared by group. Where a column says what group each is from, name it with --group, "
        "and the report tells who says what and who is missing from a theme."
    )


def _files_left(analysis: Analysis, words: Words) -> list[Named]:
    if len(analysis.sources) < 2:
        return []
    left = set(analysis.grounds.files.left)
    return [
        Named(source.name, f"source-{source.id}" if not words.leaves_sources_out else "")
        for source in analysis.sources
        if source.id in left
    ]
