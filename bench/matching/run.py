"""How well `heard match` finds codes, beside simple peers, on the same data in one run.

    python bench/matching/run.py ../shared/data

Writes bench/results/matching.json and prints the table of bench/matching/README.md. Every figure of `heard match` comes
from the files that the command writes. What was fitted or chosen, and on which set: see “chosen on” in each result.
"""

import csv
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from kpa import TopicAndStance, f1, mean_average_precision, none_f1, read_split
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from heard.cli.main import main as heard

RESULTS = Path(__file__).parents[1] / "results" / "matching.json"
SEEDS = (1, 2, 3)
FORMULA = "average precision × share of positives in the top half (the official script since 2021-09-23, 2f5e2d5)"

Scores = list[npt.NDArray[np.float32]]


def main() -> None:
    data = Path(sys.argv[1])
    results = {
        "machine": f"{platform.processor() or platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("numpy", "scikit-learn", "onnxruntime", "tokenizers")},
        "formula": FORMULA,
        "key points": measure_key_points(data / "kpa"),
        "few-shot": measure_few_shot(data / "banking77" / "train.csv"),
        "consultation": measure_consultation(data / "consultation" / "gambling_part_1"),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    tell(results)


def match(
    answers: Iterable[Sequence[str]],
    codes: Iterable[Sequence[str]],
    examples: Iterable[Sequence[str]] = (),
    *options: str,
) -> tuple[list[dict[str, str]], float]:
    """The rows of matches.csv, and the processor seconds of the whole command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "answers.csv", ("id", "text", "group"), answers)
        write(folder / "codes.csv", ("code", "label", "description", "group"), codes)
        words = [
            "match",
            str(folder / "answers.csv"),
            str(folder / "codes.csv"),
            "--out",
            str(folder / "out"),
            *options,
        ]
        if rows := list(examples):
            write(folder / "examples.csv", ("text", "code"), rows)
            words += ["--examples", str(folder / "examples.csv")]
        start = time.process_time()
        if heard(words):
            raise SystemExit("heard match failed.")
        spent = time.process_time() - start
        with (folder / "out" / "matches.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file)), spent


def scores_of(matches: list[dict[str, str]]) -> npt.NDArray[np.float32]:
    return np.array([float(row["score"]) for row in matches], dtype=np.float32)


def write(path: Path, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def measure_key_points(folder: Path) -> dict[str, Any]:
    """Key-point matching on the dev split, which chose nothing."""
    topics = read_split(folder, "dev")
    answers = [(a, text, f"{t.topic} {t.stance}") for t in topics for a, text in zip(t.ids, t.arguments, strict=True)]
    codes = [
        (k, text, "", f"{t.topic} {t.stance}") for t in topics for k, text in zip(t.code_ids, t.key_points, strict=True)
    ]
    rows, spent = match(answers, codes)
    given = {(row["id"], row["code"]): row for row in rows}
    scores = [as_matrix(t, lambda a, k: float(given[a, k]["score"])) for t in topics]
    accepted = [as_matrix(t, lambda a, k: given[a, k]["accepted"] == "true") > 0 for t in topics]
    truth = np.concatenate([(t.labels == 1)[t.decided] for t in topics])
    judged = np.concatenate([score[t.decided] for score, t in zip(scores, topics, strict=True)])
    found = {
        "heard match": mean_average_precision(topics, scores)
        | {
            "f1 with none": f1(topics, accepted),
            "f1 of pairs": f1(topics, accepted, with_none=False),
            "f1 of none": none_f1(topics, accepted),
            "calibration error": calibration_error(truth, judged),
            "cpu seconds": spent,
        }
    }
    for name, score in peers_of(topics).items():
        found[name] = mean_average_precision(topics, score)
    return {"reported on": "KPA-2021 dev (8 groups)", "chosen on": "KPA-2021 train, across topics", "results": found}


def as_matrix(topic: TopicAndStance, value: Callable[[str, str], float]) -> npt.NDArray[np.float32]:
    return np.array([[value(a, k) for k in topic.code_ids] for a in topic.ids], dtype=np.float32)


def peers_of(topics: list[TopicAndStance]) -> dict[str, Scores]:
    words = [cosines(t, TfidfVectorizer(ngram_range=(1, 2))) for t in topics]
    letters = [cosines(t, TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))) for t in topics]
    found = {"TF-IDF, words": words, "TF-IDF, letters": letters}
    encode = plain_encoder()
    if encode:
        pairs = [(encode(t.arguments), encode(t.key_points)) for t in topics]
        found["MiniLM, cosine"] = [a @ k.T for a, k in pairs]
        centred = [unit(a - a.mean(0)) @ unit(k - a.mean(0)).T for a, k in pairs]
        found["MiniLM centred + TF-IDF letters (our trial)"] = [
            z(c) + z(t) for c, t in zip(centred, letters, strict=True)
        ]
    return found


def cosines(topic: TopicAndStance, weigher: TfidfVectorizer) -> npt.NDArray[np.float32]:
    weights = sparse.csr_matrix(weigher.fit_transform([*topic.arguments, *topic.key_points]))
    cut = len(topic.arguments)
    return np.asarray((weights[:cut] @ weights[cut:].T).toarray(), dtype=np.float32)


def plain_encoder() -> Callable[[Sequence[str]], npt.NDArray[np.float32]] | None:
    """MiniLM as it comes: the encoder of themes."""
    try:
        from heard.text.encoder import encode
    except ImportError:
        print("heard.text.encoder is not there, so peers that need it are left out.", file=sys.stderr)
        return None
    return lambda texts: np.asarray(encode(list(texts)), dtype=np.float32)


def unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def z(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return (scores - scores.mean()) / (scores.std() + 1e-9)


def measure_few_shot(path: Path) -> dict[str, Any]:
    """10 examples of each of 77 intents, about 50 others of each to be coded; the half of the rows that chose
    nothing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["category"] for row in rows})
    codes = [(name, name.replace("_", " "), "", "") for name in names]
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        taught, asked = draw(rows, names, half=1, seed=seed)
        answers = [(str(place), rows[place]["text"], "") for place in asked]
        examples = [(rows[place]["text"], rows[place]["category"]) for place in taught]
        matches, spent = match(answers, codes, examples, "--single-label")
        chosen = {row["id"]: row["code"] for row in matches if row["accepted"] == "true"}
        true = np.array([row["code"] == rows[int(row["id"])]["category"] for row in matches])
        right = [chosen[str(place)] == rows[place]["category"] for place in asked]
        keep(found, "heard match", float(np.mean(right)))
        keep(found, "heard match: calibration error", calibration_error(true, scores_of(matches)))
        keep(found, "heard match: cpu seconds", spent)
        for name, accuracy in few_shot_peers([rows[i] for i in taught], [rows[i] for i in asked]).items():
            keep(found, name, accuracy)
    return {
        "reported on": "banking77 train, rows of odd place within their intent, 3 draws",
        "chosen on": "banking77 train, rows of even place within their intent",
        "results": {name: {"mean": float(np.mean(values)), "runs": values} for name, values in found.items()},
    }


