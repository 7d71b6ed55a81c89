"""What a table of codings comes to: for all codes together, for each code alone, and for each two coders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from heard.text.agreement.codings import SpanCodings, UnitCodings
from heard.text.agreement.estimates import Estimate
from heard.text.agreement.spans import ReadSource, SpanAgreement, agreement_on_spans
from heard.text.agreement.units import agreement_on_units, agreement_on_whether, kappa_between
from heard.text.analysis.wording import counted, listed

GOOD, TENTATIVE = 0.8, 0.667
"""Krippendorff's rule: rely on what is at least 0.8; below 0.667, draw no conclusion at all."""

NONE = ""


@dataclass(frozen=True)
class AgreementReport:
    """Every coefficient, named as in docs/reference/agreement.md; `together` is empty where codes overlap."""

    kind: str  # "units" or "passages"
    coders: tuple[str, ...]
    together: dict[str, Estimate]
    codes: dict[str, Estimate]
    pairs: dict[tuple[str, str], Estimate]
    coverage: float | None
    seed: int
    warnings: tuple[str, ...]


def report_agreement(codings: UnitCodings | SpanCodings, *, seed: int = 0) -> AgreementReport:
    return _report_units(codings, seed) if isinstance(codings, UnitCodings) else _report_spans(codings, seed)


def _report_units(codings: UnitCodings, seed: int) -> AgreementReport:
    several = any(len(codes) > 1 for unit in codings.units for codes in unit.values())
    warnings = list(codings.warnings)
    together: dict[str, Estimate] = {}
    pairs: dict[tuple[str, str], Estimate] = {}
    if several:
        warnings.append("Units have several codes, so there is no coefficient for all codes together: see each code.")
    else:
        ratings = [[_only_code(unit.get(coder)) for coder in codings.coders] for unit in codings.units]
        together["alpha"] = agreement_on_units(ratings, seed=seed).alpha
        pairs = {
            (codings.coders[one], codings.coders[other]): kappa_between(ratings, one, other, seed=seed)
            for one, other in combinations(range(len(codings.coders)), 2)
        }
    codes = {code: agreement_on_whether(list(_whether(codings, code)), seed=seed).alpha for code in codings.codes}
    return AgreementReport("units", codings.coders, together, codes, pairs, None, seed, tuple(warnings))


def _only_code(codes: frozenset[str] | None) -> str | None:
    return None if codes is None else next(iter(codes), NONE)


def _whether(codings: UnitCodings, code: str) -> Iterator[list[bool | None]]:
    for unit in codings.units:
        yield [None if coder not in unit else code in unit[coder] for coder in codings.coders]


def _report_spans(codings: SpanCodings, seed: int) -> AgreementReport:
    found = agreement_on_spans(codings.sources, seed=seed)
    warnings = list(codings.warnings)
    if found.marking_and_coding is None:
        warnings.append("A coder’s codes overlap, so there is no coefficient for all codes together: see each code.")
    together = {"marking_and_coding": found.marking_and_coding, "marking": found.marking, "coding": found.coding}
    pairs = {
        (one, other): _joint(agreement_on_spans(_read_by(codings.sources, {one, other}), seed=seed))
        for one, other in combinations(codings.coders, 2)
    }
    return AgreementReport(
        kind="passages",
        coders=codings.coders,
        together={name: estimate for name, estimate in together.items() if estimate},
        codes=found.codes,
        pairs=pairs,
        coverage=found.coverage,
        seed=seed,
        warnings=tuple(warnings),
    )


def _joint(found: SpanAgreement) -> Estimate:
    return found.marking_and_coding or found.marking


def _read_by(sources: Sequence[ReadSource], coders: set[str]) -> list[ReadSource]:
    return [
        ReadSource(source.length, {coder: own for coder, own in source.marked.items() if coder in coders})
        for source in sources
    ]


def report_as_json(report: AgreementReport) -> dict[str, Any]:
    """The report as it is printed with --json: docs/reference/agreement.md."""
    return {
        "kind": report.kind,
        "coders": list(report.coders),
        "together": _estimates_as_json(report.together),
        "codes": _estimates_as_json(report.codes),
        "pairs": [
            {"coders": list(pair), **_estimate_as_json(estimate)} for pair, estimate in sorted(report.pairs.items())
        ],
        "coverage": None if report.coverage is None else round(report.coverage, 4),
        "seed": report.seed,
        "warnings": list(report.warnings),
    }


def _estimates_as_json(estimates: Mapping[str, Estimate]) -> dict[str, Any]:
    return {name: _estimate_as_json(estimate) for name, estimate in estimates.items()}


def _estimate_as_json(estimate: Estimate) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(estimate).items()}


_TOGETHER = {
    "alpha": "Krippendorff’s alpha",
    "marking_and_coding": "Same places, same codes (alpha)",
    "marking": "Same places (alpha)",
    "coding": "Same codes where both marked (alpha)",
}


def report_lines(report: AgreementReport) -> Iterator[str]:
    """The report for a person, line by line."""
    yield f"{counted(len(report.coders), 'coder')}: {listed(report.coders)}"
    yield from _table("All codes together", {_TOGETHER[name]: own for name, own in report.together.items()})
    yield from _table("Each code alone (alpha)", dict(_lowest_first(report.codes.items())))
    title = "Each two coders (" + ("Cohen’s kappa)" if report.kind == "units" else "alpha)")
    yield from _table(title, {" and ".join(pair): own for pair, own in sorted(report.pairs.items())})
    weak = [
        code for code, own in _lowest_first(report.codes.items()) if own.value is not None and own.value < TENTATIVE
    ]
    if weak:
        yield ""
        yield f"Below {TENTATIVE}, so talk first about what is meant by: {listed(weak)}."


def _lowest_first(codes: Iterable[tuple[str, Estimate]]) -> list[tuple[str, Estimate]]:
    return sorted(codes, key=lambda code: (code[1].value is None, code[1].value or 0, code[0]))


def _table(title: str, estimates: Mapping[str, Estimate]) -> Iterator[str]:
    if not estimates:
        return
    width = max(len(name) for name in estimates)
    yield ""
    yield title
    for name, estimate in estimates.items():
        yield f"  {name:<{width}}  {_said(estimate)}"


def _said(estimate: Estimate) -> str:
    if estimate.value is None:
        return "nothing to compare"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:6.3f}"
    return f"{estimate.value:6.3f}   95 % interval {estimate.low:.3f} to {estimate.high:.3f}"
