"""Which answers can be compared with codes at all, and when two texts are the same."""

import unicodedata

from heard.text.emptiness import says_nothing
from heard.text.matching import Outcome

_LOST = "\ufffd"  # what a program writes for a letter that it could not read
_UNREADABLE = 0.3  # the share of such marks from which there is no making sense of a text


def set_aside(text: str) -> Outcome | None:
    """Why an answer cannot be compared with codes; None where it can."""
    if is_unreadable(text):
        return Outcome.UNREADABLE
    return Outcome.EMPTY if says_nothing(text) else None


def is_unreadable(text: str) -> bool:
    """Whether so many letters of a text were lost before it came to us that nobody could read it."""
    shown = [character for character in text if not character.isspace()]
    lost = sum(character == _LOST or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") for character in shown)
    return bool(shown) and lost >= _UNREADABLE * len(shown)


def fold(text: str) -> str:
    """What two texts have alike when an analyst would call them the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
