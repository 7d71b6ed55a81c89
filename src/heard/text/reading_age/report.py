"""What was measured, as lines to read and as JSON data. Reference: docs/reference/reading-age.md."""

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Any

from heard.text.analysis.wording import counted
from heard.text.languages import UNKNOWN, notice_language
from heard.text.reading_age.measuring import FEWEST_SENTENCES, HardSentence, Measured

NOT_ENGLISH = "This does not look like English. The formulas were made for English, so do not believe these ages."
_ENOUGH = 20_000  # characters to know a language by
_WIDEST = 160  # characters of a sentence in the lines; the JSON has it whole


def lines_of(measured: Measured, text: str, most: int) -> Iterator[str]:
    """The ages with their formulas, and the `most` sentences that raise them most."""
    yield f"{counted(measured.sentences, 'sentence')}, {counted(measured.words, 'word')}."
    if measured.flesch_kincaid is None:
        yield "There are no words to measure."
        return
    yield f"Reading age {measured.flesch_kincaid} by Flesch-Kincaid: to understand most of it."
    if measured.smog is None:
        yield f"SMOG is not given for fewer than {FEWEST_SENTENCES // 3} sentences."
    else:
        few = "" if measured.sentences >= FEWEST_SENTENCES else f" (from fewer than {FEWEST_SENTENCES} sentences)"
        yield f"Reading age {measured.smog} by SMOG{few}: to understand everything."
    shown = measured.hardest[:most]
    if shown:
        yield "\nWhat raises it most (by Flesch-Kincaid):"
    for hard in shown:
        yield f"\n+{hard.raises:.2f} years  {shorten(hard.span.of(text), _WIDEST, placeholder=' …')}"
        yield from (f"  {reason}" for reason in hard.reasons)


def cautions_for(measured: Measured, text: str) -> tuple[str, ...]:
    """Why the ages should not be believed, in full sentences; empty where nothing speaks against them."""
    is_foreign = measured.words and notice_language(text[:_ENOUGH]) not in ("en", UNKNOWN)
    return (NOT_ENGLISH,) if is_foreign else ()


def measured_as_json(measured: Measured, text: str, most: int, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """Ages in years; offsets of sentences in code points of the text as it was read."""
    return {
        "flesch_kincaid": measured.flesch_kincaid,
        "smog": measured.smog,
        "sentences": measured.sentences,
        "words": measured.words,
        "hardest": [_hard_as_json(hard, text) for hard in measured.hardest[:most]],
        "warnings": list(warnings),
    }


def _hard_as_json(hard: HardSentence, text: str) -> dict[str, Any]:
    return {
        "start": hard.span.start,
        "end": hard.span.end,
        "text": hard.span.of(text),
        "words": hard.words,
        "raises": hard.raises,
        "reasons": list(hard.reasons),
    }
