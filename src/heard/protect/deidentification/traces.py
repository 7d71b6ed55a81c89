"""What later stages did with stretches of a working text. They tell us by joining here; we never ask them by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from heard.protect.deidentification.models import WorkingText
from heard.text.spans import Span


@dataclass(frozen=True, slots=True)
class Trace:
    """A use of a stretch of a working text: `kind` (“excerpt”, “quotation”), what to call it, and its address.

    `public_url` is where everybody can see it; empty where it is not published.
    """

    span: Span
    kind: str
    says: str
    url: str
    public_url: str = ""


TraceFinder = Callable[[WorkingText], Iterable[Trace]]
_finders: list[TraceFinder] = []


def register_traces(find: TraceFinder) -> None:
    """Join the trail. Later stages call this once, in `AppConfig.ready()`."""
    if find not in _finders:
        _finders.append(find)


def traces_of(working_text: WorkingText) -> list[Trace]:
    """Everything later stages made of a working text, in the order of its words."""
    return sorted((trace for find in _finders for trace in find(working_text)), key=lambda trace: trace.span)
