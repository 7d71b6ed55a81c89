"""The themes of an analysis, each with the de-identified words of its answers, for a label to be drafted from them."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.output_folder import ANALYSIS
from heard.text.analysis.wording import counted, listed
from heard.text.drafting.asking import Ask
from heard.text.drafting.labels import choose_to_send, draft_label
from heard.text.drafting.running import Job, key_of
from heard.text.errors import BadInput
from heard.text.readers import read_table
from heard.text.redaction import Redacted
from heard.text.spans import Span
from heard.text.working_texts import WorkingTexts

COLUMNS = ("theme", "label", "draft", "why_not", "quotations", "sent", "withheld")


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme as the analysis has it; `answers` are ids with working texts, those nearest its middle first."""

    id: str
    label: str
    terms: tuple[str, ...]
    answers: tuple[tuple[str, Redacted], ...]


@dataclass(frozen=True, slots=True)
class _Themed:
    """An answer in a theme, as the analysis has it; `source` is the name of what it is from."""

    id: str
    theme: str
    source: str
    span: Span
    text: str
    score: float


def read_themes(path: Path, texts: WorkingTexts, warn: Callable[[str], None]) -> list[NamedTheme]:
    """The themes of a folder that `heard analyse` wrote. Raises `BadInput` for another, or for other people's texts.

    Near-identical answers count once. An answer without a working text is left out, with a warning.
    """
    themes, themed = _read_analysis(path)
    answers: dict[str, list[tuple[str, Redacted]]] = defaultdict(list)
    missing = 0
    for answer in sorted(themed, key=lambda own: -own.score):
        found = texts.find((answer.id, f"{answer.source}#{answer.id}", answer.source), answer.span, answer.text)
        if found is None:
            missing += 1
        else:
            answers[answer.theme].append((answer.id, found))
    if missing and not answers:
        raise BadInput(
            f"None of the answers in {ANALYSIS} is among the de-identified texts. Give the redactions.jsonl that was "
            "made from the same answers, or that the analysis was made from."
        )
    if missing:
        warn(f"{counted(missing, 'answer')} in themes without a de-identified text: not sent.")
    return [replace(theme, answers=tuple(answers[theme.id])) for theme in themes]


def _read_analysis(path: Path) -> tuple[list[NamedTheme], list[_Themed]]:
    """The themes, without answers yet, and the answers in them."""
    try:
        analysis = json.loads((path / ANALYSIS if path.is_dir() else path).read_text(encoding="utf-8"))
        names = {source["id"]: str(source["name"]) for source in analysis["sources"]}
        themes = [
            NamedTheme(str(theme["id"]), str(theme["label"]), tuple(map(str, theme["terms"])), ())
            for theme in analysis["themes"]
        ]
        return themes, [
            _themed(segment, names[segment["source"]])
            for segment in analysis["segments"]
            if segment["outcome"] == Outcome.THEMED
        ]
    except (OSError, ValueError, TypeError, LookupError, RecursionError, BadInput) as error:
        raise BadInput(
            f"“{path}” is not a folder that heard analyse wrote: there is no {ANALYSIS} of an analysis in it."
        ) from error


def _themed(segment: Mapping[str, Any], source: str) -> _Themed:
    span = Span(int(segment["start"]), int(segment["end"]))
    score = float(segment["score"])
    return _Themed(str(segment["id"]), str(segment["theme"]), source, span, str(segment["text"]), score)


def label_jobs(themes: Sequence[NamedTheme], model: str, codebook: Collection[str] = ()) -> list[Job]:
    """A job for each theme: its label, as `draft_label` drafts and checks it."""
    return [_label_job(theme, model, codebook) for theme in themes]


def _label_job(theme: NamedTheme, model: str, codebook: Collection[str]) -> Job:
    ids = [own for own, _ in theme.answers]
    texts = [text for _, text in theme.answers]
    sent, withheld = choose_to_send(texts)
    # Terms may come from raw words: only those that de-identified ones hold may be in a label.
    said = "\n".join(text.text.casefold() for text in texts)
    terms = [term for term in theme.terms if term.casefold() in said]

    def draft(ask: Ask) -> dict[str, str]:
        found = draft_label(texts, ask, codebook=codebook, terms=terms)
        quotations = [f"“{' '.join(words.split())}” ({ids[index]})" for index, words in found.quotations]
        return {"draft": found.label, "quotations": "\n".join(quotations)}

    row = {
        "theme": theme.id,
        "label": theme.label,
        "sent": str(len(sent)),
        "withheld": "; ".join(ids[index] for index in withheld),
    }
    key = key_of("label", model, [texts[index].text for index in sent], sorted(codebook), terms, row)
    return Job(key, row, draft)


def read_labels(path: Path, warn: Callable[[str], None]) -> frozenset[str]:
    """The labels of a codebook: its column “label”, or its only column. Raises `BadInput`, `UnreadableFile`."""
    table = read_table(path)
    names = [" ".join(name.split()).casefold() for name in table.columns]
    if "label" not in names and len(names) > 1:
        raise BadInput(f"{table.name} has no column “label”. Its columns are {listed(table.columns, most=40)}.")
    place = names.index("label") if "label" in names else 0
    labels = {row.cells[place].strip() for row in table.rows} - {""}
    for warning in table.warnings:
        warn(f"{table.name}: {warning}")
    if names[place] not in ("label", "labels", "column 1"):  # the last where the first row is no name
        warn(f"{table.name} has no column “label”, so its first row (“{table.columns[place]}”) is taken for a label.")
        labels.add(table.columns[place].strip())
    if not labels:
        raise BadInput(f"{table.name} holds no label to choose from.")
    return frozenset(labels)
