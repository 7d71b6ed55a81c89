"""Scores for the answers and codes of one group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heard.text.matching import Answer, Code, Example
from heard.text.matching.calibration import meet_codes_per_answer
from heard.text.matching.few_shot import Lesson, learn_shares, taught_features
from heard.text.matching.grouping import (
    Cut,
    Vectors,
    Wording,
    best_passages,
    build_group,
    cut_answers,
    mean_vectors,
    texts_to_encode,
    word_code,
)
from heard.text.matching.leftovers import is_left_over
from heard.text.matching.likeness import Group, Matrix
from heard.text.matching.pair_features import logit, share_of_row
from heard.text.matching.ranker import Weights, add_up
from heard.text.matching.subject import chance_of_subject
from heard.text.matching.triage import fold
from heard.text.matching.zero_shot import match_by_meaning
from heard.text.spans import Span


@dataclass(frozen=True)
class Block:
    """The answers, codes and examples of one group. `leftovers` are codes that follow from the others."""

    answers: tuple[Answer, ...]  # all that say something
    codes: tuple[Code, ...]
    leftovers: tuple[Code, ...]
    examples: tuple[Example, ...]
    cut: Cut
    cut_examples: Cut
    wordings: tuple[Wording, ...]

    def texts_to_encode(self) -> list[str]:
        return texts_to_encode(self.cut, self.wordings) + self.cut_examples.words()


@dataclass(frozen=True)
class Scored:
    """A block with each answer’s and code’s score and best passage, and which answers the analyst had coded."""

    block: Block
    scores: Matrix  # answers × codes
    passages: npt.NDArray[np.intp]  # answers × codes; −1 where the analyst decided
    by_analyst: npt.NDArray[np.bool_]  # answers
    subject: npt.NDArray[np.float32]  # answers; the chance that each is about what the codebook is about
    vectors: Matrix  # answers × 384

    def span_of(self, answer: int, code: int) -> Span | None:
        """Where in the answer the code scores highest."""
        passage = int(self.passages[answer, code])
        return self.block.cut.passages[passage].span if passage >= 0 else None


def make_block(answers: Sequence[Answer], codes: Sequence[Code], examples: Sequence[Example]) -> Block:
    """Codes for what is left over are set apart, unless there is nothing else or the analyst shows what they mean."""
    shown = {code for example in examples for code in example.codes}
    ordinary = tuple(code for code in codes if code in shown or not is_left_over(code)) or tuple(codes)
    return Block(
        answers=tuple(answers),
        codes=ordinary,
        leftovers=tuple(code for code in codes if code not in ordinary),
        examples=tuple(examples),
        cut=cut_answers([answer.text for answer in answers]),
        cut_examples=cut_answers([example.text for example in examples]),
        wordings=tuple(word_code(code.label, code.description) for code in ordinary),
    )


def score_block(block: Block, vectors: Vectors, weights: Weights, *, single_label: bool) -> Scored:
    group = build_group(block.cut, block.wordings, vectors)
    lesson = _lesson(block, vectors)
    about_it = chance_of_subject(group, _coded_vectors(block, vectors), weights.subject)[:, None]
    scores = _score_passages(group, lesson, weights, single_label)
    scores, passages = best_passages(block.cut, scores if single_label else scores * about_it)
    subject, _ = best_passages(block.cut, about_it)
    if single_label:
        scores = scores / np.maximum(scores.sum(1, keepdims=True), 1e-9)
    elif lesson:
        wanted = float(lesson.labels.sum(1).mean() * subject.mean())
        scores = meet_codes_per_answer(scores, wanted, len(lesson.texts))
    decided = _decide_as_analyst(block, scores, passages, single_label)
    return Scored(block, scores, passages, decided, subject[:, 0], mean_vectors(block.cut, vectors))


def _lesson(block: Block, vectors: Vectors) -> Lesson | None:
    """What the examples teach; nothing where they could not tell one code from another, or from none."""
    labels = np.array([[code in example.codes for code in block.codes] for example in block.examples], dtype=bool)
    if not len(labels) or (len(block.codes) == 1 and labels.all()):
        return None
    return Lesson([example.text for example in block.examples], mean_vectors(block.cut_examples, vectors), labels)


def _coded_vectors(block: Block, vectors: Vectors) -> Matrix:
    """The vectors of the examples that have a code of this group."""
    having = np.array([any(code in block.codes for code in e.codes) for e in block.examples], dtype=bool)
    return np.asarray(mean_vectors(block.cut_examples, vectors)[having])


def _score_passages(group: Group, lesson: Lesson | None, weights: Weights, single_label: bool) -> Matrix:
    by_meaning = match_by_meaning(group, weights)
    if lesson is None:
        return share_of_row(logit(by_meaning), 1.0) if single_label else by_meaning
    shares = learn_shares(group, lesson, by_meaning)
    if single_label:
        return shares
    (total,) = add_up(taught_features(lesson, by_meaning, shares), weights.with_examples)
    return weights.with_examples.probability(total)


def _decide_as_analyst(
    block: Block, scores: Matrix, passages: npt.NDArray[np.intp], single_label: bool
) -> npt.NDArray[np.bool_]:
    """Answers that are themselves among the examples keep the analyst’s codes. Writes into `scores` and `passages`."""
    coded: dict[str, tuple[Code, ...]] = {}
    for example in block.examples:
        coded[fold(example.text)] = coded.get(fold(example.text), ()) + example.codes
    decided = np.zeros(len(block.answers), dtype=bool)
    for place, answer in enumerate(block.answers):
        codes = coded.get(fold(answer.text))
        if codes or (codes is not None and not single_label):
            scores[place] = [code in codes for code in block.codes]
            passages[place] = -1
            decided[place] = True
    return decided
