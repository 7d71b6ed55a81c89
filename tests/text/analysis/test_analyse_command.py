"""`heard analyse` at the terminal: one sentence for each mistake, its exit code, and nothing left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from moving_answers import ANSWERS

from heard.cli.main import ExitCode, main

WriteTable = Callable[..., Path]


@pytest.fixture
def table(write_table: WriteTable) -> Path:
    return write_table([(f"r{n}", answer) for n, answer in enumerate(ANSWERS)], ("ref", "answer"))


def test_the_result_is_four_files_and_a_sentence(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["analyse", str(table), "--column", "answer", "--id", "ref", "--out", str(tmp_path / "out")]
    assert main(words) == ExitCode.DONE
    said = capsys.readouterr()
    assert said.out.startswith("Of 18 answers, ")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "analysis.json", "assignments.csv", "report.html", "themes.csv"
    }  # fmt: skip


def test_away_from_a_terminal_each_stage_is_one_line(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["analyse", str(table), "--column", "answer", "--out", str(tmp_path / "out")])
    lines = capsys.readouterr().err.splitlines()
    assert "Reading files (1)" in lines
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--column", "oops"], ExitCode.BAD_USE, "There is no column “oops”"),
        (["--column", "answer", "--id", "oops"], ExitCode.BAD_USE, "There is no column “oops”"),
        (["--column", "answer", "--group", "oops"], ExitCode.BAD_USE, "There is no column “oops”"),
        (["--column", "answer", "--themes", "0"], ExitCode.BAD_USE, "--themes must be at least 1"),
        (["--column", "answer", "--themes", "900"], ExitCode.BAD_USE, "--themes 900 is more than"),
        (["--column", "answer", "--seed", "-1"], ExitCode.BAD_USE, "--seed must be"),
        (["--column", "answer", "--threshold", "2"], ExitCode.BAD_USE, "--threshold must be at least 3"),
    ],
)
def test_an_option_that_does_not_fit_is_one_sentence(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, sentence: str
) -> None:
    assert main(["analyse", str(table), "--out", str(tmp_path / "out"), *options]) == code
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last.startswith("heard analyse: ")
    assert sentence in last
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("nowhere.csv", None, ExitCode.UNREADABLE),
        ("empty.csv", b"", ExitCode.UNREADABLE),
        ("header.csv", b"answer\n", ExitCode.UNREADABLE),
        ("cut.pdf", b"%PDF-1.7 cut", ExitCode.UNREADABLE),
        ("cut.xlsx", b"PK\x03\x04cut", ExitCode.UNREADABLE),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(400), ExitCode.UNREADABLE),
        ("blank.txt", b" \n \n", ExitCode.UNREADABLE),
    ],
)
def test_a_file_that_gives_no_words_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, code: int
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["analyse", str(tmp_path / name), "--out", str(tmp_path / "out")]) == code
    said = capsys.readouterr().err
    assert said.strip().splitlines()[-1].startswith("heard analyse: ")
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_a_folder_in_which_nothing_can_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / "in" / name).write_bytes(b"\xff\xd8\xff\xe0" + bytes(400))
    assert main(["analyse", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == ExitCode.UNREADABLE
    assert "nothing to analyse" in capsys.readouterr().err


def test_a_folder_in_use_is_refused_before_anything_is_read(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    assert main(["analyse", str(table), "--column", "answer", "--out", str(tmp_path / "out")]) == ExitCode.BAD_USE
    said = capsys.readouterr().err
    assert "already holds “thesis.docx”" in said
    assert "Reading files" not in said


def test_ctrl_c_leaves_an_earlier_result_whole_and_nothing_else(table: Path, tmp_path: Path) -> None:
    words = [str(table), "--column", "answer", "--out", str(tmp_path / "out")]
    assert main(["analyse", *words]) == ExitCode.DONE
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    waiting = (
        "import sys, time; import heard.text.similarity as s; from heard.cli.main import main\n"
        "def wait(*_, **__):\n    print('waiting', flush=True); time.sleep(60)\n"
        "s.group_near_duplicates = wait\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", waiting, "analyse", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        os.kill(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in said
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "out"}


def test_a_bar_is_drawn_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from heard.cli.progress import show_progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with show_progress() as progress:
        progress("Reading files", 1, 2)
        progress("Reading files", 2, 2)
    assert "Reading files" in capsys.readouterr().err
