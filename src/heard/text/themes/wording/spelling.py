"""How people write a phrase: the form most of them use, what turns it, and which capitals stay."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import numpy as np

from heard.text.themes.wording import words
from heard.text.themes.wording.phrases import Phrases
from heard.text.themes.wording.reading import Reading
from heard.text.themes.wording.words import Kind

_MOST_PLACES = 60  # at which a phrase is looked at, those nearest the middle of the theme first
_LONGEST_ACRONYM, _ACRONYM = 5, 0.25  # letters, and the share of places at which they are capitals


class Spelling:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._written_at = reading.written.tolist()
        self._kinds = reading.kinds.tolist()
        self._answers = reading.answers.tolist()

    def usual(self, phrases: Phrases, phrase: int) -> str:
        """The phrase as most people write it, in lower case; with “not” or “no” before it where most have that."""
        turned: defaultdict[str, float] = defaultdict(float)
        plain: defaultdict[str, float] = defaultdict(float)
        for start, stop, cut in self._places(phrases, phrase):
            said = [self._reading.folded[word] for word in self._written_at[start:stop]]
            (turned if any(map(words.turns, said)) else plain)[" ".join(said)] += 1 - cut / 2
        ways = turned if sum(turned.values()) > sum(plain.values()) else plain
        return min(ways.items(), key=lambda way: (-round(way[1], 6), len(way[0]), way[0]))[0]

    def with_capitals(self, phrases: Phrases, phrase: int) -> str:
        """The usual form with the capitals that most keep in the middle of a sentence: “Google Pay”, “NHS dentist”."""
        usual = self.usual(phrases, phrase)
        ways: Counter[str] = Counter()
        for start, stop, _ in self._places(phrases, phrase):
            written = [fold_apostrophes(self._reading.spellings[word]) for word in self._written_at[start:stop]]
            if not self._middle[start]:
                written[0] = self._written(written[0].casefold())
            if " ".join(written).casefold() == usual and not all(map(str.isupper, written)):
                ways[" ".join(written)] += 1
        if ways.total() < 2:
            return " ".join(map(self._written, usual.split()))
        written = max(ways.items(), key=lambda way: (way[1], way[0]))[0].split()
        return " ".join(word if word.lower() != word else self._written(word) for word in written)

    def _places(self, phrases: Phrases, phrase: int) -> Iterator[tuple[int, int, float]]:
        """Where the phrase stands: its first word, the one after its last, and how far it is cut."""
        where = phrases.places(phrase, _MOST_PLACES)
        places = zip(phrases.first[where].tolist(), phrases.last[where].tolist(), phrases.cut_at[where], strict=True)
        for first, last, cut in places:
            yield self._with_what_turns_it(first), last + 1, float(cut)

    def is_noun(self, phrases: Phrases, phrase: int) -> bool:
        """Whether its last word follows “the” or “of” more often than “to” or “they”; crude, but of these answers."""
        ways, counts = np.unique(
            self._reading.written[phrases.last[phrases.places(phrase, _MOST_PLACES)]], return_counts=True
        )
        last = self._reading.folded[ways[counts.argmax()]]
        place = self._numbers[last]
        return last.endswith("ing") or bool(self._as_noun[place] > 2 * self._as_verb[place])

    def _with_what_turns_it(self, first: int) -> int:
        """The place of “no” in “no social worker”, of “without” in “without a trial”; else of the first word."""
        for before in (first - 1, first - 2):
            kind = self._kinds[before] if before >= 0 else Kind.ENDS
            if kind == Kind.TURNS and self._answers[before] == self._answers[first]:
                return before
            if kind != Kind.JOINS:
                return first
        return first

    def _written(self, folded: str) -> str:
        """A word as most write it; in capitals where enough do, since many type “atm” who mean an ATM."""
        spellings = self._in_the_middle.get(folded, {})
        usual, count = max(spellings.items(), key=lambda way: (way[1], way[0]), default=(folded, 0))
        capitals = folded.upper()
        if 1 < len(folded) <= _LONGEST_ACRONYM and spellings.get(capitals, 0) > _ACRONYM * sum(spellings.values()):
            return capitals
        return usual if count > 1 else folded

    @cached_property
    def _in_the_middle(self) -> dict[str, dict[str, int]]:
        """By word in lower case, how often it is written how where no sentence begins."""
        reading = self._reading
        counts = np.bincount(reading.written[self._middle], minlength=len(reading.spellings))
        found: dict[str, dict[str, int]] = {}
        for spelling, folded, count in zip(reading.spellings, reading.folded, counts.tolist(), strict=True):
            if count:
                found.setdefault(folded, {})[fold_apostrophes(spelling)] = count
        return found

    @cached_property
    def _middle(self) -> Any:
        """Which words are not the first of a sentence, or of a part of one, and follow none in CAPITALS."""
        reading = self._reading
        shouted = np.array([len(word) > 1 and word.isupper() for word in reading.spellings], dtype=bool)
        return reading.precedes(reading.where(lambda word: word[0].isalnum()) & ~shouted[reading.written])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(dict.fromkeys(self._reading.folded))}

    @cached_property
    def _as_noun(self) -> Any:
        """By word, how often it follows “the” or “of”, and no other word is named after it: “a heinous crime”."""
        goes_on = self._reading.follows(self._reading.kinds >= Kind.LEANS)
        return self._count(self._after(words.is_opening_noun) & ~goes_on)

    @cached_property
    def _as_verb(self) -> Any:
        return self._count(self._after(words.is_opening_verb))

    def _after(self, is_so: Callable[[str], bool]) -> Any:
        return self._reading.precedes(self._reading.where(is_so))

    def _count(self, places: Any) -> Any:
        """How often each word, in lower case, stands at one of the places."""
        number = np.array([self._numbers[word] for word in self._reading.folded], dtype=np.int64)
        return np.bincount(number[self._reading.written[places]], minlength=len(self._numbers))


def fold_apostrophes(spelling: str) -> str:
    return spelling.replace("’", "'").replace("‑", "-")