def draw(
    rows: list[dict[str, str]], names: list[str], *, half: int, seed: int, most: int = 60
) -> tuple[list[int], list[int]]:
    """10 examples of each intent, and at most `most` minus 10 others of it, all from one half of the rows."""
    fixed, chance = np.random.default_rng(100), np.random.default_rng(seed)
    taught: list[int] = []
    asked: list[int] = []
    for name in names:
        own = fixed.permutation([place for place, row in enumerate(rows) if row["category"] == name])[half::2]
        drawn = chance.permutation(own)
        taught += drawn[:10].tolist()
        asked += drawn[10:most].tolist()
    return taught, asked


def few_shot_peers(taught: list[dict[str, str]], asked: list[dict[str, str]]) -> dict[str, float]:
    labels, truth = [row["category"] for row in taught], np.array([row["category"] for row in asked])
    texts = [[row["text"] for row in part] for part in (taught, asked)]
    weigher = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True).fit(texts[0])
    letters = LogisticRegression(C=100, max_iter=300).fit(weigher.transform(texts[0]), labels)
    shares = {"TF-IDF letters + logistic regression": letters.predict_proba(weigher.transform(texts[1]))}
    encode = plain_encoder()
    if encode:
        known, unknown = encode(texts[0]), encode(texts[1])
        meaning = LogisticRegression(C=30, max_iter=300).fit(known, labels)
        shares["MiniLM + logistic regression"] = meaning.predict_proba(unknown)
        shares["both (our trial)"] = shares["MiniLM + logistic regression"] * np.sqrt(next(iter(shares.values())))
    return {name: float((letters.classes_[share.argmax(1)] == truth).mean()) for name, share in shares.items()}


