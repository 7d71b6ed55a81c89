"""The coefficients are those of the publications that define them, on the examples these work through."""

import pytest

from heard.text.agreement import CodedSpan, ReadSource, agreement_on_spans, agreement_on_units, kappa_between
from heard.text.spans import Span

# Klaus Krippendorff, “Computing Krippendorff's Alpha-Reliability” (University of Pennsylvania, 2011), A to C.
# One word a unit, one letter an observer; a stop where that observer did not code it.
BINARY = "01 11 01 00 00 01 00 00 10 00"
NOMINAL = "ab aa bb bb db cc cc cc ee dd dd ad"
MISSING = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3."


def ratings(units: str) -> list[list[str | None]]:
    return [[None if code == "." else code for code in unit] for unit in units.split()]


def table(*rows: tuple[int, ...]) -> list[list[str]]:
    """The two coders' codes from how often each pair of codes was given."""
    return [
        [f"code {first}", f"code {second}"]
        for first, row in enumerate(rows)
        for second, times in enumerate(row)
        for _ in range(times)
    ]


@pytest.mark.parametrize(("units", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_alpha_is_what_krippendorff_works_out(units: str, published: float) -> None:
    assert agreement_on_units(ratings(units)).alpha.value == pytest.approx(published, abs=0.0005)


def test_kappa_is_what_fleiss_works_out() -> None:
    """Fleiss, Levin and Paik, *Statistical Methods for Rates and Proportions* (3rd edition, 2003), table 18.1."""
    codes = table((75, 1, 4), (5, 4, 1), (0, 0, 10))
    assert kappa_between(codes, 0, 1).value == pytest.approx(0.68, abs=0.005)


def test_kappa_is_what_viera_and_garrett_work_out() -> None:
    """“Understanding interobserver agreement: the kappa statistic”, *Family Medicine* 37 (2005), 360–363."""
    assert kappa_between(table((15, 5), (10, 70)), 0, 1).value == pytest.approx(0.57, abs=0.005)


@pytest.mark.parametrize(("units", "published"), [(BINARY, 0.095), (NOMINAL, 0.692)])
def test_units_of_one_character_make_unitised_alpha_the_published_nominal_one(units: str, published: float) -> None:
    coders = list(zip(*ratings(units), strict=True))
    marked = {
        f"coder {number}": [CodedSpan(Span(at, at + 1), str(code)) for at, code in enumerate(codes)]
        for number, codes in enumerate(coders)
    }
    found = agreement_on_spans([ReadSource(len(coders[0]), marked)])
    assert found.marking_and_coding is not None
    assert found.marking_and_coding.value == pytest.approx(published, abs=0.0005)
    assert found.coding is not None
    assert found.coding.value == pytest.approx(published, abs=0.0005)
