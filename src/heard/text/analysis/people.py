"""Who spoke: told apart so that nobody is quoted twice before others are once, and counted; never written anywhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.result import Answer, Placing
from heard.text.analysis.wording import counted


def speaker_of(answer: Answer) -> str | None:
    """A document is taken to be one person's; who sent a row of a table is known where a column says so."""
    return answer.source if answer.row is None else answer.speaker


def people_by_theme(answers: Sequence[Answer], placings: Sequence[Placing]) -> dict[str | None, int]:
    """How many people speak in each theme, and under None how many say something at all.

    Where nobody knows who gave an answer, it counts as one person's.
    """
    speaking: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for answer, placing in zip(answers, placings, strict=True):
        if placing.outcome is not Outcome.EMPTY:
            known = speaker_of(answer)
            person = ("answer", answer.id) if known is None else (_kind(answer), known)
            speaking[placing.theme].add(person)
            speaking[None].add(person)
    return {theme: len(own) for theme, own in speaking.items()}


def _kind(answer: Answer) -> str:
    return "document" if answer.row is None else "named"


def warn_of_shared_names(answers: Iterable[Answer], column: str, warn: Callable[[str], None]) -> None:
    """Tell that a name in several tables counts as one person.

    It cannot be seen whether it is: where each question has a table of its own, number 7 is the same person in all of
    them; where each session has, somebody else each time. One person too few is the safer count.
    """
    tables: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        if answer.speaker is not None:
            tables[answer.speaker].add(answer.source)
    shared = sum(len(own) > 1 for own in tables.values())
    if shared:
        stand, each = ("stands", "it") if shared == 1 else ("stand", "each")
        warn(
            f"{counted(shared, 'name')} in the column “{column}” {stand} in several tables; {each} counts as one "
            "person. Where they are different people, put something of the table’s own before the names, such as N-7."
        )


def warn_of_unnamed(answers: Iterable[Answer], column: str, warn: Callable[[str], None]) -> None:
    unnamed = sum(answer.row is not None and answer.speaker is None for answer in answers)
    if unnamed:
        own = "it counts as one person’s" if unnamed == 1 else "each counts as one person’s"
        warn(
            f"For {counted(unnamed, 'answer')} the column “{column}” does not say who spoke; {own}, and may be quoted "
            "beside another answer by the same person."
        )
