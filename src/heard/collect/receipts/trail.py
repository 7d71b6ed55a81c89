"""Where somebody's words went, in steps that they can read. Later stages tell theirs by joining here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from heard.collect.evidence.models import Submission


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a heading, a sentence, when it was, whether it has been, and a public page that shows it."""

    heading: str
    says: str
    on: date | None = None
    is_done: bool = True
    url: str = ""


StepFinder = Callable[[Submission], Iterable[Step]]
_finders: list[StepFinder] = []


def register_steps(find: StepFinder) -> None:
    """Join the trail. Later stages call this once, in `AppConfig.ready()`."""
    if find not in _finders:
        _finders.append(find)


def steps_after_receiving(submission: Submission) -> list[Step]:
    """What later stages did with a submission, in the order of the stages."""
    return [step for find in _finders for step in find(submission)]
