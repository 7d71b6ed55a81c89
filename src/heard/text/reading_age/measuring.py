"""The formulas, and the sentences that raise what they give."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from heard.text.analysis.wording import listed
from heard.text.reading_age.passive import passive_in
from heard.text.reading_age.syllables import syllables_in
from heard.text.segments import lay_out
from heard.text.segments.sentences import sentence_spans
from heard.text.spans import Source, Span

YEARS = 5
"""A child in the first grade of an American school, which the formulas speak of, is 6: an age is a grade plus 5."""

LONG_SENTENCE = 20
"""More words than this are many for one sentence; GOV.UK's own limit for adults is 25."""

LONG_WORD = 3
"""Syllables from which SMOG counts a word as hard."""

FEWEST_SENTENCES = 30
"""SMOG is made for samples of this many; with fewer it is an extrapolation."""

_WORD = re.compile(r"[^\W_]+(?:[’'.,\-‐‑][^\W_]+)*")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")  # what has one in it, nobody reads aloud
_PIECE = re.compile(
    r"\S(?:.*\S)?(?:\n(?!\s*(?:[-–•*]|\d{1,2}[.)])\s)[^\S\n]*\S.*)*"
)  # a paragraph, or a point of a list


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that raises the reading age of its text, by `raises` years, and what a writer could do about it."""

    span: Span
    words: int
    raises: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """`flesch_kincaid` and `smog` are reading ages in years; SMOG, which wants everything understood, is the higher.

    None where there are no words, and for SMOG where there are fewer than ten sentences; below thirty, take care.
    `hardest` are the sentences that raise the Flesch-Kincaid age, those that raise it most first.
    """

    sentences: int
    words: int
    flesch_kincaid: float | None
    smog: float | None
    hardest: tuple[HardSentence, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: tuple[str, ...]
    syllables: int


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """The school grade by Kincaid, Fishburne, Rogers and Chissom, *Derivation of New Readability Formulas* (1975)."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(long_words: int, sentences: int) -> float:
    """The school grade by McLaughlin, “SMOG grading: a new readability formula”, *Journal of Reading* 12 (1969)."""
    return 1.0430 * sqrt(long_words * FEWEST_SENTENCES / sentences) + 3.1291


def measure_source(source: Source) -> Measured:
    """The reading age of a document. Where the file says what its paragraphs are, it is believed."""
    if not source.blocks:
        return measure_reading_age(source.text)
    return measure_reading_age(source.text, [paragraph.span for paragraph in lay_out(source).paragraphs])


def measure_reading_age(text: str, paragraphs: Iterable[Span] | None = None) -> Measured:
    """The reading age of a text in English, and its hardest sentences. A heading or a point of a list is a sentence.

    Without `paragraphs` a blank line is between two, and a point of a list is one.
    """
    pieces = [Span(*piece.span()) for piece in _PIECE.finditer(text)] if paragraphs is None else paragraphs
    sentences = [_Sentence(span, *_counted(span.of(text))) for span in _sentences(text, pieces)]
    # A figure is read as a word, but figures alone are no text: a table, a date, a telephone number.
    if not any(character.isalpha() for own in sentences for word in own.words for character in word):
        return Measured(0, 0, None, None, ())
    sentences = [sentence for sentence in sentences if sentence.words]
    words = [word for sentence in sentences for word in sentence.words]
    long_words = sum(syllables_in(word) >= LONG_WORD for word in words)
    return Measured(
        sentences=len(sentences),
        words=len(words),
        flesch_kincaid=_age(sentences),
        smog=round(smog(long_words, len(sentences)) + YEARS, 1) if len(sentences) >= FEWEST_SENTENCES / 3 else None,
        hardest=_hardest(text, sentences),
    )


def _sentences(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    for piece in pieces:
        for span in sentence_spans(piece.of(text)):
            yield Span(piece.start + span.start, piece.start + span.end)


def _counted(sentence: str) -> tuple[tuple[str, ...], int]:
    words = tuple(word for piece in sentence.split() if not _ADDRESS.search(piece) for word in _WORD.findall(piece))
    return words, sum(map(syllables_in, words))


def _age(sentences: Sequence[_Sentence]) -> float | None:
    if not sentences:
        return None
    words = sum(len(sentence.words) for sentence in sentences)
    return round(flesch_kincaid(words, len(sentences), sum(own.syllables for own in sentences)) + YEARS, 1)


def _hardest(text: str, sentences: Sequence[_Sentence]) -> tuple[HardSentence, ...]:
    """Each sentence's effect is the age of the text with it less the age without."""
    if not sentences:
        return ()
    words = sum(len(own.words) for own in sentences)
    syllables = sum(own.syllables for own in sentences)
    whole = flesch_kincaid(words, len(sentences), syllables)
    found = []
    for own in sentences:
        rest = words - len(own.words)
        without = flesch_kincaid(rest, len(sentences) - 1, syllables - own.syllables) if rest else 0.0
        reasons = tuple(_reasons(own, own.span.of(text)))
        if whole > without and reasons:
            found.append(HardSentence(own.span, len(own.words), round(whole - without, 2), reasons))
    return tuple(sorted(found, key=lambda hard: (-hard.raises, hard.span)))


def _reasons(sentence: _Sentence, said: str) -> Iterator[str]:
    if len(sentence.words) > LONG_SENTENCE:
        yield f"It is long: {len(sentence.words)} words."
    long_words = list(dict.fromkeys(word for word in sentence.words if syllables_in(word) >= LONG_WORD))
    if long_words:
        noun = "a long word" if len(long_words) == 1 else f"{len(long_words)} long words"
        yield f"It has {noun}: {listed(long_words, most=6)}."
    passive = passive_in(said)
    if passive:
        yield f"It tells what was done and not who did it: “{passive}”."
