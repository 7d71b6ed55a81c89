"""How a withdrawal reaches what later stages made, and what may keep it waiting. They join here; we never ask by name.

A withdrawal ends every view, every use and every derivative at once, whatever holds it. While a hold says so, what
somebody gave is locked away under a key of its own that no other page opens (`raw.open_kept_apart`), and is destroyed
by itself as soon as no hold is left.
"""

from collections.abc import Callable

from heard.collect.evidence.models import Submission

Erase = Callable[[Submission], None]
Hold = Callable[[Submission], bool]
_erasers: list[Erase] = []
_holds: list[Hold] = []


def register_erasing(erase: Erase) -> None:
    """Erase with every withdrawal, in its transaction. Later stages call this once, in `AppConfig.ready()`."""
    if erase not in _erasers:
        _erasers.append(erase)


def register_hold(hold: Hold) -> None:
    """Keep what somebody gave from being destroyed while `hold` says so of the submission: somebody may be in danger,
    or the law asks for it. Called once, in `AppConfig.ready()`; asked again and again, so it has to be quick.
    """
    if hold not in _holds:
        _holds.append(hold)


def is_held(submission: Submission) -> bool:
    """Whether anything of it must not be destroyed yet."""
    return any(hold(submission) for hold in _holds)


def erase_what_was_made_of(submission: Submission) -> None:
    """Everything later stages made of somebody's words, the latest stage first: it rests on the one before."""
    for erase in reversed(_erasers):
        erase(submission)
