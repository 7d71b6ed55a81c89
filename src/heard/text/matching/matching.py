"""The whole matching: answers that say something are scored group by group, then decided for all groups at once."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from heard.text.matching import Answer, Code, Example, Matching, Outcome, Progress
from heard.text.matching.calibration import best_threshold
from heard.text.matching.decisions import Decided, Matches, decide
from heard.text.matching.encoder import TAUGHT
from heard.text.matching.grouping import Vectors
from heard.text.matching.next_to_code import suggest
from heard.text.matching.ranker import load_weights
from heard.text.matching.scoring import Block, Scored, make_block, score_block
from heard.text.matching.triage import fold, set_aside


def match(
    answers: Sequence[Answer],
    codes: Sequence[Code],
    examples: Sequence[Example],
    *,
    single_label: bool,
    progress: Progress,
) -> Matching:
    coded = {(fold(example.text), code.group) for example in examples for code in example.codes}
    aside = [None if (fold(answer.text), answer.group) in coded else set_aside(answer.text) for answer in answers]
    asked = [answer for answer, outcome in zip(answers, aside, strict=True) if outcome is None]
    blocks = list(_blocks(asked, codes, examples))
    vectors = Vectors(
        (text for block in blocks for text in block.texts_to_encode()),
        lambda texts: TAUGHT.encode(texts, partial(progress, "Reading meanings")),
    )
    scored = _score(blocks, vectors, single_label, progress)
    threshold = None if single_label else _threshold(scored)
    decided = {answer: found for one in scored for answer, found in decide(one, threshold)}
    silent = [
        Decided.of_silence(answer, outcome or Outcome.NONE, codes)
        for answer, outcome in zip(answers, aside, strict=True)
    ]
    found = [decided.get(answer, own) for answer, own in zip(answers, silent, strict=True)]
    return Matching(
        coded=tuple(one.coded for one in found),
        matches=Matches(found),
        suggestions=suggest(scored, threshold),
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
