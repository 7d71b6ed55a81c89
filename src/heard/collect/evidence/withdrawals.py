"""How a withdrawal reaches what later stages made. They join here; we never ask them by name."""

from collections.abc import Callable

from heard.collect.evidence.models import Submission

Erase = Callable[[Submission], None]
_erasers: list[Erase] = []


def register_erasing(erase: Erase) -> None:
    """Erase with every withdrawal, in its transaction. Later stages call this once, in `AppConfig.ready()`."""
    if erase not in _erasers:
        _erasers.append(erase)


def erase_what_was_made_of(submission: Submission) -> None:
    """Everything later stages made of somebody's words, the latest stage first: it rests on the one before."""
    for erase in reversed(_erasers):
        erase(submission)
