"""What the report says: every sentence and number of it, ready for the template."""

from collections.abc import Iterator
from dataclasses import dataclass

from heard.text.analysis.accounting import Accounting, count_different, tell_accounting
from heard.text.analysis.report.charts import BarChart, Part, draw_bars, stack_parts
from heard.text.analysis.report.enough import EnoughView, view_enough
from heard.text.analysis.report.groups import GroupsView, view_groups
from heard.text.analysis.report.method import METHOD, list_facts
from heard.text.analysis.report.sections import (
    EmptyView,
    LettersView,
    ThemeView,
    UnplacedView,
    view_empty,
    view_letters,
    view_theme,
    view_unplaced,
)
from heard.text.analysis.report.words import SourceView, Words
from heard.text.analysis.result import Analysis
from heard.text.analysis.wording import counted, listed, percentage
from heard.text.themes import MINIMUM_ANSWERS

_MOST_WARNINGS = 60


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the template shows."""

    title: str
    lead: str
    contents: tuple[tuple[str, str], ...]
    accounting: str
    parts: tuple[Part, ...]
    unreadable: str
    finding: str
    chart: BarChart
    chart_description: str
    saying: str
    no_themes: str
    themes: tuple[ThemeView, ...]
    letters: LettersView | None
    unplaced: UnplacedView | None
    empty: EmptyView | None
    groups: GroupsView | None
    enough: EnoughView
    warnings: tuple[str, ...]
    more_warnings: str
    method: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sources_description: str
    sources: tuple[SourceView, ...]


def view_report(analysis: Analysis) -> ReportView:
    words = Words(analysis)
    saying = analysis.accounting.different
    themes = tuple(view_theme(theme, analysis, words) for theme in analysis.themes)
    letters = view_letters(analysis, words)
    unplaced = view_unplaced(analysis, words)
    labels = {theme.id: theme.label for theme in analysis.themes}
    return ReportView(
        title=analysis.question or f"What {counted(analysis.accounting.segments, 'answer')} say",
        lead=_tell_sources(analysis),
        contents=tuple(_list_contents(analysis)),
        accounting=tell_accounting(analysis.accounting, len(analysis.themes)),
        parts=_part_answers(analysis.accounting),
        unreadable=_tell_unreadable(analysis.accounting.unreadable),
        finding=_tell_finding(analysis, saying),
        chart=draw_bars([(theme.label, theme.size, f"{theme.size:,}") for theme in analysis.themes]),
        chart_description=_describe_chart(analysis, saying),
        saying=count_different(analysis.accounting, saying),
        no_themes=_tell_no_themes(analysis.accounting),
        themes=themes,
        letters=letters,
        unplaced=unplaced,
        empty=view_empty(analysis),
        groups=view_groups(analysis.comparison, labels) if analysis.comparison else None,
        enough=view_enough(analysis, words),
        warnings=analysis.warnings[:_MOST_WARNINGS],
        more_warnings=_tell_more_warnings(len(analysis.warnings) - _MOST_WARNINGS),
        method=METHOD,
        facts=list_facts(analysis),
        sources_description=_describe_appendix(words),
        sources=words.sources(),  # last, when every quotation has been made
    )


def _part_answers(accounting: Accounting) -> tuple[Part, ...]:
    return stack_parts(
        [
            ("themed", "In a theme", accounting.themed),
            ("duplicates", "Repeat an answer already counted", accounting.duplicates),
            ("none", "Fit no theme", accounting.none),
            ("empty", "Say nothing", accounting.empty),
        ]
    )


def _tell_sources(analysis: Analysis) -> str:
    names = [source.name for source in analysis.sources]
    where = listed(names) if len(names) <= 3 else counted(len(names), "file")
    said = f"{counted(analysis.accounting.segments, 'answer')} from {where}."
    if analysis.people is not None:
        said += f" {counted(analysis.people, 'person says', 'people say')} something."
    return said


def _list_contents(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield "accounting", "Every answer, accounted for"
    yield "themes", f"The themes ({len(analysis.themes):,})"
    if analysis.letters:
        yield "letters", "Answers that repeat one another"
    if analysis.accounting.none:
        yield "none", "What fits no theme"
    if analysis.accounting.empty:
        yield "empty", "Answers that say nothing"
    if analysis.comparison:
        yield "groups", "Who says what, and who is missing"
    yield "enough", "Was enough heard?"
    if analysis.warnings:
        yield "warnings", "What to know before you rely on this"
    yield "method", "How this was made"
    yield "sources", "Where the words come from"


def _tell_unreadable(unreadable: int) -> str:
    return f"{counted(unreadable, 'file')} could not be read." if unreadable else ""


def _tell_finding(analysis: Analysis, saying: int) -> str:
    if not analysis.themes:
        return "No themes were found"
    largest = analysis.themes[0]
    return f"The largest theme is “{largest.label}”: {largest.size:,} of {count_different(analysis.accounting, saying)}"


def _describe_chart(analysis: Analysis, saying: int) -> str:
    top = analysis.themes[:5]
    share = percentage(sum(theme.size for theme in top), saying)
    names = "; ".join(f"{theme.label}, {theme.size:,}" for theme in top)
    return f"Themes from the largest to the smallest. The first {len(top)} hold {share} of the answers: {names}."


def _tell_no_themes(accounting: Accounting) -> str:
    needed = count_different(accounting, MINIMUM_ANSWERS)
    if not accounting.different:
        return f"A theme holds at least {needed}, and none said anything."
    if accounting.different < MINIMUM_ANSWERS:
        said = count_different(accounting, accounting.different)
        return f"A theme holds at least {needed}, and only {said} said something."
    return f"No {needed} say much the same."


def _tell_more_warnings(more: int) -> str:
    return f"{counted(more, 'more warning')}: see “warnings” in analysis.json." if more > 0 else ""


def _describe_appendix(words: Words) -> str:
    if words.shows_everything:
        return "Every answer, in the order of its file. Words quoted in this report are marked."
    if words.leaves_sources_out:
        return (
            "The answers that this report quotes, in the order of their files, with the quoted words marked. There are "
            "too many other answers and files to show here; analysis.json holds them all, each with its place."
        )
    return (
        "The answers that this report quotes, in the order of their files, with the quoted words marked. There are too "
        "many others to show here; analysis.json holds them all, each with its place."
    )
