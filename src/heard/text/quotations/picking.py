"""Picking: near the middle of the theme, unlike each other, from different people, in different tones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from heard.text.anchors import verify_quotation
from heard.text.quotations.faults import Fault, faults_in, weight_of
from heard.text.quotations.passages import quotable_spans, writes_casually
from heard.text.quotations.tone import Tone, tone_of
from heard.text.spans import Source, Span

LIKENESS = 0.5  # how much being like one already picked costs, where being as near as can be is worth 1
SAME_SPEAKER = 1.0  # so that nobody is quoted twice before everybody quotable has been once
SAME_TONE = 0.15
MOST_CONSIDERED = 300  # answers that can be quoted, the nearest first: what is further off would not be picked


@dataclass(frozen=True, slots=True)
class PickedQuotation:
    """Words of `texts[index]` at `span`. `closeness` is how near its answer is to the middle of the theme, to 1."""

    index: int
    span: Span
    tone: Tone
    closeness: float
    faults: tuple[Fault, ...]


def pick_quotations(
    texts: Sequence[str],
    vectors: Any,
    *,
    count: int,
    speakers: Sequence[str | None] | None = None,
    terms: Sequence[str] = (),
    middle: Any = None,
) -> tuple[PickedQuotation, ...]:
    """Up to `count` quotations for the theme these answers make up, the most telling first; fewer if there are no more.

    `vectors` has a row for each text; `middle` is the theme's own vector, else the mean of the rows. `speakers[i]` says
    whose text i is, None where that is not known. Of a longer answer the sentences with most of the theme's `terms` are
    taken. This is maximal marginal relevance (Carbonell and Goldstein, 1998) less what faults cost; the same input
    gives the same quotations. Raises `ValueError` where there is not one vector, or speaker, for each text.
    """
    if not len(texts):
        return ()
    rows = _unit(np.asarray(vectors, dtype=float).reshape(len(texts), -1))
    if speakers is not None and len(speakers) != len(texts):
        raise ValueError("There must be one speaker, or None, for each text.")
    centre = rows.mean(0, keepdims=True) if middle is None else np.asarray(middle, dtype=float).reshape(1, -1)
    closeness = (rows @ _unit(centre).T).ravel()
    nearest_first = np.argsort(-closeness, kind="stable").tolist()
    candidates = (_candidate(index, texts[index], float(closeness[index]), terms) for index in nearest_first)
    sound = list(islice((candidate for candidate in candidates if candidate), MOST_CONSIDERED))
    picked = _pick(sound, rows, list(speakers or [None] * len(texts)), count)
    for own in picked:
        verify_quotation(Source.from_text("answer", texts[own.index]), own.span.of(texts[own.index]))
    return tuple(picked)


def _candidate(index: int, text: str, closeness: float, terms: Sequence[str]) -> PickedQuotation | None:
    spans = quotable_spans(text)
    if not spans:
        return None
    span = max(spans, key=lambda span: _terms_in(span.of(text), terms))  # of several the soundest, which comes first
    words = span.of(text)
    return PickedQuotation(index, span, tone_of(words), closeness, faults_in(words, casual=writes_casually(text)))


def _pick(sound: list[PickedQuotation], rows: Any, speakers: Sequence[str | None], count: int) -> list[PickedQuotation]:
    picked: list[PickedQuotation] = []
    heard: Counter[str] = Counter()
    tones: Counter[Tone] = Counter()
    left = list(sound)

    def worth(own: PickedQuotation) -> float:
        likeness = max((float(rows[own.index] @ rows[other.index]) for other in picked), default=0.0)
        speaker = speakers[own.index]
        repeated = heard[speaker] if speaker is not None else 0
        return (
            own.closeness
            - weight_of(own.faults)
            - LIKENESS * likeness
            - SAME_SPEAKER * repeated
            - SAME_TONE * (tones[own.tone] > 0)
        )

    while left and len(picked) < count:
        best = max(left, key=lambda own: (round(worth(own), 9), -own.index))
        left.remove(best)
        picked.append(best)
        tones[best.tone] += 1
        heard.update([speaker] if (speaker := speakers[best.index]) is not None else [])
    return picked


def _unit(rows: Any) -> Any:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


def _terms_in(words: str, terms: Sequence[str]) -> int:
    lowered = words.casefold()
    return sum(term.casefold() in lowered for term in terms)
