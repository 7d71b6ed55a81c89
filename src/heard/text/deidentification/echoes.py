"""Once found, found throughout the text: a word that named somebody in one place names them in the next."""

from collections.abc import Iterable, Iterator

from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.grammar import FUNCTION_WORDS, KIN, ROLES, TITLES
from heard.text.deidentification.words import Passage, Word

ECHOED = frozenset({Category.NAME, Category.SCHOOL, Category.HOME, Category.PLACE})
NAMELESS = FUNCTION_WORDS | KIN | ROLES | TITLES


def find_echoes(passage: Passage, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Other mentions of the words in `findings`: any spelling of a word that no everyday text has, and of an everyday
    word only one with a telling capital.
    """
    found = [finding for finding in findings if finding.category in ECHOED]
    inside: dict[int, Finding] = {}
    for finding in found:
        inside |= {word.start: finding for word in passage.between(finding.start, finding.end)}
    heard = {
        word.base: inside[word.start].category for word in passage.words if word.start in inside and is_telling(word)
    }
    if not heard:
        return
    for index, word in enumerate(passage.words):
        if word.base in heard and word.start not in inside and (not word.listed.everyday or passage.proper(index)):
            yield Finding(word.start, word.stop, heard[word.base], "echo", 0.6)


def is_telling(word: Word) -> bool:
    return (
        len(word.base) > 2
        and word.base.isalpha()
        and word.base not in NAMELESS
        and (not word.listed.everyday or word.capital)
    )
