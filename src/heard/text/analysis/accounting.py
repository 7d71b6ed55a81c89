"""The sum that shows that nothing was lost: every answer has exactly one outcome."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from heard.text.analysis.wording import counted


class Outcome(StrEnum):
    """What became of an answer."""

    THEMED = "themed"
    NONE = "none"  # says something, but fits no theme
    EMPTY = "empty"  # says nothing: “n/a”, “no comment”
    DUPLICATE = "duplicate"  # repeats an earlier answer almost word for word, and has its theme


@dataclass(frozen=True, slots=True)
class Accounting:
    """Segments are themed, none, empty or duplicates; files that could not be read gave none and are counted apart."""

    segments: int
    themed: int
    none: int
    empty: int
    duplicates: int
    unreadable: int

    @property
    def different(self) -> int:
        """Answers that say something, each of those that repeat one another counted once."""
        return self.themed + self.none

    def __post_init__(self) -> None:
        if self.segments != self.themed + self.none + self.empty + self.duplicates:
            raise AssertionError(f"The accounting does not add up: {self}.")


def account_for(segments: int, outcomes: Iterable[Outcome], unreadable: int) -> Accounting:
    count = Counter(outcomes)
    return Accounting(
        segments=segments,
        themed=count[Outcome.THEMED],
        none=count[Outcome.NONE],
        empty=count[Outcome.EMPTY],
        duplicates=count[Outcome.DUPLICATE],
        unreadable=unreadable,
    )


def count_different(accounting: Accounting, number: int) -> str:
    """“21 answers”; “21 different answers” where others repeat some, so that nobody takes these for all."""
    return counted(number, "different answer" if accounting.duplicates else "answer")


def tell_accounting(accounting: Accounting, themes: int) -> str:
    """Where every answer went, in one sentence that adds up."""
    said = [f"{accounting.themed:,} {_by(accounting.themed, 'is', 'are')} in {counted(themes, 'theme')}"]
    if not themes:
        said = ["none is in a theme"]
    if accounting.none:
        said.append(f"{accounting.none:,} {_by(accounting.none, 'fits', 'fit')} no theme")
    if accounting.empty:
        said.append(f"{accounting.empty:,} {_by(accounting.empty, 'says', 'say')} nothing")
    if accounting.duplicates:
        repeat = _by(accounting.duplicates, "repeats another", "repeat others")
        said.append(f"{accounting.duplicates:,} {repeat} almost word for word")
    joined = " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    return f"Of {counted(accounting.segments, 'answer')}, {joined}."


def _by(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
