"""List items: bullets and numbers, and telling them from dashes and years."""

import re
from dataclasses import dataclass

BULLET_ITEM = re.compile(r"(?:[•◦▪▫‣⁃●○■□➢➤►▸·∙\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d]\s*|[-–—*+o§]\s+)(?=\S)")
QUOTED = re.compile(r">+\s?(?=\S)")
DASH_ITEM = re.compile(r"[-–—]\s+(?=\S)")
NUMBERED_ITEM = re.compile(
    r"(?:\((?P<bracketed>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?P<number>\d{1,2})(?:[.)]|(?=\s[-–]\s))|(?P<letter>[a-zA-Z]|[ivx]{2,4})[.)]|(?P<label>Q\d{1,2})[.:)]?)\s+(?=\S)"
)
DEEP_NUMBER = re.compile(r"(?:\d{1,2}\.){1,3}\d{0,2}\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marker:
    """What shows that a line is an item: its length in characters, and its number where it has one."""

    length: int
    number: int | None = None
    is_dash: bool = False
    is_quoted: bool = False  # “>”


def marker_of(text: str) -> Marker | None:
    """The bullet or number that `text` begins with."""
    if quoted := QUOTED.match(text):
        return Marker(quoted.end(), is_quoted=True)
    if bullet := BULLET_ITEM.match(text):
        return Marker(bullet.end(), is_dash=bool(DASH_ITEM.match(text)))
    if numbered := NUMBERED_ITEM.match(text):
        if numbered.group("letter") in ("I", "A", "a") and not numbered.group().rstrip().endswith(")"):
            return None  # “I. think”, “A. Nother”: a word or an initial
        digits = re.search(r"\d+", numbered.group())
        return Marker(numbered.end(), int(digits.group()) if digits else _letter_number(numbered))
    if deep := DEEP_NUMBER.match(text):
        return Marker(deep.end())
    return None


def _letter_number(numbered: re.Match[str]) -> int | None:
    letter = numbered.group("letter") or numbered.group("bracketed") or ""
    return ord(letter.casefold()) - ord("a") + 1 if len(letter) == 1 and letter.isascii() else None
