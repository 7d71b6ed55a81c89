"""Fits the model of words, weighs it against the network, and sets the threshold. Writes both into the package.

    python bench/safeguarding/fit.py

The network has to be there already (teach.py). The model of words is fitted on the messages that taught the network,
too. What the two are worth, and the threshold, is fitted on messages that neither has seen (`FITTED_ON`).
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from messages import FITTED_ON, TAUGHT_ON, read_messages
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from heard.text.safeguarding import flagging, network, word_model
from heard.text.safeguarding.passages import cut_into_passages
from heard.text.safeguarding.plain_words import plain_words
from heard.text.safeguarding.word_model import SIZE, runs_in

SHIPPED = network.WEIGHTS.parent
RECALL = 0.99
STRENGTH = 3.0  # of the regression; on the sets that taught nothing, 3 and 8 differ by .006 in the area under the curve
Matrix = Any


def main() -> None:
    taught, fitted = read_messages(TAUGHT_ON), read_messages(FITTED_ON)
    truth = np.array([message["disclosure"] for message in taught])
    known = np.array([message["disclosure"] for message in fitted])
    runs = count_runs([message["text"] for message in taught])
    rarity = [np.log((1 + len(taught)) / (1 + np.bincount(kind.indices, minlength=SIZE))) + 1 for kind in runs]
    words = LogisticRegression(C=STRENGTH, max_iter=3000).fit(weigh(runs, rarity), truth)
    write_words(words, rarity)
    passages = [cut_into_passages(each["text"]) for each in fitted]
    scores = np.array([max(map(both_scores, own), key=sum) for own in passages])
    weighed = LogisticRegression(C=1.0).fit(scores, known)
    chances = weighed.predict_proba(scores)[:, 1]
    for name, each in (("meaning", scores[:, 0]), ("words", scores[:, 1]), ("both", chances)):
        print(f"{name}: area under the curve {roc_auc_score(known, each):.3f}")
    threshold = float(np.quantile(chances[known], 1 - RECALL))
    print(f"threshold {threshold:.4f}: of the harmless {np.mean(chances[~known] >= threshold):.3f} are flagged")
    write_weights(weighed, threshold)


def both_scores(passage: str) -> tuple[float, float]:
    """What the network and the model of words say of it."""
    return network.score_meaning(passage), word_model.score_words(plain_words(passage))


def count_runs(texts: Sequence[str]) -> list[Matrix]:
    """For words and for letters: texts × places, 1 + the logarithm of how often each run occurs."""
    rows: list[list[tuple[Any, Any]]] = [list(runs_in(plain_words(text))) for text in texts]
    found = []
    for kind in range(2):
        starts = np.cumsum([0, *(len(row[kind][0]) for row in rows)])
        places = np.concatenate([row[kind][0] for row in rows])
        counts = np.concatenate([row[kind][1] for row in rows])
        found.append(csr_matrix((1 + np.log(counts), places, starts), shape=(len(rows), SIZE)))
    return found


def weigh(runs: Sequence[Matrix], rarity: Sequence[Any]) -> Matrix:
    """Each kind weighed by rarity and made of length 1, side by side."""
    weighed = [kind.multiply(rare).tocsr() for kind, rare in zip(runs, rarity, strict=True)]
    lengths = [np.sqrt(np.asarray(kind.multiply(kind).sum(1)).ravel()) for kind in weighed]
    return hstack(
        [kind.multiply(1 / np.maximum(own, 1e-9)[:, None]) for kind, own in zip(weighed, lengths, strict=True)]
    ).tocsr()


def write_words(words: Any, rarity: Sequence[Any]) -> None:
    np.savez_compressed(
        SHIPPED / "words.npz",
        intercept=words.intercept_[0],
        rarity=np.stack(rarity).astype(np.float16),
        weights=words.coef_.reshape(2, SIZE).astype(np.float16),
    )
    word_model.read_model.cache_clear()


def write_weights(weighed: Any, threshold: float) -> None:
    weights = {
        "intercept": float(weighed.intercept_[0]),
        "meaning": float(weighed.coef_[0, 0]),
        "words": float(weighed.coef_[0, 1]),
        "threshold": threshold,
    }
    (SHIPPED / "weights.json").write_text(json.dumps(weights, indent=1) + "\n")
    flagging.read_weights.cache_clear()


if __name__ == "__main__":
    main()
