"""Words as they are meant: text-speak written out, stretched letters drawn in, capitals and apostrophes gone."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[’'‘`][^\W_]+)*")
_STRETCHED = re.compile(r"(.)\1{2,}")
_APOSTROPHES = str.maketrans("", "", "’'‘`")


def plain_words(text: str) -> list[str]:
    """The words of `text`, each of letters and digits in lower case; one that stands for several becomes several."""
    words: list[str] = []
    for found in _WORD.findall(unicodedata.normalize("NFKC", text)):
        word = _STRETCHED.sub(r"\1\1", found.casefold().translate(_APOSTROPHES))
        words += _written_out().get(word, (word,))
    return words


@cache
def _written_out() -> dict[str, tuple[str, ...]]:
    """From `text_speak.txt`: short, misspelt or spoken forms, and what they stand for."""
    lines = files(__package__).joinpath("text_speak.txt").read_text("utf-8").splitlines()
    pairs = (line.split("=") for line in lines if line and not line.startswith("#"))
    return {short.strip(): tuple(long.split()) for shorts, long in pairs for short in shorts.split(",")}
