"""What rules find in a text, as tests write it: the words and their category."""

from collections.abc import Callable, Iterable

from heard.text.deidentification.deidentify import find_identifiers
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.words import Passage

Rule = Callable[[Passage], Iterable[Finding]]


def found_by(rule: Rule, text: str) -> set[tuple[str, str]]:
    return {(text[finding.start : finding.end], finding.category.value) for finding in rule(Passage(text))}


def words_found_by(rule: Rule, text: str) -> set[str]:
    return {words for words, _ in found_by(rule, text)}


def found(text: str, *, fast: bool = True) -> dict[str, str]:
    """The words of each merged finding, and its category."""
    ((passage, findings),) = find_identifiers([text], fast=fast)
    return {passage.text[finding.start : finding.end]: finding.category.value for finding in findings}


def is_hidden(text: str, words: str, *, fast: bool = True) -> bool:
    """Whether every character of `words` in `text` is inside a finding."""
    ((_, findings),) = find_identifiers([text], fast=fast)
    start = text.index(words)
    covered = {place for finding in findings for place in range(finding.start, finding.end)}
    return all(place in covered for place in range(start, start + len(words)))
