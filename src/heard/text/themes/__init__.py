"""Themes: what many short answers have in common, found without a code frame and without leaving the machine.

    themes = discover_themes(answers)
    for theme in themes.themes:
        print(theme.label, len(theme.members))

How it works, what was measured and where it fails: docs/explanation/themes.md. Importing this loads nothing heavy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

MINIMUM_ANSWERS = 3
"""A theme never holds fewer answers than this."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of answers that say much the same. Answers are named by their index in the texts that were given.

    `id` names this very group of answers: the same group has the same id at every level, whatever `count` was asked.
    """

    id: str
    label: str  # a phrase in the answers' own words, in sentence case, unlike any other theme's of its level
    terms: tuple[str, ...]  # what sets it apart from the other themes, strongest first
    members: tuple[int, ...]  # nearest the middle first
    quotations: tuple[int, ...]  # members that show it: near the middle, varied, understood alone
    dissenting: tuple[int, ...]  # members that pull the other way, where any do and it is of the level to show
    reasons: tuple[str, ...]  # why this is a theme, in full sentences
    stability: float  # 0 to 1: how far it is found again when a part of the answers is left out
    parent: str | None  # the theme of a coarser level that holds this one


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """The themes of one set of answers.

    `themes` is the level to show, largest first; `assignment[i]` is the place in `themes` of answer i, or None where it
    fits no theme, and `scores[i]` (0 to 1) is how well it fits. `levels` holds the same answers at several resolutions,
    coarsest first; each is nested in the one before it. `engine` says what made this, so that it can be made again.
    """

    themes: tuple[Theme, ...]
    assignment: tuple[int | None, ...]
    scores: tuple[float, ...]
    levels: tuple[tuple[Theme, ...], ...]
    engine: dict[str, Any]
    warnings: tuple[str, ...] = field(default=())  # full sentences, for instance where `count` could not be met


def discover_themes(
    texts: Sequence[str],
    *,
    count: int | None = None,
    seed: int = 0,
    question: str | None = None,
    speakers: Sequence[str | None] | None = None,
    progress: Progress | None = None,
) -> ThemeSet:
    """The themes in `texts`, without labels and without being told how many there are.

    Give answers that say something (`heard.text.emptiness`) and only one of each near-identical group
    (`heard.text.similarity`); it also works when they are not. `count` asks for that many themes; without it the number
    follows from the answers. `question` is what people were asked: its words are kept out of labels and terms.
    `speakers[i]` says whose text i is, None where that is not known, so that quotations are from different people.
    The same texts and seed give the same result. Raises `BadInput` if `count` is below 1.
    """
    from heard.text.themes.discovery import discover

    return discover(
        texts,
        count=count,
        seed=seed,
        question=question,
        speakers=speakers or [None] * len(texts),
        progress=progress or _say_nothing,
    )


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    pass
