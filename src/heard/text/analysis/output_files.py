"""The four files of a result, as bytes. The same analysis gives the same bytes."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from heard.text.analysis.grounds import grounds_as_json
from heard.text.analysis.output_folder import ANALYSIS, ASSIGNMENTS, REPORT, THEMES
from heard.text.analysis.report import render_report
from heard.text.analysis.result import (
    AnalysedSource,
    AnalysedTheme,
    Analysis,
    Answer,
    Comparison,
    Letter,
    Placing,
    Quotation,
    ThemeAtLevel,
)
from heard.text.spreadsheet_cells import harmless


def files_of(analysis: Analysis) -> dict[str, Iterable[bytes]]:
    """Each file's name, and its bytes piece by piece: a result may be larger than the memory at hand."""
    return {
        ANALYSIS: _json_bytes(_parts_of(analysis)),
        THEMES: _csv_bytes(_themes_rows(analysis)),
        ASSIGNMENTS: _csv_bytes(_assignments_rows(analysis)),
        REPORT: _report_bytes(analysis),
    }


def analysis_as_json(analysis: Analysis) -> dict[str, Any]:
    """The whole result as JSON data."""
    return {name: list(part) if isinstance(part, Iterator) else part for name, part in _parts_of(analysis).items()}


def _parts_of(analysis: Analysis) -> dict[str, Any]:
    """The result's parts; those with many members are iterators. Groups and speakers are only ever counted."""
    return {
        "engine": analysis.engine,
        "accounting": {
            name: getattr(analysis.accounting, name)
            for name in ("segments", "themed", "none", "empty", "duplicates", "unreadable")
        },
        "sources": map(_source_as_json, analysis.sources),
        "segments": map(_segment_as_json, analysis.answers, analysis.placings),
        "themes": map(_theme_as_json, analysis.themes),
        "warnings": list(analysis.warnings),
        "question": analysis.question,
        "people": analysis.people,
        "letters": map(_letter_as_json, analysis.letters),
        "groups": _comparison_as_json(analysis.comparison) if analysis.comparison else None,
        "levels": [[_level_as_json(theme) for theme in level] for level in analysis.levels],
        **grounds_as_json(analysis.grounds),
    }


def _source_as_json(source: AnalysedSource) -> dict[str, Any]:
    left_out = [{"start": left.span.start, "end": left.span.end, "why": left.why} for left in source.left_out]
    kind = "table" if source.text is None else "document"
    return {"id": source.id, "name": source.name, "sha256": source.sha256, "kind": kind, "left_out": left_out}


def _segment_as_json(answer: Answer, placing: Placing) -> dict[str, Any]:
    return {
        "id": answer.id,
        "source": answer.source,
        "start": answer.span.start,
        "end": answer.span.end,
        "text": answer.text,
        "theme": placing.theme,
        "score": placing.score,
        "outcome": placing.outcome,
        "repeats": placing.repeats,
        "place": answer.place,
        "row": answer.row,
        "column": answer.column,
    }


def _theme_as_json(theme: AnalysedTheme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "label": theme.label,
        "terms": list(theme.terms),
        "size": theme.size,
        "sources": theme.sources,
        "quotations": list(map(_quotation_as_json, theme.quotations)),
        "reasons": list(theme.reasons),
        "answers": theme.answers,
        "dissenting": list(map(_quotation_as_json, theme.dissenting)),
        "nearest": list(map(_quotation_as_json, theme.nearest)),
        "stability": theme.stability,
        "people": theme.people,
        "parent": theme.parent,
    }


def _level_as_json(theme: ThemeAtLevel) -> dict[str, Any]:
    return {"id": theme.id, "label": theme.label, "size": theme.size, "parent": theme.parent}


def _quotation_as_json(quotation: Quotation) -> dict[str, Any]:
    return {
        "segment": quotation.answer,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "text": quotation.text,
    }


def _letter_as_json(letter: Letter) -> dict[str, Any]:
    return {"first": letter.first, "repeats": list(letter.repeats), "theme": letter.theme}


def _comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    table = comparison.table
    return {
        "column": comparison.column,
        "threshold": table.threshold,
        "groups": list(comparison.groups),
        "themes": [
            {"theme": theme, "everyone": everyone, "counts": list(counts)}
            for theme, everyone, counts in zip(comparison.rows, table.row_totals, table.counts, strict=True)
        ],
        "totals": {"everyone": table.total, "counts": list(table.column_totals)},
        "silences": [
            {
                "theme": comparison.rows[silence.row],
                "group": comparison.groups[silence.column],
                "count": silence.count,
                "expected": round(silence.expected, 1),
                "chance": round(silence.chance, 6),
            }
            for silence in comparison.silences
        ],
    }


def _themes_rows(analysis: Analysis) -> Iterable[Sequence[object]]:
    yield "id", "label", "terms", "size", "sources", "answers", "stability", "parent", "reasons", "quotation", "people"
    for theme in analysis.themes:
        quotation = " ".join(theme.quotations[0].text.split()) if theme.quotations else ""
        words = [theme.label, "; ".join(theme.terms), " ".join(theme.reasons), quotation]
        label, terms, reasons, quotation = map(harmless, words)
        numbers = (theme.size, theme.sources, theme.answers, theme.stability)
        people = "" if theme.people is None else theme.people
        yield theme.id, label, terms, *numbers, theme.parent or "", reasons, quotation, people


def _assignments_rows(analysis: Analysis) -> Iterable[Sequence[object]]:
    """An id is written as it was given, whatever it begins with, because it is there to be joined on."""
    yield "id", "theme", "score"
    for answer, placing in zip(analysis.answers, analysis.placings, strict=True):
        score = "" if placing.score is None else placing.score
        yield answer.given_id or answer.id, placing.theme or "", score


def _report_bytes(analysis: Analysis) -> Iterator[bytes]:
    yield render_report(analysis).encode("utf-8")


def _json_bytes(parts: Mapping[str, Any]) -> Iterator[bytes]:
    """One part to a line, and of a part with many members one member to a line, so that files can be compared."""
    for number, (name, part) in enumerate(parts.items()):
        yield _encoded(f"{',' if number else '{'}\n{json.dumps(name)}: ")
        if isinstance(part, Iterator):
            yield from _members(part)
        else:
            yield _encoded(json.dumps(part, ensure_ascii=False))
    yield b"\n}\n"


def _members(members: Iterator[Any]) -> Iterator[bytes]:
    before = "["
    for member in members:
        yield _encoded(f"{before}\n {json.dumps(member, ensure_ascii=False)}")
        before = ","
    yield b"[]" if before == "[" else b"\n]"


def _encoded(text: str) -> bytes:
    # Half of a surrogate pair has no UTF-8; as a JSON escape it comes back as it was.
    return text.encode("utf-8", "backslashreplace")


def _csv_bytes(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    for row in rows:
        line = StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue().encode("utf-8", "replace")
