"""The analysis itself: set aside, count once, group, choose words, compare, check."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from heard.text.analysis import Progress, Request
from heard.text.analysis.accounting import Outcome, account_for
from heard.text.analysis.checking import check_analysis
from heard.text.analysis.comparison import compare_groups
from heard.text.analysis.evidence import Evidence, read_evidence
from heard.text.analysis.grounds import find_grounds
from heard.text.analysis.people import people_by_theme, speaker_of, warn_of_shared_names, warn_of_unnamed
from heard.text.analysis.quotations import quote_answer, quote_for_theme
from heard.text.analysis.result import AnalysedTheme, Analysis, Answer, Comparison, Letter, Placing, ThemeAtLevel
from heard.text.analysis.wording import counted
from heard.text.emptiness import says_nothing
from heard.text.errors import BadInput
from heard.text.similarity import group_near_duplicates
from heard.text.suppression import LOWEST_THRESHOLD
from heard.text.themes import MINIMUM_ANSWERS, Theme, ThemeSet, discover_themes

_SINGLE = 2  # words, of an answer that is hardly more than one
_NEAREST = 3  # answers that say why there is a theme
_WORDS_NEAREST = 30  # of each


def analyse_files(request: Request, progress: Progress) -> Analysis:
    """Everything from files to a checked result; see `heard.text.analysis.analyse`."""
    check_options(request)
    evidence = read_evidence(request, progress)
    answers = evidence.answers
    texts = [answer.reading for answer in answers]
    saying = [index for index, text in enumerate(texts) if not says_nothing(text)]
    progress("Finding repeated answers", 0, len(saying))
    firsts = group_near_duplicates([texts[index] for index in saying], seed=request.seed)
    progress("Finding repeated answers", len(saying), len(saying))
    leader = {index: saying[first] for index, first in zip(saying, firsts, strict=True)}
    distinct = [index for index in saying if leader[index] == index]
    _check_count(request.themes, len(distinct))
    found = discover_themes(
        [texts[index] for index in distinct],
        count=request.themes,
        seed=request.seed,
        question=request.question,
        speakers=[speaker_of(answers[index]) for index in distinct],
        progress=progress,
    )
    placings = _place(answers, leader, dict(zip(distinct, _placings(found), strict=True)))
    people = people_by_theme(answers, placings) if request.speaker_column else {}
    if request.speaker_column:
        warn_of_unnamed(answers, request.speaker_column, evidence.warnings.append)
        warn_of_shared_names(answers, request.speaker_column, evidence.warnings.append)
    themes = _themes(found, [answers[index] for index in distinct], answers, placings, people)
    comparison = _compare(request, evidence, placings, themes)
    analysis = Analysis(
        question=request.question,
        engine=_engine(found, request),
        accounting=account_for(len(answers), (placing.outcome for placing in placings), evidence.unreadable),
        sources=tuple(evidence.sources),
        answers=tuple(answers),
        placings=tuple(placings),
        themes=themes,
        letters=_letters(answers, placings),
        comparison=comparison,
        levels=_levels(found),
        grounds=find_grounds(evidence.sources, answers, placings, request.seed),
        warnings=(*evidence.warnings, *found.warnings, *_warn_of_single_words([texts[index] for index in saying])),
        people=people.get(None),
    )
    check_analysis(analysis)
    return analysis


def check_options(request: Request) -> None:
    """Raise `BadInput` for an option that fits no input."""
    if request.themes is not None and request.themes < 1:
        raise BadInput(f"--themes must be at least 1; {request.themes} was given.")
    if request.seed < 0 or request.seed >= 2**32:
        raise BadInput(f"--seed must be a number from 0 to {2**32 - 1}; {request.seed} was given.")
    if request.threshold < LOWEST_THRESHOLD:
        raise BadInput(
            f"--threshold must be at least {LOWEST_THRESHOLD}; {request.threshold} was given. "
            "With less, two people in the same number could recognise each other."
        )


def _warn_of_single_words(saying: Sequence[str]) -> list[str]:
    short = sum(len(text.split(maxsplit=_SINGLE)) <= _SINGLE for text in saying)
    if 2 * short <= len(saying):
        return []
    return [
        f"{short:,} of {counted(len(saying), 'answer')} that say something are of one or two words. Those make hardly "
        "a theme: the same words are counted under “Answers that repeat one another”, and other words for the same "
        "thing are not put together. Code them with a codebook (heard match), or ask a question that takes a sentence."
    ]


def _check_count(count: int | None, distinct: int) -> None:
    most = distinct // MINIMUM_ANSWERS
    if count is not None and count > most:
        raise BadInput(
            f"--themes {count} is more than these answers can hold: {counted(distinct, 'different answer')} "
            f"that say something, at least {MINIMUM_ANSWERS} to a theme, make {most} at most."
        )


def _placings(found: ThemeSet) -> list[Placing]:
    """Where the engine put each of the texts it was given."""
    return [
        Placing(Outcome.NONE, score=round(score, 4))
        if place is None
        else Placing(Outcome.THEMED, found.themes[place].id, round(score, 4))
        for place, score in zip(found.assignment, found.scores, strict=True)
    ]


def _place(answers: Sequence[Answer], leader: dict[int, int], placed: dict[int, Placing]) -> list[Placing]:
    """A placing for every answer: its own, that of the answer it repeats, or none because it says nothing."""
    placings: list[Placing] = []
    for index in range(len(answers)):
        first = leader.get(index)
        if first is None:
            placings.append(Placing(Outcome.EMPTY))
        elif first == index:
            placings.append(placed[index])
        else:
            placings.append(Placing(Outcome.DUPLICATE, placed[first].theme, placed[first].score, answers[first].id))
    return placings


def _themes(
    found: ThemeSet,
    distinct: Sequence[Answer],
    answers: Sequence[Answer],
    placings: Sequence[Placing],
    people: Mapping[str | None, int],
) -> tuple[AnalysedTheme, ...]:
    sources: dict[str, set[str]] = defaultdict(set)
    everybody: dict[str, int] = defaultdict(int)
    for answer, placing in zip(answers, placings, strict=True):
        if placing.theme is not None:
            sources[placing.theme].add(answer.source)
            everybody[placing.theme] += 1
    return tuple(
        replace(
            _theme(theme, distinct),
            answers=everybody[theme.id],
            sources=len(sources[theme.id]),
            people=people.get(theme.id),
        )
        for theme in found.themes
    )


def _theme(theme: Theme, distinct: Sequence[Answer]) -> AnalysedTheme:
    """A theme as the engine gives it, in which everybody who repeats another is still to be counted."""
    dissenting = [index for index in theme.dissenting if index not in theme.quotations]
    nearest = [quote_answer(distinct[index], theme.terms, _WORDS_NEAREST) for index in theme.members[:_NEAREST]]
    return AnalysedTheme(
        id=theme.id,
        label=theme.label,
        terms=theme.terms,
        size=len(theme.members),
        answers=len(theme.members),
        sources=0,
        quotations=tuple(quote_for_theme(distinct[index], theme.terms) for index in theme.quotations),
        dissenting=tuple(quote_answer(distinct[index], theme.terms) for index in dissenting),
        nearest=tuple(nearest),
        reasons=theme.reasons,
        stability=round(theme.stability, 4),
        parent=theme.parent,
    )


def _levels(found: ThemeSet) -> tuple[tuple[ThemeAtLevel, ...], ...]:
    return tuple(
        tuple(ThemeAtLevel(theme.id, theme.label, len(theme.members), theme.parent) for theme in level)
        for level in found.levels
    )


def _letters(answers: Sequence[Answer], placings: Sequence[Placing]) -> tuple[Letter, ...]:
    repeats: dict[str, list[str]] = defaultdict(list)
    theme: dict[str, str | None] = {}
    for answer, placing in zip(answers, placings, strict=True):
        if placing.repeats is not None:
            repeats[placing.repeats].append(answer.id)
            theme[placing.repeats] = placing.theme
    return tuple(Letter(first, tuple(again), theme[first]) for first, again in repeats.items())


def _compare(
    request: Request, evidence: Evidence, placings: Sequence[Placing], themes: Sequence[AnalysedTheme]
) -> Comparison | None:
    if request.group_column is None:
        return None
    comparison = compare_groups(
        request.group_column, evidence.answers, placings, [theme.id for theme in themes], request.threshold
    )
    if comparison is None:
        evidence.warnings.append(f"All answers have the same “{request.group_column}”, so no groups were compared.")
    return comparison


def _engine(found: ThemeSet, request: Request) -> dict[str, Any]:
    """What made this, and all that is needed to make it again but the files."""
    return {
        **found.engine,
        "heard": version("heard"),
        "minimum_answers": MINIMUM_ANSWERS,
        "options": {
            "column": request.column,
            "id": request.id_column,
            "group": request.group_column,
            "speaker": request.speaker_column,
            "themes": request.themes,
            "seed": request.seed,
            "threshold": request.threshold,
        },
    }
