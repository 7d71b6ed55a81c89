"""Signs of harm: words by which people tell of it or hint at it, from `signs.txt`, which says how they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_GAP = r"(?:\S+ ){0,4}"
_KIND = re.compile(r"\[(.+)\]")


@dataclass(frozen=True)
class Sign:
    """One line of the list, and the kind of harm it may be a sign of."""

    kind: str
    written: str
    pattern: re.Pattern[str]


def signs_in(words: Sequence[str]) -> list[Sign]:
    """Every sign in the plain words of a text, in the order of the list."""
    text = " " + " ".join(words) + " "
    return [sign for sign in all_signs() if sign.pattern.search(text)]


@cache
def all_signs() -> tuple[Sign, ...]:
    signs: list[Sign] = []
    kind = ""
    for line in files(__package__).joinpath("signs.txt").read_text("utf-8").splitlines():
        named = _KIND.fullmatch(line.strip())
        if named:
            kind = named[1]
        elif line.strip() and not line.startswith("#"):
            signs.append(Sign(kind, line.strip(), _compile(line.split())))
    return tuple(signs)


def _compile(parts: Sequence[str]) -> re.Pattern[str]:
    return re.compile(" " + "".join(_GAP if part == "~" else _any_of(part) for part in parts))


def _any_of(part: str) -> str:
    """One word, followed by a space."""
    ways = (re.escape(word.removesuffix("*")) + (r"\S*" if word.endswith("*") else "") for word in part.split("/"))
    return f"(?:{'|'.join(ways)}) "
