"""What names nobody and is let stand: the sector's words, public bodies, brands, feasts, months and weekdays."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS
from heard.text.deidentification.word_lists import kept_phrases
from heard.text.deidentification.words import Passage, Word


def without_kept(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """All but the findings that are made only of kept words, unless a rule is sure of them."""
    found = list(findings)
    kept = frozenset() if all(finding.sure for finding in found) else kept_words(passage)
    for finding in found:
        if finding.sure or not only_kept(passage, finding, kept):
            yield finding


LONE = 0.75  # how sure the head must be of a word with nothing else beside it that identifies


def without_lone_guesses(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """All but weak guesses in paragraphs where nothing else identifies: what says little alone says more beside a name
    or a place, and few paragraphs with nothing to hide are marked.
    """
    if not any(map(is_guess, findings)):
        return list(findings)
    breaks = [place for place, character in enumerate(text) if character == "\n"]
    told = {bisect_left(breaks, finding.start) for finding in findings if not is_guess(finding)}
    return [finding for finding in findings if not is_guess(finding) or bisect_left(breaks, finding.start) in told]


def is_guess(finding: Finding) -> bool:
    return finding.source == "head" and finding.score < LONE


def kept_words(passage: Passage) -> frozenset[int]:
    """The indexes of words inside a kept phrase."""
    found: set[int] = set()
    kept = kept_phrases()
    for index, word in enumerate(passage.words):
        if word.base in kept or word.plain in kept:
            found.update(range(index, passage.phrase_end(index, kept)))
    return frozenset(found)


def only_kept(passage: Passage, finding: Finding, kept: frozenset[int]) -> bool:
    if (
        finding.score > 0.97
        and finding.source == "model"
        and any(word.listed.given for word in passage.between(finding.start, finding.end))
    ):
        return False  # “Jan” and “April” the person, when the model is sure
    inside = passage.touching(finding.start, finding.end)
    return all(index in kept or names_nobody(passage.words[index]) for index in inside)


def names_nobody(word: Word) -> bool:
    return word.plain in FUNCTION_WORDS and not word.listed.given
