"""Key-point matching without any example: the dev split of KPA-2021, which chose nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from command import Run, match, published_encoder, reliability
from kpa import TopicAndStance, f1, mean_average_precision, none_f1, read_split
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from heard.text.encoder import encode

Scores = list[npt.NDArray[np.float32]]


def measure(data: Path) -> dict[str, Any]:
    topics = read_split(data / "kpa", "dev")
    found = {"heard match": judge(topics, match_all(topics))}
    with published_encoder():
        found["heard match, encoder as published"] = judge(topics, match_all(topics))
    for name, score in peers_of(topics).items():
        found[name] = mean_average_precision(topics, score)
    return {
        "reported on": "KPA-2021 dev (8 groups, 4 topics)",
        "chosen on": "the encoder's upper layers and the ranker: KPA-2021 train (24 other topics)",
        "results": found,
    }


def match_all(topics: list[TopicAndStance]) -> Run:
    answers = [(a, text, f"{t.topic} {t.stance}") for t in topics for a, text in zip(t.ids, t.arguments, strict=True)]
    codes = [
        (k, text, "", f"{t.topic} {t.stance}") for t in topics for k, text in zip(t.code_ids, t.key_points, strict=True)
    ]
    return match(answers, codes)


def judge(topics: list[TopicAndStance], run: Run) -> dict[str, float]:
    given = {(row["id"], row["code"]): float(row["score"]) for row in run.matches}
    taken = run.accepted()
    scores = [as_matrix(t, lambda a, k: given[a, k]) for t in topics]
    accepted = [as_matrix(t, lambda a, k: (a, k) in taken) > 0 for t in topics]
    truth = np.concatenate([(t.labels == 1)[t.decided] for t in topics])
    judged = np.concatenate([score[t.decided] for score, t in zip(scores, topics, strict=True)])
    return mean_average_precision(topics, scores) | {
        "f1 with none": f1(topics, accepted),
        "f1 of pairs": f1(topics, accepted, with_none=False),
        "f1 of none": none_f1(topics, accepted),
        "calibration error": reliability(truth, judged)["calibration error"],
    }


def as_matrix(topic: TopicAndStance, value: Callable[[str, str], float]) -> npt.NDArray[np.float32]:
    return np.array([[value(a, k) for k in topic.code_ids] for a in topic.ids], dtype=np.float32)


def peers_of(topics: list[TopicAndStance]) -> dict[str, Scores]:
    letters = [cosines(t, TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))) for t in topics]
    pairs = [(encode(t.arguments), encode(t.key_points)) for t in topics]
    centred = [unit(a - a.mean(0)) @ unit(k - a.mean(0)).T for a, k in pairs]
    return {
        "TF-IDF, words": [cosines(t, TfidfVectorizer(ngram_range=(1, 2))) for t in topics],
        "TF-IDF, letters": letters,
        "MiniLM, cosine": [a @ k.T for a, k in pairs],
        "MiniLM centred + TF-IDF letters": [z(c) + z(t) for c, t in zip(centred, letters, strict=True)],
    }


def cosines(topic: TopicAndStance, weigher: TfidfVectorizer) -> npt.NDArray[np.float32]:
    weights = sparse.csr_matrix(weigher.fit_transform([*topic.arguments, *topic.key_points]))
    cut = len(topic.arguments)
    return np.asarray((weights[:cut] @ weights[cut:].T).toarray(), dtype=np.float32)


def unit(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def z(scores: Any) -> Any:
    return (scores - scores.mean()) / (scores.std() + 1e-9)
