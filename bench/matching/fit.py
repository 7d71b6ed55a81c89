"""Fits the ranker of `heard match` and writes src/heard/text/matching/weights.json.

    python bench/matching/fit.py ../shared/data/kpa SCRATCH

SCRATCH holds the encoders that train_encoder.py wrote. Fitted on the train split of KPA-2021 alone (24 topics);
everything that is chosen is chosen by cross-validation over whole topics within it, on vectors from encoders that have
not seen the topic either. The dev split is for reporting (run.py), never for choosing.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from kpa import UNDECIDED, TopicAndStance, f1, folds_of, mean_average_precision, none_f1, read_split
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from heard.text.encoder import Encoder
from heard.text.matching.calibration import doubt_few
from heard.text.matching.encoder import MOST_TOKENS
from heard.text.matching.few_shot import Lesson, learn_shares, taught_features
from heard.text.matching.grouping import Vectors, build_group, cut_answers, texts_to_encode, word_code
from heard.text.matching.likeness import MEASURES, Group, Matrix, measure_likeness
from heard.text.matching.pair_features import first_look, second_look
from heard.text.matching.ranker import _ranker, add_up

TARGET = Path(__file__).parents[2] / "src/heard/text/matching/weights.json"
FOLDS = 8
EXAMPLES = (1, 2, 3, 5)  # examples a code, in lessons made up from the train split; more would leave little but “none”


Encode = Callable[[Sequence[str]], Matrix]
Features = dict[str, Matrix]


def prepare(topics: Sequence[TopicAndStance], encode: Encode) -> list[Group]:
    cuts = [cut_answers([" ".join(text.split()) for text in topic.arguments]) for topic in topics]
    wordings = [[word_code(key_point, "") for key_point in topic.key_points] for topic in topics]
    texts = [text for cut, words in zip(cuts, wordings, strict=True) for text in texts_to_encode(cut, words)]
    vectors = Vectors(texts, encode)
    return [build_group(cut, words, vectors) for cut, words in zip(cuts, wordings, strict=True)]


def fit_ranker(features: Sequence[Features], labels: Sequence[npt.NDArray[np.int_]], strength: float) -> dict[str, Any]:
    """Weights as they stand in weights.json."""
    names = list(features[0])
    truth = np.concatenate([label.ravel() for label in labels])
    known = truth != UNDECIDED
    table = np.stack([np.concatenate([one[name].ravel() for one in features])[known] for name in names], 1)
    means, deviations = table.mean(0), table.std(0) + 1e-6
    table = np.clip((table - means) / deviations, -4, 4)
    learner = LogisticRegression(C=strength, max_iter=500).fit(table, truth[known])
    rows = zip(names, means, deviations, learner.coef_[0], strict=True)
    return {
        "features": [
            {"name": name, "mean": _short(mean), "deviation": _short(deviation), "weight": _short(weight)}
            for name, mean, deviation, weight in rows
        ],
        "intercept": _short(learner.intercept_[0]),
    }


def _short(number: float) -> float:
    return float(f"{number:.5g}")


def out_of_fold(
    features: Sequence[Features], labels: Sequence[npt.NDArray[np.int_]], topics: Sequence[str], strength: float
) -> list[Matrix]:
    """Each group’s probabilities from a ranker that saw none of its topic."""
    found: list[Any] = [None] * len(features)
    for taught, asked in GroupKFold(FOLDS).split(features, groups=topics):
        ranker = _ranker(fit_ranker([features[i] for i in taught], [labels[i] for i in taught], strength))
        for i in asked:
            (total,) = add_up(iter(features[i].items()), ranker)
            found[i] = ranker.probability(total)
    return found


def log_loss(labels: Sequence[npt.NDArray[np.int_]], probabilities: Sequence[Matrix]) -> float:
    truth = np.concatenate([label.ravel() for label in labels])
    given = np.clip(np.concatenate([p.ravel() for p in probabilities]), 1e-6, 1 - 1e-6)
    known = truth != UNDECIDED
    return float(-np.mean(np.where(truth[known] == 1, np.log(given[known]), np.log(1 - given[known]))))


def best_threshold(topics: Sequence[TopicAndStance], probabilities: Sequence[Matrix]) -> float:
    """Where micro-F1, “none” being one of the labels, is highest."""
    steps = np.arange(0.15, 0.7, 0.01)
    return round(float(max(steps, key=lambda step: f1(list(topics), [p >= step for p in probabilities]))), 2)


def usual_spread(likeness: Sequence[dict[str, Matrix]]) -> dict[str, tuple[float, float]]:
    return {
        name: (
            _short(float(np.mean([one[name].mean() for one in likeness]))),
            _short(float(np.mean([one[name].std() for one in likeness]))),
        )
        for name in MEASURES
    }


def make_lesson(
    topic: TopicAndStance, group: Group, by_meaning: Matrix, number: int, seed: int
) -> tuple[Group, Lesson, Matrix, npt.NDArray[np.int_]]:
    """Takes `number` arguments of each key point away as examples; what is left is to be coded."""
    chance = np.random.default_rng(seed)
    true = topic.labels == 1
    taken: set[int] = set()
    for code in range(true.shape[1]):
        having = [i for i in np.flatnonzero(true[:, code]) if i not in taken]
        taken |= set(chance.permutation(having)[:number].tolist())
    if seed % 2:  # analysts may teach “none” too
        taken |= set(chance.permutation(np.flatnonzero(~true.any(1)))[:number].tolist())
    examples = np.array(sorted(taken), dtype=int)
    left = np.array([i for i in range(len(topic.ids)) if i not in taken])
    lesson = Lesson([group.passages[i] for i in examples], group.vectors[examples], true[examples])
    return _only(group, left), lesson, by_meaning[left], topic.labels[left]


def _only(group: Group, rows: npt.NDArray[np.int_]) -> Group:
    place = {int(row): new for new, row in enumerate(rows)}
    kept = np.array([i for i, owner in enumerate(group.sentence_of) if int(owner) in place])
    return Group(
        passages=[group.passages[i] for i in rows],
        vectors=group.vectors[rows],
        weights=group.weights[rows],
        sentence_vectors=group.sentence_vectors[kept],
        sentence_of=np.array([place[int(group.sentence_of[i])] for i in kept]),
        codes=group.codes,
        code_vectors=group.code_vectors,
    )


def encoder_in(weights: Path) -> Encode:
    return Encoder(weights, MOST_TOKENS).encode


def prepare_unseen(topics: Sequence[TopicAndStance], scratch: Path) -> list[Group]:
    """Each topic’s groups with vectors from the encoder that was taught without it."""
    folds = folds_of([one.topic for one in topics])
    found: dict[int, Group] = {}
    for fold in sorted(set(folds.values())):
        own = [place for place, one in enumerate(topics) if folds[one.topic] == fold]
        groups = prepare([topics[place] for place in own], encoder_in(scratch / f"without-{fold}.onnx"))
        found |= dict(zip(own, groups, strict=True))
    return [found[place] for place in range(len(topics))]


def fit(folder: Path, scratch: Path) -> dict[str, Any]:
    topics = read_split(folder, "train")
    groups = prepare_unseen(topics, scratch)
    if any(len(g.passages) != len(t.ids) for g, t in zip(groups, topics, strict=True)):
        raise SystemExit("An argument was cut into several passages; the fit takes one each.")
    names, labels = [t.topic for t in topics], [t.labels for t in topics]
    likeness = [measure_likeness(group) for group in groups]
    usual = usual_spread(likeness)
    looks = [dict(first_look(group, like, usual)) for group, like in zip(groups, likeness, strict=True)]
    guesses = out_of_fold(looks, labels, names, 0.03)
    tell("first look", topics, labels, guesses)
    both = [look | dict(second_look(g, guess)) for look, g, guess in zip(looks, groups, guesses, strict=True)]
    by_meaning = out_of_fold(both, labels, names, 0.03)
    by_meaning = [doubt_few(p, len(t.ids)) for p, t in zip(by_meaning, topics, strict=True)]
    tell("second look", topics, labels, by_meaning)
    lessons = [
        (topic.topic, *make_lesson(topic, group, p, number, seed))
        for seed, number in enumerate(EXAMPLES * 2)
        for topic, group, p in zip(topics, groups, by_meaning, strict=True)
    ]
    taught = [dict(taught_features(lesson, p, learn_shares(g, lesson, p))) for _, g, lesson, p, _ in lessons]
    taught_labels = [one[4] for one in lessons]
    with_examples = out_of_fold(taught, taught_labels, [one[0] for one in lessons], 0.03)
    coded = [TopicAndStance(one[0], "", labels=one[4]) for one in lessons]
    for number in EXAMPLES:
        chosen = [i for i in range(len(lessons)) if (EXAMPLES * 2)[i // len(topics)] == number]
        tell(
            f"{number} examples",
            [coded[i] for i in chosen],
            [taught_labels[i] for i in chosen],
            [with_examples[i] for i in chosen],
        )
        tell(
            "  by meaning",
            [coded[i] for i in chosen],
            [taught_labels[i] for i in chosen],
            [lessons[i][3] for i in chosen],
        )
    return {
        "fitted_on": "KPA-2021, train split (IBM/KPA_2021_shared_task, CDLA-Sharing-1.0)",
        "first": fit_ranker(looks, labels, 0.03),
        "second": fit_ranker(both, labels, 0.03),
        "with_examples": fit_ranker(taught, taught_labels, 0.03),
        "usual": usual,
    }


def tell(
    what: str, topics: Sequence[TopicAndStance], labels: Sequence[npt.NDArray[np.int_]], given: Sequence[Matrix]
) -> None:
    found = mean_average_precision(list(topics), list(given))
    step = best_threshold(topics, given)
    accepted = [p >= step for p in given]
    print(
        f"{what:14} mAP {found['strict']:.3f}/{found['relaxed']:.3f}, log loss {log_loss(labels, given):.4f}, "
        f"F1 {f1(list(topics), accepted):.3f} ({f1(list(topics), accepted, with_none=False):.3f} without none), "
        f"none {none_f1(list(topics), accepted):.3f} at {step}",
        flush=True,
    )


def main() -> None:
    folder, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    found = json.loads(TARGET.read_text(encoding="utf-8")) | fit(folder, scratch)  # “subject” is fit_subject.py’s
    TARGET.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
