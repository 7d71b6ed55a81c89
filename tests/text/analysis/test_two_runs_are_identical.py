"""The same files and options give the same bytes: no clock, no path, no chance."""

from collections.abc import Callable
from pathlib import Path

from moving_answers import ANSWERS, LETTER, NOTHING

from heard.text.analysis import Request, analyse, write_analysis
from heard.text.analysis.output_folder import FILES


def written(request: Request, folder: Path) -> dict[str, bytes]:
    write_analysis(analyse(request), folder)
    return {name: (folder / name).read_bytes() for name in FILES}


def rows() -> list[tuple[str, str, str]]:
    texts = [*ANSWERS, *NOTHING, LETTER, LETTER]
    return [(f"r{number}", text, "Wales" if number % 3 else "Kent") for number, text in enumerate(texts)]


def test_two_runs_over_a_table_give_the_same_bytes(tmp_path: Path, write_table: Callable[..., Path]) -> None:
    path = write_table(rows(), ("ref", "answer", "region"))
    request = Request((path,), column="answer", id_column="ref", group_column="region")
    assert written(request, tmp_path / "one") == written(request, tmp_path / "two")


def test_where_the_files_lie_does_not_matter(tmp_path: Path) -> None:
    for place in ("here", "there/deeper"):
        folder = tmp_path / place / "evidence"
        folder.mkdir(parents=True)
        for number, answer in enumerate(ANSWERS):
            (folder / f"{number:02}.txt").write_text(answer, encoding="utf-8")
    here = written(Request((tmp_path / "here" / "evidence",)), tmp_path / "one")
    there = written(Request((tmp_path / "there" / "deeper" / "evidence",)), tmp_path / "two")
    assert here == there
    assert str(tmp_path).encode() not in b"".join(here.values())


def test_a_result_inside_the_folder_it_came_from_is_not_read_the_second_time(tmp_path: Path) -> None:
    for number, answer in enumerate(ANSWERS):
        (tmp_path / f"{number:02}.txt").write_text(answer, encoding="utf-8")
    request = Request((tmp_path,), out=tmp_path / "out")
    assert written(request, tmp_path / "out") == written(request, tmp_path / "out")
