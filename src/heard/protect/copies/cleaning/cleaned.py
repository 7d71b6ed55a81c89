"""What cleaning gives, and why it may give nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Why there is no clean copy."""

    LOCKED = "locked"
    UNKNOWN_KIND = "unknown kind"
    BROKEN = "broken"


class CannotClean(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy. `is_partly` where something inside it could not be cleaned, such as a film on a slide."""

    data: bytes
    media_type: str
    is_partly: bool = False
