"""What no theme rests on is found, and who is missing from a theme is said without saying more than the table does."""

import numpy as np
import pytest

from heard.text.coverage import find_coverage, find_silences, uncoded_spans
from heard.text.spans import Span
from heard.text.suppression import stays_open, suppress_small_numbers


def test_evidence_on_which_no_theme_rests_is_named() -> None:
    found = find_coverage(["H-1", "H-2", "H-3"], {"moving": ["H-1"], "being heard": ["H-1", "H-3"]})
    assert (found.evidence, found.rested_on, found.left) == (3, 2, ("H-2",))


def test_a_theme_cannot_rest_on_what_there_is_not() -> None:
    with pytest.raises(ValueError, match="H-9"):
        find_coverage(["H-1"], {"moving": ["H-9"]})


def test_the_uncoded_rest_of_a_text() -> None:
    text = "I moved five times.  Nobody asked me.\nThen I met Sam."
    rest = uncoded_spans(text, [Span(0, 19), Span(10, 20)])
    assert [span.of(text) for span in rest] == ["Nobody asked me.\nThen I met Sam."]
    assert uncoded_spans(text, [Span(0, len(text))]) == ()


LOUD = [[90, 95, 2], [80, 85, 60], [30, 20, 80]]


def test_a_group_missing_from_a_theme_is_found_without_its_number() -> None:
    table = suppress_small_numbers(LOUD)
    silences = find_silences(LOUD, table)
    assert (silences[0].row, silences[0].column, silences[0].count) == (0, 2, None)
    assert silences[0].expected == pytest.approx(187 * 142 / 542)


def test_what_is_said_is_the_same_whatever_the_hidden_number_is() -> None:
    """Moving people within the hidden cells must not change a word, or the words would tell where they are."""
    said = []
    for hidden in range(10):
        counts = [[90, 95, hidden], [80, 85, 62 - hidden], [30, 20, 80]]
        table = suppress_small_numbers(counts)
        totals = suppress_small_numbers([[90, 95, 2], [80, 85, 60], [30, 20, 80]])
        assert table.column_totals == totals.column_totals
        said.append([(own.row, own.column) for own in find_silences(counts, table)][:1])
    assert said == [[(0, 2)]] * 10


def test_nothing_is_said_where_it_would_narrow_another_hidden_number() -> None:
    """Of (0, 2) and (0, 3) the sum, 12, can be worked out: were one known to be small, the other were at least 3."""
    counts = [[90, 95, 7, 5], [80, 85, 90, 30], [30, 20, 80, 60]]
    table = suppress_small_numbers(counts)
    assert table.counts[0] == (90, 95, None, None)
    assert stays_open(counts, table, small=set(), large=set())
    assert not stays_open(counts, table, small={(0, 2)}, large=set())
    assert [silence for silence in find_silences(counts, table) if silence.count is None] == []


def test_of_a_small_group_nothing_is_said() -> None:
    counts = [[200, 0], [100, 8]]
    assert find_silences(counts, suppress_small_numbers(counts)) == ()


def test_where_everybody_speaks_alike_hardly_anybody_is_called_silent() -> None:
    chance = np.random.default_rng(3)
    found = 0
    for _ in range(20):
        counts = chance.multinomial(2_000, np.full(30, 1 / 30)).reshape(6, 5).tolist()
        found += bool(find_silences(counts, suppress_small_numbers(counts)))
    assert found <= 3
