"""Saturation is judged by the published rule, and by curves that do not hang on who was heard first."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.saturation import Run, assess_saturation, discovery_curve, stability_curve

sources = st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=12)

HEARD = ["abcd", "aef", "bgh", "aij", "k", "a", "l", "ab", "cd", "e"]  # one letter a code


def test_a_run_is_compared_with_the_base() -> None:
    found = assess_saturation(HEARD, base=4, run_length=2, most_new=0.1)
    assert found.base_codes == 10
    assert [run.new_codes for run in found.runs] == [1, 1, 1, 0, 0]
    assert found.reached == Run(first=5, last=6, new_codes=1, share=0.1)


def test_none_at_all_may_be_new_where_that_is_asked() -> None:
    assert assess_saturation(HEARD, most_new=0).reached == Run(first=8, last=9, new_codes=0, share=0)


def test_with_too_few_sources_nothing_is_reached() -> None:
    assert assess_saturation(HEARD[:5]).reached is None
    assert assess_saturation([]).runs == ()
    assert assess_saturation(["", "", "", "", "", ""]).reached is None


@pytest.mark.parametrize(("base", "run_length", "most_new"), [(0, 2, 0.05), (4, 0, 0.05), (4, 2, 1.5)])
def test_settings_that_mean_nothing_are_refused(base: int, run_length: int, most_new: float) -> None:
    with pytest.raises(ValueError, match="at least one source"):
        assess_saturation(HEARD, base=base, run_length=run_length, most_new=most_new)


@settings(max_examples=15, deadline=None)
@given(sources)
def test_curves_rise_to_what_was_heard_in_all(heard: list[set[str]]) -> None:
    discovery, stability = discovery_curve(heard), stability_curve(heard)
    assert discovery.middle[-1] == len(set().union(*heard))
    assert list(discovery.middle) == sorted(discovery.middle)
    assert stability.middle[-1] == pytest.approx(1)
    bands = zip(discovery.low, discovery.middle, discovery.high, strict=True)
    assert all(low <= middle <= high for low, middle, high in bands)


def test_the_curve_of_discovery_lies_about_its_expectation() -> None:
    """The expected number of codes after k of n sources is known exactly: the rarefaction formula."""
    heard = [{"common", f"of {number % 4}"} for number in range(12)]
    expected = [1 + 4 * (1 - comb(9, k) / comb(12, k)) for k in range(1, 13)]
    curve = discovery_curve(heard)
    assert curve.middle == pytest.approx(expected, abs=0.6)


def test_curves_do_not_hang_on_the_order_and_are_repeatable() -> None:
    assert stability_curve(HEARD, seed=4) == stability_curve(HEARD, seed=4)
    forwards, backwards = discovery_curve(HEARD), discovery_curve(HEARD[::-1])
    assert forwards.middle[4] == pytest.approx(backwards.middle[4], abs=1)


def test_a_steady_picture_is_steady_early() -> None:
    steady = stability_curve([{"a", "b"}] * 20)
    unsteady = stability_curve([{str(number)} for number in range(20)])
    assert steady.middle[0] == 1
    assert unsteady.middle[0] == pytest.approx(1 / 20)


def test_a_code_given_often_weighs_more_in_the_picture_and_is_still_one_code() -> None:
    once, often = [["a", "b"], ["a", "b"]], [["a", "a", "a", "b"], ["a", "b"]]
    assert discovery_curve(once) == discovery_curve(often)
    assert stability_curve(once).low[0] == 1
    assert stability_curve(often).low[0] < 1
