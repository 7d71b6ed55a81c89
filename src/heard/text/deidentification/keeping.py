"""What names nobody and is let stand: the sector's words, public bodies, brands, feasts, months and weekdays."""

from collections.abc import Iterable, Iterator

from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS
from heard.text.deidentification.word_lists import kept_phrases
from heard.text.deidentification.words import Passage, Word


def without_kept(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """All but the findings that are made only of kept words, unless a rule is sure of them."""
    kept = kept_words(passage)
    for finding in findings:
        if finding.sure or not only_kept(passage, finding, kept):
            yield finding


def kept_words(passage: Passage) -> frozenset[int]:
    """The indexes of words inside a kept phrase."""
    found: set[int] = set()
    for index in range(len(passage)):
        found.update(range(index, passage.phrase_end(index, kept_phrases())))
    return frozenset(found)


def only_kept(passage: Passage, finding: Finding, kept: frozenset[int]) -> bool:
    if (
        finding.score > 0.97
        and finding.source == "model"
        and any(word.listed.given for word in passage.between(finding.start, finding.end))
    ):
        return False  # “Jan” and “April” the person, when the model is sure
    inside = [
        index for index, word in enumerate(passage.words) if word.start < finding.end and finding.start < word.end
    ]
    return all(index in kept or names_nobody(passage.words[index]) for index in inside)


def names_nobody(word: Word) -> bool:
    return word.plain in FUNCTION_WORDS and not word.listed.given
