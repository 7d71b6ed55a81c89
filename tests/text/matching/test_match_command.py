"""`heard match`: tables in, four files out, and a plain sentence for everything that does not fit."""

import csv
import json
from pathlib import Path

import pytest
from library_consultation import CODEBOOK, CODES, TABLE, WORDS

from heard.cli.main import main


def run(folder: Path, responses: str = TABLE, codebook: str = CODEBOOK, examples: str = "", *more: str) -> int:
    (folder / "answers.csv").write_text(responses, encoding="utf-8")
    (folder / "codes.csv").write_text(codebook, encoding="utf-8")
    words = ["match", str(folder / "answers.csv"), str(folder / "codes.csv"), "--out", str(folder / "out"), *more]
    if examples:
        (folder / "examples.csv").write_text(examples, encoding="utf-8")
        words += ["--examples", str(folder / "examples.csv")]
    return main(words)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "out" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accounting(folder: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((folder / "out" / "accounting.json").read_text(encoding="utf-8"))
    return loaded


def test_every_pair_has_a_row_and_the_sum_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 0
    pairs = [(row["id"], row["code"]) for row in rows(tmp_path, "matches.csv")]
    assert pairs == [(name, code.id) for name, _ in WORDS[:-1] for code in CODES]
    sums = accounting(tmp_path)["accounting"]
    assert isinstance(sums, dict)
    assert sums["answers"] == 10 == sums["coded"] + sums["none"] + sums["empty"] + sums["unreadable"]
    assert [row["id"] for row in rows(tmp_path, "answers.csv")] == [name for name, _ in WORDS]
    told = capsys.readouterr()
    assert "Of 10 answers" in told.out
    assert "1 answer (row 11) says nothing" in told.err


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    files = ("matches.csv", "answers.csv", "next.csv", "accounting.json")
    run(tmp_path)
    first = [(tmp_path / "out" / name).read_bytes() for name in files]
    run(tmp_path)
    assert [(tmp_path / "out" / name).read_bytes() for name in files] == first


def test_single_label_gives_each_answer_exactly_one_code(tmp_path: Path) -> None:
    examples = "text,code\nopen on sundays,hours\nnew novels,books\n"
    assert run(tmp_path, TABLE, CODEBOOK, examples, "--single-label") == 0
    accepted = [row["id"] for row in rows(tmp_path, "matches.csv") if row["accepted"] == "true"]
    assert accepted == [name for name, _ in WORDS[:-1]]


def test_an_example_with_a_code_that_is_not_in_the_codebook_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, examples="text,code\nopen on sundays,hours\nfree tea,tea\n") == 0
    assert "1 row of examples.csv (row 3) has a code that the codebook does not hold" in capsys.readouterr().err
    assert {row["code"] for row in rows(tmp_path, "matches.csv")} == {code.id for code in CODES}


def test_a_column_group_in_one_table_alone_is_not_used_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, codebook="code,label,group\n1,Longer opening hours,q1\n") == 0
    assert "groups are not used" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("responses", "codebook", "sentence"),
    [
        ("id,answer\n1,open it\n", CODEBOOK, "answers.csv has no column “text”"),
        (TABLE, "code,title\n1,Hours\n", "codes.csv has no column “label”"),
        (TABLE, "code,label\n", "codes.csv holds no codes"),
        ("id,text\n", CODEBOOK, "answers.csv holds no answers"),
        (TABLE, "code,label\n1,Hours\n1,Books\n", "has the code “1” twice, in rows 2 and 3"),
        ("id,text\n1,open it\n1,close it\n", CODEBOOK, "has the id “1” twice, in rows 2 and 3"),
        (TABLE, "code,label\n1,Hours\n2,\n", "Row 3 of codes.csv has no label"),
    ],
)
def test_a_table_that_does_not_fit_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], responses: str, codebook: str, sentence: str
) -> None:
    assert run(tmp_path, responses, codebook) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_somebody_elses_files_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear all")
    assert run(tmp_path) == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_an_answer_without_an_id_is_named_by_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "id,text\n,open it on Sundays\nb,new books please\n") == 0
    assert [row["id"] for row in rows(tmp_path, "answers.csv")] == ["row 2", "b"]
    assert "(row 2); the row’s number is used" in capsys.readouterr().err


def test_codes_of_one_text_count_together_however_it_is_spaced_and_written(tmp_path: Path) -> None:
    examples = f'text,code\n"{WORDS[0][1]}",hours\n"{WORDS[0][1].upper()} ",warm\n'
    assert run(tmp_path, TABLE, CODEBOOK, examples) == 0
    assert rows(tmp_path, "answers.csv")[0]["codes"] == "hours; warm"


GROUPED = (
    "id,text,group\n1,The bus is late,q1\n2,None of it helped,q1\n1,None of it helped,q2\n2,The group saved me,q2\n"
)
GROUPED_CODES = "code,label,group\nA,Late buses,q1\nB,No money,q1\nA,Counselling,q2\nC,Support groups,q2\n"


def test_an_example_without_a_group_is_of_the_groups_in_which_somebody_said_it(tmp_path: Path) -> None:
    examples = "text,code\nThe bus is late,A\nNone of it helped,\n"
    assert run(tmp_path, GROUPED, GROUPED_CODES, examples) == 0
    assert [row["by_analyst"] for row in rows(tmp_path, "matches.csv")] == ["true"] * 6 + ["false"] * 2
    assert [row["codes"] for row in rows(tmp_path, "answers.csv")[:3]] == ["A", "", ""]
    sums = accounting(tmp_path)["accounting"]
    assert isinstance(sums, dict)
    assert sums["examples"] == 3  # “None of it helped” is one in each group; “Counselling” has none


def test_an_example_of_none_that_could_be_of_any_group_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, GROUPED, GROUPED_CODES, "text,code\nNobody said this,\nThe bus is late,A\n") == 0
    assert "(row 2) says that no code applies, but not in which group" in capsys.readouterr().err


def test_what_is_accepted_is_what_stands_in_the_file_at_the_threshold_or_above(tmp_path: Path) -> None:
    run(tmp_path)
    threshold = accounting(tmp_path)["threshold"]
    assert isinstance(threshold, float)
    for row in rows(tmp_path, "matches.csv"):
        assert (row["accepted"] == "true") == (float(row["score"]) >= threshold)
