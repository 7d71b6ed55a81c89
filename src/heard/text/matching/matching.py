"""The whole matching: answers that say something are scored group by group, then decided for all groups at once."""

from collections.abc import Iterator, Sequence

import numpy as np

from heard.text.matching import Answer, Code, Coded, Example, Match, Matching, Outcome, Progress
from heard.text.matching.calibration import best_threshold
from heard.text.matching.encoder import encode
from heard.text.matching.grouping import Vectors
from heard.text.matching.leftovers import fits_nothing, says_nothing_fits
from heard.text.matching.next_to_code import suggest
from heard.text.matching.ranker import load_weights
from heard.text.matching.scoring import Block, Scored, make_block, score_block
from heard.text.matching.triage import set_aside
from heard.text.spans import Span

_DIGITS = 4  # of a score


def match(
    answers: Sequence[Answer],
    codes: Sequence[Code],
    examples: Sequence[Example],
    *,
    single_label: bool,
    progress: Progress,
) -> Matching:
    aside = [set_aside(answer.text) for answer in answers]
    asked = [answer for answer, outcome in zip(answers, aside, strict=True) if outcome is None]
    blocks = list(_blocks(asked, codes, examples))
    vectors = Vectors((text for block in blocks for text in block.texts_to_encode()), lambda t: encode(t, progress))
    scored = _score(blocks, vectors, single_label, progress)
    threshold = None if single_label else _threshold(scored)
    decided = {one.block.answers[i]: (one, i) for one in scored for i in range(len(one.block.answers))}
    coded: list[Coded] = []
    matches: list[Match] = []
    for answer, outcome in zip(answers, aside, strict=True):
        if answer in decided:
            one, place = decided[answer]
            coded.append(_decide(one, place, threshold, matches))
        else:
            coded.append(Coded(answer, outcome or Outcome.NONE, 1.0, 0))
            matches += _of_silence(answer, codes) if outcome is Outcome.EMPTY else ()
    return Matching(
        coded=tuple(coded),
        matches=tuple(matches),
        suggestions=suggest(scored, threshold or 0.5),
        threshold=threshold,
        engine={"name": "matching", "fitted_on": load_weights().fitted_on, "single_label": single_label},
    )


def _blocks(answers: Sequence[Answer], codes: Sequence[Code], examples: Sequence[Example]) -> Iterator[Block]:
    """A block for each group that has answers and codes."""
    for group in dict.fromkeys(code.group for code in codes):
        own = [answer for answer in answers if answer.group == group]
        allowed = [code for code in codes if code.group == group]
        shown = [e for e in examples if any(code in allowed for code in e.codes) or (not e.codes and e.group == group)]
        if own:
            yield make_block(own, allowed, shown)


def _score(blocks: Sequence[Block], vectors: Vectors, single_label: bool, progress: Progress) -> list[Scored]:
    scored = []
    for number, block in enumerate(blocks):
        progress("Comparing answers with codes", number, len(blocks))
        scored.append(score_block(block, vectors, load_weights(), single_label=single_label))
    progress("Comparing answers with codes", len(blocks), len(blocks))
    return scored


def _threshold(scored: Sequence[Scored]) -> float:
    open_ = [one.scores[~one.by_analyst].ravel() for one in scored]
    return best_threshold(np.concatenate([*open_, np.zeros(0, dtype=np.float32)]))


def _decide(scored: Scored, place: int, threshold: float | None, matches: list[Match]) -> Coded:
    """Adds a match for every code of the answer’s group; gives the answer’s outcome."""
    answer, scores = scored.block.answers[place], scored.scores[place]
    accepted = np.arange(len(scores)) == scores.argmax() if threshold is None else scores >= threshold
    none = 0.0 if threshold is None else float(np.prod(1 - scores))
    for number, code in enumerate(scored.block.codes):
        span = scored.span_of(place, number)
        matches.append(_match(answer, code, scores[number], bool(accepted[number]), span, scored.by_analyst[place]))
    for code in scored.block.leftovers:
        fits = fits_nothing(code)
        matches.append(_match(answer, code, none if fits else 0.0, fits and not accepted.any(), None, False))
    outcome = Outcome.CODED if accepted.any() else Outcome.NONE
    return Coded(answer, outcome, round(none, _DIGITS), int((scored.block.cut.owner == place).sum()))


def _of_silence(answer: Answer, codes: Sequence[Code]) -> list[Match]:
    """An answer that says nothing has the codes for answers that say nothing, and meets no other."""
    own = [code for code in codes if code.group == answer.group and says_nothing_fits(code)]
    return [_match(answer, code, 1.0, True, None, False) for code in own]


def _match(answer: Answer, code: Code, score: float, accepted: bool, span: Span | None, by_analyst: bool) -> Match:
    return Match(answer, code, round(float(score), _DIGITS), accepted, span, bool(by_analyst))
