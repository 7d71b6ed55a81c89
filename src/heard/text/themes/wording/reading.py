"""Every word of every answer in one row of numbers, so that phrases of many themes are counted at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from heard.text.themes.wording import words
from heard.text.themes.wording.words import Kind

MOST_CHARACTERS = 700
"""What an answer says after about a hundred words is not read for its meaning either."""


@dataclass(frozen=True)
class Reading:
    """The words of all answers, one after the other. Arrays are by place in that row unless said otherwise."""

    spellings: list[str]  # every way of writing a word
    written: Any  # the number of its spelling
    answers: Any  # the number of its answer
    kinds: Any  # what it may do in a phrase: `Kind`
    themes: Any  # the theme of each answer
    sizes: Any  # the answers of each theme
    stem_of: Any  # the number of its stem, by spelling
    stem_names: list[str]

    @cached_property
    def stems(self) -> Any:
        return self.stem_of[self.written]

    @cached_property
    def folded(self) -> list[str]:
        """By spelling."""
        return [fold(spelling) for spelling in self.spellings]

    @cached_property
    def _bounds(self) -> Any:
        """Where the words of each theme begin, and where those of the last end."""
        return np.searchsorted(self.themes[self.answers], np.arange(len(self.sizes) + 1))

    def answers_by_stem(self, theme: int) -> dict[int, set[int]]:
        """Which answers of the theme hold each stem, wherever it stands."""
        first, last = self._bounds[theme : theme + 2]
        own = first + np.flatnonzero(self.kinds[first:last] >= Kind.LEANS)
        holding: defaultdict[int, set[int]] = defaultdict(set)
        for stem, answer in zip(self.stems[own].tolist(), self.answers[own].tolist(), strict=True):
            holding[stem].add(answer)
        return holding

    def where(self, is_so: Any) -> Any:
        """Of which words `is_so` is true, asked once for each spelling."""
        return np.array([is_so(word) for word in self.folded], dtype=bool)[self.written]

    def follows(self, is_so: Any) -> Any:
        """After which words stands, in the same answer, one of which `is_so` (by place) is true."""
        return np.append(is_so[1:] & (self.answers[1:] == self.answers[:-1]), False)

    def precedes(self, is_so: Any) -> Any:
        """Before which words stands, in the same answer, one of which `is_so` (by place) is true."""
        return np.append(False, is_so[:-1] & (self.answers[1:] == self.answers[:-1]))


def read_groups(groups: Sequence[Sequence[str]]) -> Reading:
    found = [words.tokens_of(text[:MOST_CHARACTERS]) for group in groups for text in group]
    row = list(chain.from_iterable(found))
    numbers = {word: number for number, word in enumerate(dict.fromkeys(row))}
    folded = [fold(spelling) for spelling in numbers]
    stems: dict[str, int] = {}
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    written = np.fromiter(map(numbers.__getitem__, row), dtype=np.int64, count=len(row))
    reading = Reading(
        spellings=list(numbers),
        written=written,
        answers=np.repeat(np.arange(len(found)), list(map(len, found))),
        kinds=np.array([words.kind_of(word) for word in folded], dtype=np.int8)[written],
        themes=np.repeat(np.arange(len(groups)), sizes),
        sizes=sizes,
        stem_of=np.array([stems.setdefault(words.stem(word), len(stems)) for word in folded], dtype=np.int64),
        stem_names=list(stems),
    )
    particles = reading.where(words.is_particle) & reading.precedes(reading.kinds >= Kind.LEANS)
    reading.kinds[particles] = Kind.LEANS
    measures = (reading.kinds == Kind.LEANS) & reading.precedes(reading.where(lambda word: word == "how"))
    reading.kinds[measures] = Kind.ENDS  # “how long does it take” is not about something long
    return reading


def fold(spelling: str) -> str:
    return spelling.casefold().replace("’", "'").replace("‑", "-")
