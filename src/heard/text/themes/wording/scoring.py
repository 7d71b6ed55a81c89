"""How well each phrase would name its theme: what it says of the theme, how many say it, and how few elsewhere."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from heard.text.themes.wording.phrases import MOST_SAYING, Phrases, find_phrases
from heard.text.themes.wording.reading import Reading

# Chosen on 39 intents of banking77 and on KPA-2021 train: bench/labels.
_NARROW = 1.2  # above 1, a word in many of the theme's answers is worth more than one that is only rare elsewhere
_PRIOR = 3.0  # answers as the average of all, added to those elsewhere
_HELD, _APART = 0.6, 0.4  # how much it counts that many hold the phrase, and that few hold it elsewhere
_LENGTH = 0.5  # how much each further word costs
_ALONE = 0.25  # what a word alone is worth beside a phrase
_CUT = 0.5  # what it costs to stop where people go on
_GOES_ON = 0.35  # above that, people mostly go on after the word
_JOINED = 0.4  # what two names joined by “and” are worth beside a phrase that somebody wrote
_CHANCE = 1.0  # of the answers that hold a phrase so many count as chance, which weighs in small themes
_JOINED_SHARE = 0.15  # so much of the theme holds each of the two
_FEWEST, _FEW = 2, 3  # so many answers hold a phrase, in themes of more than so many
_ONCE = 0.02  # what a phrase is worth beside others that fewer hold
_AROUND = 0.7  # where this share of those that hold a phrase hold a longer one around it, that is the phrase


@dataclass(frozen=True)
class Candidate:
    """One phrase: where it stands in the phrases with `saying` words that say something."""

    saying: int
    place: int


class Scores:
    """What every phrase of every theme is worth as a label, and as a term."""

    def __init__(self, reading: Reading, asked: frozenset[str]) -> None:
        self.reading = reading
        self.phrases = [find_phrases(reading, saying) for saying in range(1, MOST_SAYING + 1)]
        self._weights = self._weigh_stems(asked)
        self._asked = np.array([name in asked for name in reading.stem_names], dtype=bool)
        self._by_theme = [_by_theme(phrases, len(reading.sizes)) for phrases in self.phrases]
        self._as_label = [self._score(phrases) for phrases in self.phrases]
        self._holding: tuple[int, dict[int, set[int]]] | None = None  # of the theme that is being named
        self._as_term = [self._tell_apart(phrases) for phrases in self.phrases]

    def labels_of(self, theme: int, saying: int, most: int) -> list[tuple[float, Candidate]]:
        """Up to `most` phrases that could be the label, the best first.

        What counts is how many answers hold its words wherever they stand: “my card has still not, to my surprise,
        arrived” is about “card arrived” too.
        """
        near = self._best(self._as_label, theme, saying, 2 * most)
        if saying == 0:
            return near[:most]
        worth = [(score * self._scatter(one) ** _HELD, one) for score, one in near]
        return sorted(worth, key=lambda own: (-own[0], str(own[1])))[:most]

    def terms_of(self, theme: int, saying: int, most: int) -> list[tuple[float, Candidate]]:
        """Up to `most` phrases that set the theme apart, the strongest first."""
        return self._best(self._as_term, theme, saying, most)

    def score_joined(self, theme: int, one: Candidate, other: Candidate) -> float:
        """What both are worth, joined by “and”."""
        stems = self.stems_of(one) | self.stems_of(other)
        said = sum(self._weights[theme, stem] for stem in stems)
        missing = (1 - self._held(one)) * (1 - self._held(other))
        return float(_JOINED * said / len(stems) ** _LENGTH * (1 - missing) ** _HELD)

    def longest_around(self, one: Candidate) -> Candidate:
        """“Separation of church and state” for “separation of church”, where hardly anybody stops there."""
        if one.saying + 1 == len(self.phrases):
            return one
        shorter, longer = self.phrases[one.saying], self.phrases[one.saying + 1]
        theme = int(shorter.themes[one.place])
        own = self._by_theme[one.saying + 1][theme]
        own = own[longer.held[own] >= _AROUND * shorter.held[one.place]]
        around = own[np.isin(longer.stems[own], shorter.stems[one.place]).sum(1) == one.saying + 1]
        if not len(around) or shorter.held[one.place] <= _FEWEST:
            return one
        return self.longest_around(Candidate(one.saying + 1, int(around[np.argmax(longer.held[around])])))

    def stems_of(self, one: Candidate) -> frozenset[int]:
        return frozenset(self.phrases[one.saying].stems[one.place].tolist())

    def share_of(self, one: Candidate) -> float:
        """In what share of the theme's answers it stands."""
        phrases = self.phrases[one.saying]
        return float(phrases.held[one.place] / self.reading.sizes[phrases.themes[one.place]])

    def share_elsewhere(self, one: Candidate) -> float:
        phrases = self.phrases[one.saying]
        others = len(self.reading.themes) - self.reading.sizes[phrases.themes[one.place]]
        return float(phrases.elsewhere[one.place] / max(others, 1))

    def could_be_joined(self, one: Candidate) -> bool:
        """Whether enough people say it, and stop there: not “heinous”, of “heinous crimes”."""
        phrases = self.phrases[one.saying]
        is_common = phrases.held[one.place] > _FEWEST and self.share_of(one) >= _JOINED_SHARE
        return bool(is_common and phrases.cut[one.place] <= _GOES_ON)

    def _scatter(self, one: Candidate) -> float:
        """How many answers hold all its words somewhere, for each that holds the phrase."""
        phrases = self.phrases[one.saying]
        theme = int(phrases.themes[one.place])
        if self._holding is None or self._holding[0] != theme:
            self._holding = theme, self.reading.answers_by_stem(theme)
        together = set[int].intersection(*(self._holding[1][stem] for stem in self.stems_of(one)))
        return float(max(len(together), 1) / phrases.held[one.place])

    def _held(self, one: Candidate) -> float:
        return float(self._beyond_chance(self.phrases[one.saying])[one.place])

    def _beyond_chance(self, phrases: Phrases) -> Any:
        """In what share of the theme's answers each stands, less what is chance."""
        return np.maximum(phrases.held - _CHANCE, 0.1) / self.reading.sizes[phrases.themes]

    def _best(self, scores: list[Any], theme: int, saying: int, most: int) -> list[tuple[float, Candidate]]:
        own = self._by_theme[saying][theme]
        best = own[np.argsort(-scores[saying][own], kind="stable")[:most]]
        return [
            (float(scores[saying][place]), Candidate(saying, int(place))) for place in best if scores[saying][place] > 0
        ]

    def _weigh_stems(self, asked: frozenset[str]) -> Any:
        """What each stem says of each theme; a word of the question says nothing."""
        single = self.phrases[0]
        weights = np.zeros((len(self.reading.sizes), len(self.reading.stem_names)))
        weights[single.themes, single.stems[:, 0]] = self._beyond_chance(single) ** _NARROW * self._lift(single)
        weights[:, [place for place, name in enumerate(self.reading.stem_names) if name in asked]] = 0
        return weights

    def _score(self, phrases: Phrases) -> Any:
        saying = phrases.stems.shape[1]
        said = self._weights[phrases.themes[:, None], phrases.stems].sum(1) / saying**_LENGTH
        worth = said * self._beyond_chance(phrases) ** _HELD * (1 - _CUT * phrases.cut)
        worth *= _ALONE if saying == 1 else (self._lift(phrases) / 3) ** _APART
        return np.where(self._is_held_enough(phrases), worth, _ONCE * worth)

    def _tell_apart(self, phrases: Phrases) -> Any:
        length = (1.0, 1.6, 1.7, 1.7)[phrases.stems.shape[1] - 1]
        worth = self._inside(phrases) * self._lift(phrases) * length * (1 - phrases.cut)
        return np.where(self._is_held_enough(phrases) & ~self._asked[phrases.stems].any(1), worth, 0.0)

    def _is_held_enough(self, phrases: Phrases) -> Any:
        return (phrases.held >= _FEWEST) | (self.reading.sizes[phrases.themes] <= _FEW)

    def _inside(self, phrases: Phrases) -> Any:
        return phrases.held / self.reading.sizes[phrases.themes]

    def _lift(self, phrases: Phrases) -> Any:
        """The logarithm of how much more often it stands here than elsewhere."""
        everywhere = (phrases.elsewhere + phrases.held) / len(self.reading.themes)
        others = len(self.reading.themes) - self.reading.sizes[phrases.themes]
        return np.log1p(self._inside(phrases) / ((phrases.elsewhere + _PRIOR * everywhere) / (others + _PRIOR)))


def _by_theme(phrases: Phrases, themes: int) -> list[Any]:
    order = np.argsort(phrases.themes, kind="stable")
    return np.split(order, np.searchsorted(phrases.themes[order], np.arange(1, themes)))
