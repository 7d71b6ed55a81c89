"""The registry of everything that is made of somebody's words or kept beside them, and what becomes of each.

Stages join here in `AppConfig.ready()`. A test walks every table that can be reached from a submission, and every
place in the code that writes a file, and fails where one is not named; another takes back a submission that has one of
each and looks for its words everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from heard.collect.evidence.states import Fate, Kept


@dataclass(frozen=True, slots=True)
class Derivative:
    """One kind of thing: a table, by its model's label (“coding.Excerpt”), or another place where words may lie.

    `withdrawn` is what becomes of it when its words are taken back, `use_ended` when they may no longer be put to a
    use, `kept` the class of the schedule by which it goes; None where it goes with what it hangs on. `writers` are the
    modules that write files of this kind.
    """

    name: str
    what: str | Promise
    withdrawn: Fate
    use_ended: Fate
    kept: Kept | None = None
    writers: tuple[str, ...] = ()


_derivatives: dict[str, Derivative] = {}


def register_derivatives(derivatives: Iterable[Derivative]) -> None:
    """Say what becomes of these. Called once by each stage, in `AppConfig.ready()`."""
    _derivatives.update({derivative.name: derivative for derivative in derivatives})


def derivatives() -> list[Derivative]:
    """Every kind there is, in the order of the stages."""
    return list(_derivatives.values())


def derivative(name: str) -> Derivative | None:
    return _derivatives.get(name)