def measure_consultation(folder: Path) -> dict[str, Any]:
    """100 answers, 13 codes of which two are for what is left over; 3 answers with each theme are the examples."""
    answers = [json.loads(line) for line in (folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()]
    mapped = [json.loads(line) for line in (folder / "mapping.jsonl").read_text(encoding="utf-8").splitlines()]
    themes = json.loads((folder / "themes.json").read_text(encoding="utf-8"))
    truth = {str(one["response_id"]): set(one["labels"]) for one in mapped}
    texts = {str(one["response_id"]): one["response"] for one in answers}
    codes = [(t["topic_id"], t["topic_label"], t["topic_description"], "") for t in themes]
    found: dict[str, list[float]] = {}
    for seed in range(10):
        taught = draw_answers(truth, [code[0] for code in codes], seed)
        left = [name for name in texts if name not in taught]
        rows = [(name, texts[name], "") for name in left]
        complete = [(texts[name], code) for name in taught for code in sorted(truth[name])]
        single = [(texts[name], code) for name, code in taught.items()]
        for what, examples in (("no examples", []), ("3 examples", complete), ("3 examples, one code each", single)):
            matches, _ = match(rows, codes, examples)
            keep(found, f"{what}: micro-F1", micro_f1(matches, truth, left))
            true = np.array([row["code"] in truth[row["id"]] for row in matches])
            keep(found, f"{what}: calibration error", calibration_error(true, scores_of(matches)))
        everything, _ = match([(name, text, "") for name, text in texts.items()], codes, complete)
        keep(found, "3 examples, over all answers: micro-F1", micro_f1(everything, truth, list(texts)))
    return {
        "reported on": "gambling_part_1, 10 draws of examples; the answers that are not examples",
        "chosen on": "nothing is fitted on it, but it was looked at while the method was made",
        "results": {name: {"mean": float(np.mean(values)), "runs": values} for name, values in found.items()},
    }


def draw_answers(truth: dict[str, set[str]], codes: list[str], seed: int) -> dict[str, str]:
    """Three answers of each code that has as many, and the code that each was drawn for."""
    chance = np.random.default_rng(seed)
    taken: dict[str, str] = {}
    for code in codes:
        having = [name for name, own in truth.items() if code in own and name not in taken]
        taken |= dict.fromkeys(chance.permutation(having)[:3].tolist(), code)
    return taken


def micro_f1(matches: list[dict[str, str]], truth: dict[str, set[str]], asked: Sequence[str]) -> float:
    given = {(row["id"], row["code"]) for row in matches if row["accepted"] == "true"}
    true = {(name, code) for name in asked for code in truth[name]}
    return 2 * len(given & true) / max(1, len(given) + len(true))


def calibration_error(truth: npt.NDArray[np.bool_], score: npt.NDArray[np.float32]) -> float:
    """Expected calibration error over ten equal bins: how far scores are from shares of pairs that are true."""
    bins = np.minimum((score * 10).astype(int), 9)
    gaps = [abs(truth[bins == b].mean() - score[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


def keep(found: dict[str, list[float]], name: str, value: float) -> None:
    found.setdefault(name, []).append(value)


def tell(results: dict[str, Any]) -> None:
    print(f"\nFormula of mAP: {FORMULA}.")
    for part in ("key points", "few-shot", "consultation"):
        print(f"\n{part}: reported on {results[part]['reported on']}; chosen on {results[part]['chosen on']}")
        for name, values in results[part]["results"].items():
            print(f"  {name:45}", ", ".join(f"{k} {v:.3f}" for k, v in values.items() if isinstance(v, float)))


if __name__ == "__main__":
    main()
