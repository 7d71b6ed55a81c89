"""The sections of the report that hold somebody's words: themes, letters, what fits no theme, what says nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from heard.text.analysis.accounting import Outcome, count_different
from heard.text.analysis.quotations import quote_answer
from heard.text.analysis.report.additions import find_addition
from heard.text.analysis.report.words import Quoted, Words
from heard.text.analysis.result import AnalysedTheme, Analysis, Answer, Letter, Quotation
from heard.text.analysis.wording import counted, percentage

_MOST_LETTERS = 10
_MOST_READ = 100
_MOST_ADDITIONS = 3
_MOST_UNPLACED = 12
_MOST_EMPTY = 15
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class ThemeView:
    anchor: str
    label: str
    size: str
    share: str
    description: str
    terms: tuple[str, ...]
    reasons: tuple[str, ...]
    quotations: tuple[Quoted, ...]
    dissenting: tuple[Quoted, ...]
    nearest: tuple[Quoted, ...]
    found_again: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A text that several sent; `added` says how many put in words of their own, and `additions` are some of them."""

    heading: str
    quotation: Quoted
    added: str
    additions: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class LettersView:
    description: str
    shown: tuple[LetterView, ...]
    others: str


@dataclass(frozen=True, slots=True)
class UnplacedView:
    description: str
    sample: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class EmptyView:
    """Distinct answers that say nothing, and how often each was given; an empty text is a blank."""

    description: str
    rows: tuple[tuple[str, str], ...]


def view_theme(theme: AnalysedTheme, analysis: Analysis, words: Words) -> ThemeView:
    share = percentage(theme.size, analysis.accounting.different)
    return ThemeView(
        anchor=f"theme-{theme.id}",
        label=theme.label,
        size=f"{theme.size:,}",
        share=share,
        description=_describe_size(theme, share, len(analysis.sources)) + _describe_broader(theme, analysis),
        terms=theme.terms,
        reasons=theme.reasons,
        quotations=tuple(map(words.quote, theme.quotations)),
        dissenting=tuple(map(words.quote, theme.dissenting)),
        nearest=tuple(map(words.quote, theme.nearest)),
        found_again=f"{theme.stability:.0%}",
    )


def _describe_size(theme: AnalysedTheme, share: str, sources: int) -> str:
    said = f"{counted(theme.size, 'answer')}, {share} of those that say something"
    if theme.people is not None:
        said += f", by {counted(theme.people, 'person', 'people')}"
    if sources > 1:
        said += f", from {theme.sources:,} of {sources:,} files"
    if theme.answers > theme.size:
        said += f". With those that repeat them almost word for word, {theme.answers:,}"
    return said + "."


def _describe_broader(theme: AnalysedTheme, analysis: Analysis) -> str:
    broader = {own.id: own for level in analysis.levels for own in level}.get(theme.parent or "")
    if broader is None or broader.size <= theme.size:
        return ""
    return f" With fewer themes, they would be part of “{broader.label}” ({counted(broader.size, 'answer')})."


def view_letters(analysis: Analysis, words: Words) -> LettersView | None:
    if not analysis.letters:
        return None
    letters = sorted(analysis.letters, key=lambda letter: -letter.count)
    shown = letters[:_MOST_LETTERS]
    others = len(letters) - len(shown)
    senders = sum(letter.count for letter in letters)
    times = "one text is" if len(letters) == 1 else f"{len(letters):,} texts are"
    return LettersView(
        description=(
            f"Campaign letters, and other answers that are almost the same word for word: {times} shared by "
            f"{counted(senders, 'answer')}. In its theme each text is counted once."
        ),
        shown=tuple(_view_letter(letter, analysis, words) for letter in shown),
        others=f"{counted(others, 'more text')} given more than once: see “repeats” in analysis.json."
        if others
        else "",
    )


def _view_letter(letter: Letter, analysis: Analysis, words: Words) -> LetterView:
    read = _spread(letter.repeats, _MOST_READ)
    first = words.answer(letter.first)
    found = [added for own in read if (added := find_addition(first, words.answer(own))) is not None]
    different = list({" ".join(added.text.casefold().split()): added for added in found}.values())
    return LetterView(
        heading=_heading(letter, analysis),
        quotation=words.quote(_opening(letter, words)),
        added=_tell_added(len(found), len(read), len(letter.repeats)) if found else "",
        additions=tuple(map(words.quote, _spread(different, _MOST_ADDITIONS))),
    )


def _tell_added(added: int, read: int, repeats: int) -> str:
    of = f"the {read:,} others" if read == repeats else f"{read:,} others, taken at even distances from {repeats:,},"
    return f"Of {of} {added:,} put in words of their own, which no theme holds. Some of them:"


def _heading(letter: Letter, analysis: Analysis) -> str:
    label = next((theme.label for theme in analysis.themes if theme.id == letter.theme), None)
    return f"{letter.count:,} times" + (f", in “{label}”" if label else ", in no theme")


def _opening(letter: Letter, words: Words) -> Quotation:
    return quote_answer(words.answer(letter.first), ())


def view_unplaced(analysis: Analysis, words: Words) -> UnplacedView | None:
    unplaced = _with_outcome(analysis, Outcome.NONE)
    if not unplaced:
        return None
    sample = _spread(unplaced, _MOST_UNPLACED)
    rest = (
        "Here they all are."
        if len(sample) == len(unplaced)
        else f"Here are {len(sample)} of them, taken at even distances."
    )
    said = f"{count_different(analysis.accounting, len(unplaced))} {'says' if len(unplaced) == 1 else 'say'} something"
    return UnplacedView(
        description=(
            f"{said} that no theme holds{_tell_repeats(len(unplaced), analysis)}. What only one person said may matter "
            f"most. {rest} In assignments.csv they have no theme."
        ),
        sample=tuple(words.quote(quote_answer(answer, ())) for answer in sample),
    )


def _tell_repeats(unplaced: int, analysis: Analysis) -> str:
    repeats = sum(len(letter.repeats) for letter in analysis.letters if letter.theme is None)
    return f": {unplaced + repeats:,} with those that repeat them almost word for word" if repeats else ""


def view_empty(analysis: Analysis) -> EmptyView | None:
    empty = _with_outcome(analysis, Outcome.EMPTY)
    if not empty:
        return None
    texts = Counter(" ".join(answer.text.split()) for answer in empty)
    often = sorted(texts.items(), key=lambda pair: (-pair[1], pair[0]))
    more = len(often) - _MOST_EMPTY
    return EmptyView(
        description=(
            f"{counted(len(empty), 'answer')} set aside because nothing can be learnt from "
            f"{'it' if len(empty) == 1 else 'them'}. They are counted, and are in no theme."
            + (f" The {_MOST_EMPTY} most frequent of {len(often):,}:" if more > 0 else "")
        ),
        rows=tuple((text, f"{count:,}") for text, count in often[:_MOST_EMPTY]),
    )


def _with_outcome(analysis: Analysis, outcome: Outcome) -> list[Answer]:
    return [
        answer
        for answer, placing in zip(analysis.answers, analysis.placings, strict=True)
        if placing.outcome is outcome
    ]


def _spread(items: Sequence[_Item], most: int) -> list[_Item]:
    """At most so many items, at even distances, the first among them."""
    count = min(most, len(items))
    return [items[index * len(items) // count] for index in range(count)]
