"""A text as words with their places, looked up once for all rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from heard.text.deidentification.word_lists import UNLISTED, Listed, Phrases, listings, plain

WORD = re.compile(r"[^\W_]+(?:['’‘&][^\W_]+)*")
RUN_OR_SIGN = re.compile(r"[^\W\d_]+|[^\w\s]|_")
ENDING = re.compile(r"(?<=[^\W\d])'(?:s|d|ll|ve)$")
DIGIT = re.compile(r"\d")
REPEATED = re.compile(r"(\w)\1+")
SENTENCE_END = re.compile(r"[.!?…\n:]|[–—•*]|^\s*-", re.MULTILINE)


@dataclass(slots=True)
class Word:
    """One word: `text[start:end]`. `base` is `plain` without a possessive, and what the lists are asked about.

    `unknown` words are on no list of ordinary words, so that each is likely a name or a slip of the finger. `ending` is
    the length of a possessive or a clipped verb.
    """

    start: int
    end: int
    text: str
    plain: str
    base: str
    listed: Listed
    capital: bool
    shouted: bool
    unknown: bool
    ending: int

    @property
    def stop(self) -> int:
        """Where the word ends without a possessive or a clipped verb."""
        return self.end - self.ending

    @property
    def owns(self) -> bool:
        """“Callum's”: it ends in a possessive or a clipped verb."""
        return self.ending > 0


class Passage:
    """A text with its words. Words are split at hyphens; a possessive `'s` stays with its word.

    `vocabulary` has every word once, and `runs` every run of letters in small letters, however it is joined to others
    (“mary's”, “y7”, “d.o.b”), and every sign, so that a rule can pass by a text that has none of what it needs.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple([Word(match.start(), match.end(), *look_up(match[0])) for match in WORD.finditer(text)])
        self.vocabulary = frozenset([word.plain for word in self.words])
        self.runs = frozenset(RUN_OR_SIGN.findall(text.lower()))
        self.digits = len(DIGIT.findall(text))

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next one."""
        following = self.words[index + 1].start if index + 1 < len(self.words) else len(self.text)
        return self.text[self.words[index].end : following]

    def before(self, index: int) -> str:
        """What stands between word `index` and the one before it."""
        return self.gap(index - 1) if index > 0 else self.text[: self.words[0].start] if self.words else ""

    def opens_sentence(self, index: int) -> bool:
        """Whether a capital on this word means nothing because it starts a sentence, a line or a list point."""
        if index == 0:
            return True
        before = self.before(index)
        if before == " ":
            return False
        return bool(SENTENCE_END.search(before)) or '"' in before or "“" in before

    @cached_property
    def writes_capitals(self) -> bool:
        """Whether the writer uses capitals at all; where not, nothing follows from small letters."""
        letters = [word for word in self.words if word.text[0].isalpha()]
        return any(word.capital and word.plain not in ("i", "i'm", "i've") for word in letters)

    @cached_property
    def shouts(self) -> bool:
        """Whether nearly everything is in capitals, so that a capital means nothing."""
        if not any(word.shouted for word in self.words):
            return False
        letters = [word for word in self.words if word.text[0].isalpha()]
        return len(letters) > 3 and sum(word.shouted for word in letters) > 0.6 * len(letters)

    def proper(self, index: int) -> bool:
        """Whether a capital marks this word as a name: not at the start of a sentence, not in a shouted text."""
        word = self.words[index]
        return word.capital and not self.shouts and not self.opens_sentence(index) and word.plain not in FIRST_PERSON

    def phrase_end(self, index: int, phrases: Phrases) -> int:
        """The index after the longest phrase of `phrases` starting at word `index`; `index` itself when there is
        none.
        """
        best = index
        for rest in phrases.get(self.words[index].base, ()) or phrases.get(self.words[index].plain, ()):
            end = index + 1 + len(rest)
            if end > best and end <= len(self.words) and self.matches(index + 1, rest):
                best = end
        return best

    def matches(self, index: int, expected: tuple[str, ...]) -> bool:
        for offset, wanted in enumerate(expected):
            word = self.words[index + offset]
            if wanted not in (word.plain, word.base) or not joins(self.before(index + offset)):
                return False
        return True

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [word.start for word in self.words]

    def starting_at(self, place: int) -> int | None:
        """The index of the word that starts at `text[place]`."""
        index = bisect_left(self.starts, place)
        return index if index < len(self.starts) and self.starts[index] == place else None

    def touching(self, start: int, end: int) -> range:
        """The indexes of the words that have a character in `text[start:end]`."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.words[first].end <= start:
            first += 1
        return range(first, bisect_left(self.starts, end))

    def between(self, start: int, end: int) -> Iterator[Word]:
        """The words inside `text[start:end]`."""
        words = (self.words[index] for index in self.touching(start, end))
        return (word for word in words if word.start >= start and word.end <= end)


@dataclass(frozen=True, slots=True)
class Cued:
    """A pattern that is tried only where the text has what every match of it needs, because to look is much dearer.

    `cues` are runs of letters or signs of which one must be there, `signs` more of which one must, `digits` how many.
    """

    pattern: re.Pattern[str]
    cues: frozenset[str] = frozenset()
    digits: int = 0
    signs: str = ""

    def finditer(self, passage: Passage) -> Iterable[re.Match[str]]:
        return self.pattern.finditer(passage.text) if self.may_match(passage) else ()

    def may_match(self, passage: Passage) -> bool:
        if passage.digits < self.digits or (self.cues and passage.runs.isdisjoint(self.cues)):
            return False
        return not self.signs or not passage.runs.isdisjoint(self.signs)


FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "i'll"})


def joins(gap: str) -> bool:
    """Whether two words so separated can be one name."""
    return gap in (" ", "-", "'", "’", "‑", "–", ". ", ".", ", ", "  ", "\u00a0") or not gap


def without_ending(word: str) -> str:
    return ENDING.sub("", word) if "'" in word else word


@lru_cache(maxsize=50_000)
def look_up(text: str) -> tuple[str, str, str, Listed, bool, bool, bool, int]:
    """All of a `Word` that follows from its spelling."""
    lookup = listings()
    flat = plain(text)
    base = without_ending(flat)
    ending = len(flat) - len(base)
    listed = lookup.get(base, UNLISTED)
    if listed is UNLISTED and base.endswith("s") and len(base) > 3:
        # “liams” for “Liam's”, and plurals and verbs of ordinary words
        stem = lookup.get(base[:-1], UNLISTED)
        if stem is not UNLISTED:
            base, listed = base[:-1], stem
    if listed is UNLISTED:
        drawn_out = lookup.get(REPEATED.sub(r"\1", base), UNLISTED)
        listed = drawn_out if drawn_out.chat else listed  # “lool”, “omggg”
    capital, shouted = text[0].isupper(), len(text) > 1 and text.isupper()
    unknown = not listed.ordinary and len(base) > 1 and base.isalpha()
    return text, flat, base, listed, capital, shouted, unknown, ending
