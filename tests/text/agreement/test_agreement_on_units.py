"""Agreement on whole units: what leaves it alone, what makes it meaningless, how sure it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.agreement import agreement_on_units, agreement_on_whether, kappa_between

codes = st.sampled_from(["a", "b", "c", None])
units = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.lists(codes, min_size=coders, max_size=coders), max_size=12)
)


def alpha_by_pairs(ratings: list[list[str | None]]) -> float | None:
    """Alpha from its definition: disagreeing pairs within units against disagreeing pairs of all values."""
    kept = [[code for code in unit if code is not None] for unit in ratings]
    kept = [unit for unit in kept if len(unit) > 1]
    values = [code for unit in kept for code in unit]
    observed = sum(
        (one != other) / (len(unit) - 1)
        for unit in kept
        for i, one in enumerate(unit)
        for other in unit[:i] + unit[i + 1 :]
    )
    expected = sum(one != other for i, one in enumerate(values) for other in values[:i] + values[i + 1 :])
    return 1 - observed * (len(values) - 1) / expected if expected else None


@settings(max_examples=100, deadline=None)
@given(units)
def test_alpha_is_its_definition_counted_pair_by_pair(ratings: list[list[str | None]]) -> None:
    found, wanted = agreement_on_units(ratings).alpha.value, alpha_by_pairs(ratings)
    assert found == (None if wanted is None else pytest.approx(wanted))


@settings(max_examples=50, deadline=None)
@given(units)
def test_the_order_of_coders_changes_nothing(ratings: list[list[str | None]]) -> None:
    turned = [unit[::-1] for unit in ratings]
    one, other = agreement_on_units(ratings).alpha.value, agreement_on_units(turned).alpha.value
    assert one == (None if other is None else pytest.approx(other))


def test_perfect_agreement_is_one_and_so_is_every_resample() -> None:
    found = agreement_on_units([["a", "a"], ["b", "b"], ["a", "a"]])
    assert (found.alpha.value, found.alpha.low, found.alpha.high) == pytest.approx((1, 1, 1))
    assert found.kappa[0, 1].value == pytest.approx(1)


def test_where_everybody_always_says_the_same_there_is_nothing_to_agree_on() -> None:
    found = agreement_on_units([["a", "a"]] * 5)
    assert found.alpha.value is None
    assert found.kappa[0, 1].value is None
    assert found.same == 1


def test_coders_who_guess_agree_no_more_than_chance() -> None:
    chance = np.random.default_rng(5)
    guesses = chance.choice(["a", "b"], size=(4_000, 2), p=[0.8, 0.2]).tolist()
    found = agreement_on_units(guesses)
    assert found.same == pytest.approx(0.68, abs=0.03)
    assert found.alpha.value == pytest.approx(0, abs=0.05)
    assert found.kappa[0, 1].value == pytest.approx(0, abs=0.05)


def test_a_unit_only_one_coder_saw_tells_nothing() -> None:
    seen = [["a", "a", None], ["b", "a", "b"], [None, "b", "b"]]
    assert agreement_on_units(seen).alpha == agreement_on_units([*seen, ["c", None, None]]).alpha


def test_kappa_looks_only_at_what_both_coded() -> None:
    both = [["a", "a"], ["b", "a"], ["b", "b"]]
    assert kappa_between([*both, ["a", None], [None, "b"]], 0, 1) == kappa_between(both, 0, 1)


def test_the_interval_holds_the_value_is_repeatable_and_narrows_with_more_units() -> None:
    chance = np.random.default_rng(1)
    truth = chance.choice(["a", "b", "c"], size=400)
    second = np.where(chance.random(400) < 0.8, truth, chance.choice(["a", "b", "c"], size=400))
    ratings = np.column_stack([truth, second]).tolist()
    few, many = agreement_on_units(ratings[:40], seed=3).alpha, agreement_on_units(ratings, seed=3).alpha
    assert agreement_on_units(ratings, seed=3).alpha == many
    assert many.low < many.value < many.high
    assert many.high - many.low < few.high - few.low


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Of 60 samples from coders who agree to a known degree, about 95 in a hundred intervals hold that degree."""
    chance = np.random.default_rng(2)
    truth = 0.7  # each coder copies a hidden code with probability √0.7 and guesses evenly otherwise
    held = 0
    for sample in range(60):
        hidden = chance.choice(["a", "b"], size=50)
        coders = [np.where(chance.random(50) < truth**0.5, hidden, chance.choice(["a", "b"], size=50)) for _ in "12"]
        found = agreement_on_units(np.column_stack(coders).tolist(), seed=sample).alpha
        held += found.low <= truth <= found.high
    assert 52 <= held <= 59


def test_whether_a_code_applies_counts_agreeing_that_it_does_not() -> None:
    found = agreement_on_whether([[True, True], [False, False], [False, False], [True, False]])
    assert found.same == 0.75


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one entry for each coder"):
        agreement_on_units([["a", "b"], ["a"]])


def test_nothing_coded_is_no_agreement_and_no_error() -> None:
    found = agreement_on_units([])
    assert (found.alpha.value, found.kappa, found.same) == (None, {}, None)
