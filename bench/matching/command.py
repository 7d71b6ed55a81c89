"""`heard match` as a bench runs it: tables in, the rows of what it wrote out; and what is counted of them."""

import contextlib
import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from heard.cli.main import main as heard
from heard.text.encoder import Encoder
from heard.text.matching.encoder import AS_PUBLISHED

Row = dict[str, str]
Found = dict[str, list[float]]
_read_before: dict[tuple[Path, str], Any] = {}


@dataclass
class Run:
    """What one run of the command wrote."""

    matches: list[Row]
    next: list[Row]

    def scores(self) -> npt.NDArray[np.float32]:
        return np.array([float(row["score"]) for row in self.matches], dtype=np.float32)

    def accepted(self) -> set[tuple[str, str]]:
        return {(row["id"], row["code"]) for row in self.matches if row["accepted"] == "true"}


def match(
    answers: Iterable[Sequence[str]],
    codes: Iterable[Sequence[str]],
    examples: Iterable[Sequence[str]] = (),
    *options: str,
) -> Run:
    """Answers are id, text and group; codes are code, label, description and group; examples are text and code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "answers.csv", ("id", "text", "group"), answers)
        write(folder / "codes.csv", ("code", "label", "description", "group"), codes)
        words = [str(folder / "answers.csv"), str(folder / "codes.csv"), "--out", str(folder / "out"), *options]
        if rows := list(examples):
            write(folder / "examples.csv", ("text", "code"), rows)
            words += ["--examples", str(folder / "examples.csv")]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            failed = heard(["match", *words])
        if failed:
            raise SystemExit(said.getvalue())
        return Run(_rows(folder / "out" / "matches.csv"), _rows(folder / "out" / "next.csv"))


def write(path: Path, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@contextlib.contextmanager
def vectors_kept() -> Iterator[None]:
    """Texts that were read before are not read again. A text's vector never depends on what it is read with."""
    read = Encoder.encode

    def encode(self: Encoder, texts: Sequence[str], *told: Any) -> Any:
        new = [text for text in dict.fromkeys(texts) if (self.weights, text) not in _read_before]
        _read_before.update(zip([(self.weights, text) for text in new], read(self, new, *told), strict=True))
        return np.array([_read_before[self.weights, text] for text in texts], dtype=np.float32).reshape(-1, 384)

    with patch.object(Encoder, "encode", encode):
        yield


@contextlib.contextmanager
def published_encoder() -> Iterator[None]:
    """`heard match` with the encoder as it was published, which was taught nothing of matching."""
    with patch("heard.text.matching.matching.TAUGHT", AS_PUBLISHED):
        yield


def calibration_error(truth: npt.NDArray[Any], score: npt.NDArray[np.float32]) -> float:
    """Expected calibration error over ten equal bins: how far scores are from shares of pairs that are true."""
    bins = np.minimum((score * 10).astype(int), 9)
    gaps = [abs(truth[bins == b].mean() - score[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


def reliability(truth: npt.NDArray[Any], score: npt.NDArray[np.float32]) -> dict[str, float]:
    """How far scores can be believed as probabilities; `brier skill` is 0 for whoever tells only the usual share."""
    sure = score > 0.6
    return {
        "pairs": float(len(truth)),
        "share true": float(truth.mean()),
        "mean score": float(score.mean()),
        "calibration error": calibration_error(truth, score),
        "brier skill": float(1 - np.mean((score - truth) ** 2) / np.var(truth)),
        "true of scores above 0.6": float(truth[sure].mean()) if sure.any() else float("nan"),
    }


def micro_f1(given: set[tuple[str, str]], truth: dict[str, set[str]], asked: Sequence[str]) -> float:
    true = {(name, code) for name in asked for code in truth[name]}
    own = {pair for pair in given if pair[0] in set(asked)}
    return 2 * len(own & true) / max(1, len(own) + len(true))


def summary(found: Found) -> dict[str, Any]:
    return {name: {"mean": float(np.mean(values)), "runs": values} for name, values in found.items()}
