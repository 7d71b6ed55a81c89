"""Who says what: how often each group's answers are in each theme, with small numbers hidden."""

from collections import Counter
from collections.abc import Sequence

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.result import Answer, Comparison, Placing
from heard.text.coverage import find_silences
from heard.text.suppression import suppress_small_numbers

NOT_GIVEN = "Not given"
MOST_GROUPS = 40
"""More different values than this are not groups but, say, names."""


def compare_groups(
    column: str, answers: Sequence[Answer], placings: Sequence[Placing], themes: Sequence[str], threshold: int
) -> Comparison | None:
    """Count the answers that say something by theme and group: everybody who sent one, campaign letters included.

    None where there are fewer than two groups, because one group's numbers are everybody's.
    """
    counts = Counter(
        (placing.theme, answer.group or NOT_GIVEN)
        for answer, placing in zip(answers, placings, strict=True)
        if placing.outcome is not Outcome.EMPTY
    )
    groups = _in_order_of_name(counts)
    if len(groups) < 2:
        return None
    rows = [theme for theme in (*themes, None) if any(counts[theme, group] for group in groups)]
    numbers = [[counts[row, group] for group in groups] for row in rows]
    table = suppress_small_numbers(numbers, threshold=threshold)
    return Comparison(column, groups, tuple(rows), table, find_silences(numbers, table))


def _in_order_of_name(counts: Counter[tuple[str | None, str]]) -> tuple[str, ...]:
    # Never by size: a hidden group between two shown ones would be as good as shown.
    return tuple(
        sorted({group for _, group in counts}, key=lambda group: (group == NOT_GIVEN, group.casefold(), group))
    )
