"""Plainer words for a passage, drafted and checked: nothing the passage does not say, as far as can be seen."""

import re
from collections.abc import Iterator

from heard.text.deidentification.word_lists import UNLISTED, listings
from heard.text.deidentification.word_lists import plain as plain_spelling
from heard.text.drafting.asking import Ask, NotDrafted
from heard.text.drafting.replies import (
    ask_for,
    check_is_plain,
    check_is_redacted,
    check_quotes_its_sources,
    speaks_to_a_machine,
)
from heard.text.redaction import Redacted

MOST_CHARACTERS = 4_000
_TASK = (
    "You put a passage of a public inquiry’s report into plain words for young people of about eleven, in British "
    "English: short sentences, everyday words, nothing added, nothing explained away. Keep quotations word for word "
    "and words in square brackets as they are. Put the whole into one paragraph."
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIGURES = {word: str(number) for number, word in enumerate(_WORDS, start=2)}
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])")
_WORD = re.compile(r"[^\W\d_](?:[’'-]?\w)*")
_ENDING = re.compile(r"[’'](?:s|m|ll|d|ve|re|t)$", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|mx|dr)\b\.?\s+([^\W\d_](?:[’'-]?\w)*)", re.IGNORECASE)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…][”’\"')\]]*\s)\W*$")
_NO_NAMES = frozenset("aio")  # letters that are words


def draft_plain_words(passage: Redacted, ask: Ask) -> str:
    """The passage in plainer words: one paragraph. How much plainer, `heard.text.reading_age` measures.

    Refused is what quotes words that are not there, or has a number, a name, an address or words in square brackets
    that the passage does not have; at the beginning of a sentence only a name that is hardly another word is seen.
    Whether it says the same, only a person can see. Raises `NotDrafted` with the reason; `TypeError` for text that is
    not de-identified.
    """
    check_is_redacted([passage])
    text = passage.text
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise NotDrafted(f"A passage to draft from has between 1 and {MOST_CHARACTERS:,} characters.")
    if speaks_to_a_machine(text):
        raise NotDrafted("The passage seems to speak to a machine, so it was not sent to one.")
    plain: str = ask_for(ask, _TASK, {"texts": [{"number": 1, "text": text}]}, {"plain": str})["plain"].strip()
    check_is_plain(plain, most=2 * len(text) + 200)
    check_quotes_its_sources(plain, [text])
    for what, has in (("words in brackets", _brackets_in), ("a number", _numbers_in), ("a name", _names_in)):
        if not has(plain) <= has(text) | _capitals_in(text):
            raise NotDrafted(
                f"The language model’s draft has {what} that the passage does not have, so it is not used."
            )
    return plain


def _brackets_in(text: str) -> set[str]:
    return set(_BRACKETS.findall(text))


def _numbers_in(text: str) -> set[str]:
    """In figures, whether they stand in figures or in words."""
    found = (number.replace(",", "") for number in _NUMBER.findall(text.casefold()))
    return {_FIGURES.get(number, number) for number in found}


def _names_in(text: str) -> set[str]:
    """Words with a capital of any alphabet inside a sentence, or after a title; at the beginning of a sentence, those
    that are hardly anything but a name.
    """
    titled = {_as_name(found[1]) for found in _TITLED.finditer(text)}
    return titled | {
        _as_name(word)
        for place, word in _capitals(text)
        if _is_hardly_but_a_name(word) or not _SENTENCE_BEGINS.search(text, max(0, place - 8), place)
    }


def _capitals_in(text: str) -> set[str]:
    return {_as_name(word) for _, word in _capitals(text)}


def _capitals(text: str) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text):
        if found[0][0] != found[0][0].lower() and _as_name(found[0]) not in _NO_NAMES:
            yield found.start(), found[0]


def _as_name(word: str) -> str:
    """A word as it is compared: HARRIS and Harris’s are Harris."""
    return _ENDING.sub("", word).casefold().replace("’", "'")


def _is_hardly_but_a_name(word: str) -> bool:
    listed = listings().get(plain_spelling(_as_name(word)), UNLISTED)
    return listed.named and not listed.ordinary
