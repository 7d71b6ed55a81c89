"""Ways to put answers into a table, analyse them, and read the files that were written."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from heard.text.analysis import Request, analyse, write_analysis
from heard.text.analysis.result import Analysis


@dataclass(frozen=True)
class Written:
    """The files of one result."""

    folder: Path

    @property
    def analysis(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.folder / "analysis.json").read_text(encoding="utf-8"))
        return loaded

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def report(self) -> str:
        return (self.folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture
def write_table(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Sequence[Sequence[str]], columns: Sequence[str] = ("answer",), name: str = "answers.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        return path

    return write


@pytest.fixture
def analyse_answers(write_table: Callable[..., Path]) -> Callable[..., Analysis]:
    """Analyse answers given as texts, in the column “answer” beside an id."""

    def run(answers: Sequence[str], **options: Any) -> Analysis:
        path = write_table([(f"r{number}", answer) for number, answer in enumerate(answers)], ("ref", "answer"))
        request = Request(paths=(path,), column="answer", id_column="ref")
        return analyse(replace(request, **options))

    return run


@pytest.fixture
def write_result(tmp_path: Path) -> Callable[[Analysis], Written]:
    def write(analysis: Analysis) -> Written:
        write_analysis(analysis, tmp_path / "result")
        return Written(tmp_path / "result")

    return write
