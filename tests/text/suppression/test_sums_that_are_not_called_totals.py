"""From a subtotal, a second breakdown or a percentage a hidden number can be worked out, so they are looked for."""

from pathlib import Path

import pytest

from heard.cli.main import main

WRONG = 2
Said = pytest.CaptureFixture[str]


def suppress(folder: Path, text: str) -> int:
    (folder / "given.csv").write_text(text, encoding="utf-8")
    return main(["suppress", str(folder / "given.csv"), "--out", str(folder / "out")])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            ",North boys,North girls,North,South boys,South girls\nyes,4,30,34,12,50\nno,20,31,51,15,40\n",
            "The column “North” is the sum of the columns “North boys” to “North girls”",
        ),
        (
            ",North boys,South,North girls,Wales,North\nyes,4,130,34,12,38\nno,20,231,151,15,171\nnot,18,44,56,23,74\n",
            "The column “North” is the sum of the columns “North boys” and “North girls”",
        ),
        (
            ",Male,Female,North,South\nyes,4,130,44,90\nno,120,31,51,100\n",
            "The columns “Male” to “Female” add up to the same as “North” to “South”",
        ),
        (
            ",Male,Female,North,South,Total\nyes,4,130,44,90,134\nno,120,31,51,100,151\n",
            "make a table of each breakdown and leave subtotals out",
        ),
        (
            ",People,Yes,% yes\nNorth,120,30,25\nSouth,90,4,4\n",
            "The column “% yes” of given.csv seems to hold percentages",
        ),
        (",North,South\nPeople,120,90\nPer cent,25,4\n", "The row “Per cent” of given.csv seems to hold percentages"),
    ],
)
def test_what_would_give_hidden_numbers_away_is_refused(tmp_path: Path, capsys: Said, table: str, said: str) -> None:
    assert suppress(tmp_path, table) == WRONG
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (",A,B,C,D\nPeople,14,20,34,99\n", "The column “C” is the sum of the columns “A” to “B”"),
        (",A,D,B,C\nyes,14,99,20,34\nno,15,98,31,46\n", "The column “C” is the sum of the columns “A” and “B”"),
        (",A,B,C,D\nPeople,114,220,130,204\n", "The columns “A” to “B” add up to the same as “C” to “D”"),
    ],
)
def test_what_may_be_chance_is_told(tmp_path: Path, capsys: Said, table: str, said: str) -> None:
    assert suppress(tmp_path, table) == 0
    assert said in capsys.readouterr().err


def test_small_numbers_that_add_up_by_chance_elsewhere_are_not_told(tmp_path: Path, capsys: Said) -> None:
    assert suppress(tmp_path, ",A,B,C,D,E,F\nPeople,11,14,21,25,47,31\n") == 0
    assert "is the sum" not in capsys.readouterr().err


def test_a_long_table_is_looked_through_as_far_as_can_be_done(tmp_path: Path, capsys: Said) -> None:
    """All groups of forty columns would be a million million."""
    names = ",".join(f"C{number}" for number in range(40))
    rows = "\n".join(
        f"R{row}," + ",".join(str(100 + (row * 7919 + k * k * 31) % 907) for k in range(40)) for row in range(6)
    )
    assert suppress(tmp_path, f",{names}\n{rows}\n") == 0
    assert "is the sum" not in capsys.readouterr().err
