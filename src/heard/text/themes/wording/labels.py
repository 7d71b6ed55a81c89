"""Choosing the phrase that an analyst would write, and the terms beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heard.text.themes.wording import words
from heard.text.themes.wording.phrases import MOST_SAYING
from heard.text.themes.wording.reading import fold, read_groups
from heard.text.themes.wording.scoring import Candidate, Scores
from heard.text.themes.wording.spelling import Spelling

MOST_TERMS = 8
_MOST_LOOKED_AT = 12  # phrases of each length
_NO_NOUN = 0.5  # what a word alone that is no noun is worth beside one that is: “constant”, “identify”
_MOST_JOINED = 6  # names that are tried in pairs
_LONGEST_JOINED = 2  # words of a pair that say something


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme's label and terms; in what share of its answers, and of the others, the first term stands (0 to 1)."""

    label: str
    terms: tuple[str, ...]
    share: float = 0.0
    share_elsewhere: float = 0.0


@dataclass(frozen=True, slots=True)
class _Option:
    """A label: one phrase, or two to be joined by “and”."""

    score: float
    parts: tuple[Candidate, ...]


def word_themes(groups: Sequence[Sequence[str]], question: str | None) -> list[Wording]:
    """A wording for each group of answers (nearest the middle first); no two have the same label."""
    wording = _Worder(groups, question)
    return [wording.word(theme) for theme in range(len(groups))]


class _Worder:
    def __init__(self, groups: Sequence[Sequence[str]], question: str | None) -> None:
        asked = frozenset(words.stem(fold(word)) for word in words.tokens_of(question or ""))
        self._groups = groups
        self._reading = read_groups(groups)
        self._scores = Scores(self._reading, asked)
        self._spelling = Spelling(self._reading)
        self._taken: set[frozenset[int] | str] = set()

    def word(self, theme: int) -> Wording:
        label = self._label(theme)
        terms = self._terms(theme)
        if not terms:
            return Wording(label, ())
        return Wording(
            label,
            tuple(map(self._usual, terms)),
            self._scores.share_of(terms[0]),
            self._scores.share_elsewhere(terms[0]),
        )

    def _label(self, theme: int) -> str:
        """The best that no other theme has. Of answers without a word that says something, the first of them."""
        options = sorted(self._options(theme), key=lambda option: (-option.score, str(option.parts)))
        for option in options:
            parts = option.parts if len(option.parts) > 1 else (self._scores.longest_around(option.parts[0]),)
            stems = frozenset[int]().union(*map(self._scores.stems_of, parts))
            label = " and ".join(map(self._with_capitals, parts))
            label = label[:1].upper() + label[1:]
            if stems not in self._taken and label.casefold() not in self._taken:
                self._taken |= {stems, label.casefold()}
                return label
        return self._numbered(f"“{' '.join(self._groups[theme][0].split()[:6])}”")

    def _options(self, theme: int) -> Iterator[_Option]:
        for saying in range(MOST_SAYING):
            for score, phrase in self._scores.labels_of(theme, saying, _MOST_LOOKED_AT):
                stands = saying > 0 or self._is_noun(phrase)
                yield _Option(score if stands else _NO_NOUN * score, (phrase,))
        names = self._names(theme)
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                stems = self._scores.stems_of(one) | self._scores.stems_of(other)
                if len(stems) == one.saying + other.saying + 2 <= _LONGEST_JOINED:
                    yield _Option(self._scores.score_joined(theme, one, other), (one, other))

    def _names(self, theme: int) -> list[Candidate]:
        """Words and short phrases that could stand beside another, the strongest first."""
        near = [own for saying in (0, 1) for own in self._scores.labels_of(theme, saying, _MOST_JOINED)]
        near.sort(key=lambda own: (-own[0], str(own[1])))
        return [own for _, own in near if self._scores.could_be_joined(own) and self._is_noun(own)]

    def _terms(self, theme: int) -> list[Candidate]:
        """The strongest words and phrases, none with a word of another."""
        found = [own for saying in range(3) for own in self._scores.terms_of(theme, saying, 3 * MOST_TERMS)]
        terms: list[Candidate] = []
        for _, own in sorted(found, key=lambda own: (-own[0], str(own[1]))):
            stems = self._scores.stems_of(own)
            if not any(stems <= self._scores.stems_of(term) or stems >= self._scores.stems_of(term) for term in terms):
                terms.append(own)
            if len(terms) == MOST_TERMS:
                break
        return terms

    def _is_noun(self, own: Candidate) -> bool:
        return self._spelling.is_noun(self._scores.phrases[own.saying], own.place)

    def _usual(self, own: Candidate) -> str:
        return self._spelling.usual(self._scores.phrases[own.saying], own.place)

    def _with_capitals(self, own: Candidate) -> str:
        return self._spelling.with_capitals(self._scores.phrases[own.saying], own.place)

    def _numbered(self, label: str) -> str:
        """With a number where another theme has it."""
        own = label if label.casefold() not in self._taken else f"{label} ({len(self._taken) + 1})"
        self._taken.add(own.casefold())
        return own
