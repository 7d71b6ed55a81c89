"""What the ranker knows of a pair of passage and code: how alike they are, beside the other pairs of the group."""

from collections.abc import Iterator, Mapping

import numpy as np
from scipy import sparse

from heard.text.matching.likeness import Group, Matrix, unit, word_weigher
from heard.text.matching.neighbours import average_over_neighbours, nearest_neighbours

Features = Iterator[tuple[str, Matrix]]
"""Names and values, each passages × codes. One comes after another, because many answers and codes make them large."""

_MOST = 3.0  # standard deviations by which one code may lead another before more of a lead says no more
_LEVEL = 0.5  # how much of what all codes of a codebook have in common is left out: it says little of another subject
_BLEND = {"meaning": 2.0, "best sentence": 0.7, "letters": 0.7, "covered": 0.3}


def first_look(group: Group, likeness: Mapping[str, Matrix], usual: Mapping[str, tuple[float, float]]) -> Features:
    """Features from likeness alone. `usual` gives each measure's mean and standard deviation where there is much data.

    Small groups lean on it: three answers have no distribution of their own.
    """
    standard = {name: standardise(measure, usual.get(name)) for name, measure in likeness.items()}
    for name, measure in standard.items():
        yield name, measure
        yield f"{name}: above the code’s usual", measure - measure.mean(0)
        yield f"{name}: lead", lead(measure)
    blend = _blend(standard)
    yield from _of_blend(group, blend)
    middle = unit(group.weights @ group.vectors)
    yield "raw meaning", likeness["meaning as it is"]
    yield "length of passage", like(blend, np.log1p([[len(text.split())] for text in group.passages]))
    length = np.log1p([[len(text.split()) for text in group.codes]])
    yield "length of code, beside the others", like(blend, length - length.mean())
    yield "number of codes", like(blend, np.log([[group.shape[1]]]))
    yield "nearness of the passage to the rest", like(blend, (group.vectors @ middle)[:, None])
    yield "nearness of the code to the answers", like(blend, (group.code_vectors @ middle)[None])


def _blend(standard: Mapping[str, Matrix]) -> Matrix:
    weighed = np.zeros_like(next(iter(standard.values())))
    for name, weight in _BLEND.items():
        weighed += np.float32(weight) * standard[name]
    return standardise(weighed, (0.0, 3.0))


def _of_blend(group: Group, blend: Matrix) -> Features:
    centred = blend - blend.mean(0)
    yield "blend", blend
    yield "blend: above the code’s usual", centred
    yield "blend: lead", lead(centred)
    yield "blend: share", np.log(share_of_row(blend, 1.0) + 1e-3)
    yield "blend: sharp share", np.log(share_of_row(centred, 0.5) + 1e-3)
    yield "blend: best of the passage", like(blend, blend.max(1, keepdims=True))
    near = nearest_neighbours(group.centred_passages(), 5)
    yield "blend: of neighbours", average_over_neighbours(near, blend)


def second_look(group: Group, probability: Matrix) -> Features:
    """Features from a first guess: what the passages like this one were guessed to say, and how they say it."""
    guess = logit(probability)
    passages = group.centred_passages()
    of_neighbours = average_over_neighbours(nearest_neighbours(passages, 6), probability)
    sure = probability**2 * (probability == probability.max(1, keepdims=True))
    codes = group.centred_codes()
    by_meaning = passages @ unit(_prototypes(sure, passages, codes)).T
    by_words = _likeness_of_words(group, sure)
    yield "guess", guess
    yield "guess: lead", lead(guess)
    yield "guess: share", np.log(share_of_row(guess, 1.0) + 1e-4)
    yield "guess: behind the best", guess - guess.max(1, keepdims=True)
    yield "guess: of neighbours", of_neighbours
    yield "guess: of neighbours, in logits", logit(of_neighbours)
    yield "likeness to the surest", by_meaning
    yield "likeness to the surest: standard", standardise(by_meaning, None)
    yield "likeness to the surest: lead", lead(standardise(by_meaning, None))
    yield "words of the surest", by_words
    yield "words of the surest: standard", standardise(by_words, None)
    yield "codes guessed for the passage", like(guess, probability.sum(1, keepdims=True))
    common = np.log(probability.mean(0, keepdims=True) + 1e-3)
    yield "how common the code is guessed", like(guess, common - _LEVEL * common.mean())


def _prototypes(sure: Matrix, passages: Matrix, codes: Matrix) -> Matrix:
    """What each code looks like: itself, and its surest passages."""
    return np.asarray((sure.T @ passages + 0.5 * codes) / (sure.sum(0)[:, None] + 0.5), dtype=np.float32)


def _likeness_of_words(group: Group, sure: Matrix) -> Matrix:
    try:
        weights = sparse.csr_matrix(
            word_weigher().set_params(ngram_range=(1, 1)).fit_transform([*group.passages, *group.codes])
        )
    except ValueError:
        return np.zeros(group.shape, dtype=np.float32)
    passages, codes = weights[: len(group.passages)], weights[len(group.passages) :]
    prototypes = sparse.csr_matrix(sparse.csr_matrix(sure.T) @ passages + 0.5 * codes)
    length = np.maximum(np.sqrt(np.asarray(prototypes.multiply(prototypes).sum(1))), 1e-9)
    return np.asarray((passages @ prototypes.T).toarray() / length.T, dtype=np.float32)


def standardise(measure: Matrix, usual: tuple[float, float] | None) -> Matrix:
    """`measure` in standard deviations from its mean over the group, leaning on the `usual` ones when it is small."""
    mean, deviation = usual or (0.0, 1.0)
    weight = measure.size / (measure.size + 20.0)
    middle = weight * float(measure.mean()) + (1 - weight) * mean
    spread = weight * float(measure.var()) + (1 - weight) * deviation**2
    return np.asarray((measure - middle) / np.sqrt(spread + 1e-9), dtype=np.float32)


def lead(measure: Matrix) -> Matrix:
    """By how much a code leads the passage's best other code; negative where it is behind."""
    if measure.shape[1] == 1:
        return np.zeros_like(measure)
    ordered = np.sort(measure, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.clip(measure - np.where(measure == best, second, best), -_MOST, _MOST)


def share_of_row(measure: Matrix, temperature: float) -> Matrix:
    powers = np.exp((measure - measure.max(1, keepdims=True)) / np.float32(temperature))
    return np.asarray(powers / powers.sum(1, keepdims=True), dtype=np.float32)


def logit(probability: Matrix) -> Matrix:
    safe = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(safe / (1 - safe)), dtype=np.float32)


def like(shape: Matrix, values: object) -> Matrix:
    return np.broadcast_to(np.asarray(values, dtype=np.float32), shape.shape)
