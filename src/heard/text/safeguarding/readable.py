"""Whether a text is in the one language that the models here were taught, sentence by sentence."""

import re
from functools import cache
from importlib.resources import files

from heard.text.safeguarding.passages import cut_into_clauses
from heard.text.safeguarding.plain_words import plain_words

_LATIN_ENDS = "\u0250"
_OTHER_WORD = r"[^\W\d_\u0000-\u024f]+"
_OTHER_ALPHABET = re.compile(rf"(?:{_OTHER_WORD}\W+){{2,}}{_OTHER_WORD}")
_ENOUGH_WORDS = 6
_LEAST_KNOWN = 0.4


def first_not_in_english(text: str) -> str:
    """The first clause that is not in English, or three words of another alphabet; none where there is no such."""
    clause = next((clause for clause in cut_into_clauses(text) if not is_english(clause)), "")
    within = _OTHER_ALPHABET.search(text)
    return clause or (within[0] if within else "")


def is_english(text: str) -> bool:
    """False where most letters are of another alphabet, or most of at least six words are none we know.

    Slang, text-speak and misspelt English keep enough everyday words (`plain_words` has written them out).
    """
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter < _LATIN_ENDS for letter in letters) * 2 < len(letters):
        return False
    words = plain_words(text)
    known = sum(word in _known_words() for word in words)
    return len(words) < _ENOUGH_WORDS or known >= _LEAST_KNOWN * len(words)


@cache
def _known_words() -> frozenset[str]:
    lists = (files("heard.text.gazetteers").joinpath(f"{name}.txt") for name in ("common_words", "chat_words"))
    return frozenset(word.replace("'", "") for each in lists for word in each.read_text("utf-8").split())
