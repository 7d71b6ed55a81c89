"""What the themes rest on: whether enough was heard, and which evidence no theme uses."""

import operator
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.result import AnalysedSource, Answer, Grounds, Hearing, Placing
from heard.text.coverage import Coverage, find_coverage
from heard.text.saturation import Curve, Run, assess_saturation, discovery_curve, stability_curve

PARTS = 20
"""Answers of tables are taken in as many equal parts, in their order; documents one by one."""
FEWEST_IN_PART = 3
_BASE, _RUN = 4, 2
FEWEST_DOCUMENTS = _BASE + _RUN
MOST_DOCUMENTS = 500


def find_grounds(
    sources: Sequence[AnalysedSource], answers: Sequence[Answer], placings: Sequence[Placing], seed: int
) -> Grounds:
    """Coverage by answers and by files, and saturation over the order in which the answers came."""
    themed = [(answer, placing.theme) for answer, placing in zip(answers, placings, strict=True) if placing.theme]
    resting: dict[str, set[str]] = {}
    for answer, theme in themed:
        resting.setdefault(theme, set()).add(answer.source)
    return Grounds(
        answers=sum(1 for placing in placings if placing.outcome is not Outcome.EMPTY),
        answers_rested_on=len(themed),
        files=find_coverage([source.id for source in sources], resting),
        hearing=_hear(sources, answers, placings, seed),
    )


def _hear(
    sources: Sequence[AnalysedSource], answers: Sequence[Answer], placings: Sequence[Placing], seed: int
) -> Hearing | None:
    """None where too little was said to tell."""
    themes = [placing.theme for placing in placings if placing.outcome is not Outcome.EMPTY]
    if _are_documents(sources):
        by_source: dict[str, list[str]] = {source.id: [] for source in sources}
        for answer, placing in zip(answers, placings, strict=True):
            if placing.theme:
                by_source[answer.source].append(placing.theme)
        parts, size = list(by_source.values()), None
    elif len(themes) >= PARTS * FEWEST_IN_PART:
        cuts = [len(themes) * part // PARTS for part in range(PARTS + 1)]
        parts = [[theme for theme in themes[cuts[part] : cuts[part + 1]] if theme] for part in range(PARTS)]
        size = len(themes) / PARTS
    else:
        return None
    if not any(parts):
        return None
    heard = tuple(map(len, accumulate(map(set, parts), operator.or_)))
    saturation = assess_saturation(parts, base=_BASE, run_length=_RUN)
    curves = discovery_curve(parts, seed=seed), stability_curve(parts, seed=seed)
    return Hearing(len(parts), size, heard, saturation, *curves)


def _are_documents(sources: Sequence[AnalysedSource]) -> bool:
    return FEWEST_DOCUMENTS <= len(sources) <= MOST_DOCUMENTS and all(source.text is not None for source in sources)


def grounds_as_json(grounds: Grounds) -> dict[str, Any]:
    """The parts “coverage” and “saturation” of analysis.json."""
    return {
        "coverage": {
            "answers": {"evidence": grounds.answers, "rested_on": grounds.answers_rested_on},
            "sources": _coverage_as_json(grounds.files),
        },
        "saturation": _hearing_as_json(grounds.hearing) if grounds.hearing else None,
    }


def _coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    return {"evidence": coverage.evidence, "rested_on": coverage.rested_on, "left": list(coverage.left)}


def _hearing_as_json(hearing: Hearing) -> dict[str, Any]:
    saturation = hearing.saturation
    return {
        "unit": "answers" if hearing.answers_in_part else "document",
        "parts": hearing.parts,
        "base": saturation.base,
        "run": saturation.run_length,
        "most_new": saturation.most_new,
        "base_themes": saturation.base_codes,
        "reached": _run_as_json(saturation.reached) if saturation.reached else None,
        "runs": list(map(_run_as_json, saturation.runs)),
        "heard": list(hearing.heard),
        "curve": _curve_as_json(hearing.discovery),
        "likeness": _curve_as_json(hearing.likeness),
    }


def _run_as_json(run: Run) -> dict[str, Any]:
    return {"first": run.first, "last": run.last, "new": run.new_codes, "share": round(run.share, 4)}


def _curve_as_json(curve: Curve) -> dict[str, Any]:
    parts = {"middle": curve.middle, "low": curve.low, "high": curve.high}
    return {name: [round(value, 4) for value in values] for name, values in parts.items()}
