"""What passes between us and a model: messages there, text back, or one sentence why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heard.text.errors import TextError


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the model: `role` is “system” (what to do) or “user” (what to do it with)."""

    role: str
    content: str


Ask = Callable[[Sequence[Message]], str]
"""Gives the model's reply to some messages. Raises `NotAnswered` where there is none."""


class NotDrafted(TextError):
    """There is no draft: the model could not be asked, or what it gave cannot be used. Everything else goes on."""


class NotAnswered(NotDrafted):
    """The model could not be asked, or gave no reply at all: asking again later may help."""
