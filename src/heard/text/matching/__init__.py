"""Matching: which codes of a codebook apply to which answers, with a probability for each, and “none” where none does.

    matching = match_answers(answers, codes, examples)
    for match in matching.matches:
        print(match.answer.id, match.code.id, match.score, match.accepted)

How it works, what was measured and where it fails: docs/reference/match.md. Importing this loads nothing heavy.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from heard.text.spans import Span

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to one question. `row` is where it stands in its table; `group` is the question, or blank."""

    id: str
    text: str
    row: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook. With groups, it may apply only to answers of its own group."""

    id: str
    label: str
    description: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that an analyst has coded. Without `codes` it says that none applies."""

    text: str
    codes: tuple[Code, ...]
    group: str = ""  # only asked where there are no codes


class Outcome(StrEnum):
    """What became of an answer."""

    CODED = "coded"
    NONE = "none"  # says something, but no code applies
    EMPTY = "empty"  # says nothing: “n/a”, “no comment”
    UNREADABLE = "unreadable"  # holds marks that stand for lost letters instead of words


@dataclass(frozen=True, slots=True)
class Match:
    """One answer and one code that were considered together.

    `score` is the probability that the code applies; `passage` is where in the answer it was highest. `by_analyst` says
    that the answer is among the examples, so that the score is the analyst’s own decision.
    """

    answer: Answer
    code: Code
    score: float
    accepted: bool
    passage: Span | None
    by_analyst: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer with its outcome, the codes that are accepted, and the probability that none applies to it.

    `elsewhere` says that it seems to be about something else than the codebook as a whole.
    """

    answer: Answer
    outcome: Outcome
    codes: tuple[Code, ...]
    none: float
    passages: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that an analyst should code next, and why, in a full sentence."""

    answer: Answer
    likely: tuple[Code, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Matching:
    """Everything that came of one run. `coded` holds every answer once, in the order given."""

    coded: tuple[Coded, ...]
    matches: Collection[Match]
    suggestions: tuple[Suggestion, ...]
    threshold: float | None  # the score from which a code is accepted; None where every answer has exactly one
    engine: dict[str, Any]


def match_answers(
    answers: Sequence[Answer],
    codes: Sequence[Code],
    examples: Sequence[Example] = (),
    *,
    single_label: bool = False,
    progress: Progress | None = None,
) -> Matching:
    """Consider every answer with every code of its group.

    Without examples the codes’ wording alone decides; with them, what the analyst coded is learnt from as well. With
    `single_label` every answer that says something gets exactly one code. The same input gives the same result.
    """
    from heard.text.matching.matching import match

    return match(answers, codes, examples, single_label=single_label, progress=progress or _say_nothing)


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    pass
