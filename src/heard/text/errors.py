"""What can go wrong in the text engine. Every message is a full sentence that a person can act on.

TextError
├── UnreadableFile     we could not get words out of a file; `kind` says why
├── BadInput           what was asked makes no sense for this input
└── NotVerbatim        a quotation differs from its source by more than its declared edits
"""

from enum import StrEnum


class TextError(Exception):
    """Any error of the text engine; `str(error)` is the sentence to show."""


class Unreadable(StrEnum):
    """Why a file gave no words."""

    EMPTY = "empty"  # nothing in it
    LOCKED = "locked"  # needs a password
    DAMAGED = "damaged"  # cut short, or not what its own bytes claim to be
    TOO_LARGE = "too large"  # over a stated limit
    BOMB = "bomb"  # unpacks to more than its size can explain
    TOOK_TOO_MUCH = "took too much"  # more time or memory than a file is given
    UNSUPPORTED = "unsupported"  # a kind of file we do not read
    NO_TEXT = "no text"  # readable, but holds no words (a scan, a picture)
    NEEDS_DESCRIPTION = "needs a description"  # a picture in which no words were found
    NEEDS_TRANSCRIPT = "needs a transcript"  # a recording


class UnreadableFile(TextError):
    """No words could be read from a file. The file itself is untouched."""

    def __init__(self, kind: Unreadable, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class BadInput(TextError):
    """The input can be read, but what was asked of it cannot be done."""


class NotVerbatim(TextError):
    """A quotation is not its source's words, even allowing for its declared edits."""
