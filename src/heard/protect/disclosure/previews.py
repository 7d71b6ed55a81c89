"""What a policy would do to today's numbers. Later stages, which count, join here; we never ask them by name."""

from collections.abc import Callable
from dataclasses import dataclass

from heard.protect.disclosure.models import DisclosurePolicy


@dataclass(frozen=True, slots=True)
class Previewed:
    """One number: what it is of, how many people it is today, and how it would be shown (“c” where it is hidden)."""

    name: str
    people: int
    shown: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a stage shows under a policy: its numbers, and sentences about the rest."""

    numbers: tuple[Previewed, ...] = ()
    sentences: tuple[str, ...] = ()


_previews: list[Callable[[DisclosurePolicy], Preview]] = []


def register_preview(preview: Callable[[DisclosurePolicy], Preview]) -> None:
    """Show this at the desk beside the policy. Called once, in `AppConfig.ready()`."""
    if preview not in _previews:
        _previews.append(preview)


def previews(policy: DisclosurePolicy) -> Preview:
    """What every stage would show under `policy`."""
    found = [preview(policy) for preview in _previews]
    return Preview(
        tuple(number for each in found for number in each.numbers),
        tuple(sentence for each in found for sentence in each.sentences),
    )
