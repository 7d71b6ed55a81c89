"""The phrases of each theme: in how many of its answers each stands, and in how many elsewhere."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from heard.text.themes.wording import words
from heard.text.themes.wording.reading import Reading
from heard.text.themes.wording.words import Kind

LONGEST = 6  # words from the first of a phrase to its last
MOST_SAYING = 4  # of them that say something


@dataclass(frozen=True)
class Phrases:
    """The phrases of all themes in which one number of words say something. Arrays are by phrase unless said otherwise.

    A phrase is a theme and a set of stems, in any order: “card arrived” and “arrival of my card” are one.
    """

    themes: Any
    stems: Any  # phrases × words
    held: Any  # answers of its theme that hold it
    elsewhere: Any  # answers of other themes
    cut: Any  # share of its places at which a longer phrase goes on before or after it
    first: Any  # by place where a phrase stands, in the order of phrases: its first word
    last: Any
    cut_at: Any  # by place
    starts: Any  # where the places of each phrase begin; one more than there are phrases

    def places(self, phrase: int, most: int) -> slice:
        return slice(self.starts[phrase], min(self.starts[phrase + 1], self.starts[phrase] + most))


def find_phrases(reading: Reading, saying: int) -> Phrases:
    """Runs in which `saying` words say something, with nothing between them but words that join."""
    first, last, stems = _runs(reading, saying)
    keys = np.zeros(len(first), dtype=np.int64)
    for column in stems.T:
        _, keys = np.unique(keys * len(reading.stem_names) + column, return_inverse=True)
    themes = reading.themes[reading.answers[first]]
    count = int(keys.max(initial=-1)) + 1
    found, phrase = np.unique(keys * len(reading.sizes) + themes, return_inverse=True)
    held = _answers_with(phrase, reading.answers[first], len(found))
    everywhere = np.bincount(found // len(reading.sizes), weights=held, minlength=count)
    order = np.argsort(phrase, kind="stable")
    starts = np.searchsorted(phrase[order], np.arange(len(found) + 1))
    cut_at = _goes_on(reading, first, last)
    example = order[starts[:-1]]
    return Phrases(
        themes=found % len(reading.sizes),
        stems=stems[example],
        held=held,
        elsewhere=everywhere[found // len(reading.sizes)] - held,
        cut=np.bincount(phrase, weights=cut_at, minlength=len(found)) / np.maximum(np.diff(starts), 1),
        first=first[order],
        last=last[order],
        cut_at=cut_at[order],
        starts=starts,
    )


def _runs(reading: Reading, saying: int) -> tuple[Any, Any, Any]:
    clause = np.cumsum(reading.kinds == Kind.ENDS) + reading.answers
    says = np.flatnonzero(reading.kinds >= Kind.LEANS)
    count = max(len(says) - saying + 1, 0)
    first, last = says[:count], says[saying - 1 : saying - 1 + count]
    particle = reading.where(words.is_particle)
    run = np.flatnonzero((clause[first] == clause[last]) & (last - first < LONGEST) & ~particle[first])
    places = says[run[:, None] + np.arange(saying)]
    stems = np.sort(reading.stems[places], axis=1)
    whole = (reading.kinds[places] == Kind.SAYS).any(1) & (np.diff(stems, axis=1) != 0).all(1)
    return first[run[whole]], last[run[whole]], stems[whole]


def _answers_with(phrase: Any, answers: Any, count: int) -> Any:
    """In how many answers each phrase stands."""
    pairs = np.unique(phrase * (int(answers.max(initial=0)) + 1) + answers)
    return np.bincount(pairs // (int(answers.max(initial=0)) + 1), minlength=count)


def _goes_on(reading: Reading, first: Any, last: Any) -> Any:
    """Half for each side on which a word follows that belongs to the phrase."""
    says = reading.kinds >= Kind.LEANS
    after = reading.follows(says | reading.where(words.is_cut_before))
    before = reading.precedes(says)
    return after[last] * 0.6 + before[first] * 0.4
