"""What a fact is, and all of them in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.health.states import Standing


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the installation, in a sentence that says what to do where anything is amiss."""

    about: str
    standing: Standing
    says: str


def well(about: str, says: str) -> Fact:
    return Fact(about, Standing.WELL, says)


def look(about: str, says: str) -> Fact:
    return Fact(about, Standing.LOOK, says)


def wrong(about: str, says: str) -> Fact:
    return Fact(about, Standing.WRONG, says)


Find = Callable[[], Iterator[Fact]]


def found_by(*finders: Find) -> Iterator[Fact]:
    """What each finds. One that fails is itself a fact, and keeps none of the others from being found."""
    for find in finders:
        try:
            yield from list(find())
        except Exception as error:
            about = (find.__doc__ or find.__name__).rstrip(".")
            yield wrong(about, _("This could not be found out (%(kind)s).") % {"kind": type(error).__name__})


def worst_of(facts: list[Fact]) -> Standing:
    return max((fact.standing for fact in facts), default=Standing.WELL)
