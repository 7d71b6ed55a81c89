"""Was enough heard? Whether new themes still came, how steady the themes are, and which evidence none rests on."""

from dataclasses import dataclass

from heard.text.analysis.report.hearing import CurveView, view_new_themes, view_picture
from heard.text.analysis.report.words import Words
from heard.text.analysis.result import Analysis
from heard.text.analysis.wording import counted, percentage

_STEADY, _UNSTEADY = 0.75, 0.6
"""Of a theme that is found again; the borders are those of Hennig, “Cluster-wise assessment” (2007)."""

_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Named:
    """Something listed by name, with the place in the report where it stands (empty: none), and a word about it."""

    name: str
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnoughView:
    new_themes: CurveView
    picture: CurveView | None
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
        new_themes=view_new_themes(analysis),
        picture=view_picture(analysis.grounds.hearing) if analysis.grounds.hearing else None,
        steadiness=_tell_steadiness(analysis, len(unsteady)),
        unsteady=tuple(Named(own.label, f"theme-{own.id}", f"{own.stability:.2f}") for own in unsteady[:_MOST_LISTED]),
        coverage=_tell_coverage(analysis),
        left=tuple(left[:_MOST_LISTED]),
        more_left=f"{counted(more, 'more file')}: see “coverage” in analysis.json." if more > 0 else "",
        without_groups=_tell_without_groups(analysis),
    )


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
