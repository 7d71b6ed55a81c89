"""`heard suppress`: a table of counts in, the same table safe to publish out, with the reasons in plain words."""

import csv
import json
from pathlib import Path

import pytest

from heard.cli.main import main

WRONG = 2
Said = pytest.CaptureFixture[str]
ROLES = """Role,North,South,East,Total
Young people,40,4,25,69
Carers,30,31,22,83
Social workers,80,90,70,240
Advocates,2,1,3,6
Total,152,126,120,398
"""


def suppress(folder: Path, text: str, *more: str | Path, out: str = "out") -> int:
    (folder / "roles.csv").write_text(text, encoding="utf-8")
    return main(["suppress", str(folder / "roles.csv"), "--out", str(folder / out), *map(str, more)])


def table_in(folder: Path) -> list[list[str]]:
    with (folder / "table.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_same_table_comes_out_without_small_numbers_and_what_would_tell_them(tmp_path: Path) -> None:
    assert suppress(tmp_path, ROLES) == 0
    given = [line.split(",") for line in ROLES.splitlines()]
    made = table_in(tmp_path / "out")
    assert made[0] == given[0]
    assert [row[0] for row in made] == [row[0] for row in given]
    shown = [
        (own, now) for row, own_row in zip(made, given, strict=True) for now, own in zip(row, own_row, strict=True)
    ]
    assert all(now in (own, "c") for own, now in shown)
    assert not any(own.isdecimal() and int(own) < 10 and now != "c" for own, now in shown)
    assert made[4] == ["Advocates", "c", "c", "c", "c"]
    assert made[5] == given[5]
    # One hidden number alone in its row or column could be worked out from the total.
    for line in (*made[1:5], *zip(*made, strict=True)):
        assert list(line).count("c") != 1


def test_the_accounting_adds_up_and_gives_each_hidden_count_its_reason(tmp_path: Path, capsys: Said) -> None:
    suppress(tmp_path, ROLES)
    account = json.loads((tmp_path / "out/accounting.json").read_text("utf-8"))["accounting"]
    assert account.pop("counts") == sum(account.values()) == 12
    assert account["small"] == 4
    text = (tmp_path / "out/accounting.txt").read_text("utf-8")
    assert text.startswith("Keep this to yourselves")
    assert "Advocates, East: below 10" in text
    hidden = sum(row.count("c") for row in (line[1:4] for line in table_in(tmp_path / "out")[1:5]))
    assert text.count(": below 10\n") + text.count(": a small number could be worked out\n") == hidden
    assert "Of 12 counts, 4 are shown, 4 are hidden because below 10 and 4" in capsys.readouterr().out


def test_a_table_of_one_column_and_no_totals_hides_a_second_number(tmp_path: Path) -> None:
    assert suppress(tmp_path, "Region,People\nNorth,40\nSouth,4\nEast,25\n") == 0
    assert table_in(tmp_path / "out") == [["Region", "People"], ["North", "40"], ["South", "c"], ["East", "c"]]
    assert "by somebody who knows them from elsewhere" in (tmp_path / "out/accounting.txt").read_text("utf-8")


def test_numbers_are_rounded_with_the_symbols_of_official_statistics(tmp_path: Path) -> None:
    table = 'Role,North,South\nCarers,"1,204",4\nWorkers,z,4\nFriends,88,x\n'
    assert suppress(tmp_path, table, "--threshold", "3", "--round", "10") == 0
    assert table_in(tmp_path / "out")[1:] == [["Carers", "1200", "k"], ["Workers", "z", "k"], ["Friends", "90", "x"]]
    text = (tmp_path / "out/accounting.txt").read_text("utf-8")
    assert all(f"\n  {symbol}  " in text for symbol in "kxz")
    assert "\n  c  " not in text
    assert "rounded to the nearest 10" in text


def test_a_total_of_no_numbers_may_be_a_symbol(tmp_path: Path) -> None:
    assert suppress(tmp_path, "Role,A,B,Total\nN,z,x,z\nS,50,60,110\nE,40,30,70\nW,45,35,80\n") == 0
    assert table_in(tmp_path / "out")[1] == ["N", "z", "x", "z"]


def test_a_table_of_a_spreadsheet_program_is_read_as_it_stands(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["Role", 2024, 2025, "Total:"],
        ["Carers", 40, 4, 44],
        ["Workers", 30.0, 50, 80],
        ["Total", 70, 54, 124],
    ):
        book.active.append(row)
    book.save(tmp_path / "roles.xlsx")
    assert main(["suppress", str(tmp_path / "roles.xlsx"), "--out", str(tmp_path / "out")]) == 0
    assert table_in(tmp_path / "out") == [
        ["Role", "2024", "2025", "Total:"],
        ["Carers", "c", "c", "44"],
        ["Workers", "c", "c", "80"],
        ["Total", "70", "54", "124"],
    ]


def test_years_are_names_of_columns(tmp_path: Path) -> None:
    assert suppress(tmp_path, ",2023,2024\nNorth,40,50\nSouth,12,13\n") == 0
    assert table_in(tmp_path / "out")[0] == ["", "2023", "2024"]
    assert json.loads((tmp_path / "out/accounting.json").read_text("utf-8"))["warnings"] == []


LATER = ROLES.replace("Carers,30,31,22,83", "Carers,33,61,52,146").replace("152,126,120,398", "155,156,150,461")


@pytest.mark.parametrize("earlier", ["before/table.csv", "earlier.csv"])
def test_beside_an_earlier_edition_a_small_change_is_hidden(tmp_path: Path, earlier: str) -> None:
    """Of the earlier edition either what was published is given, or the counts it was made from."""
    larger = LATER.replace("Young people,40,4,25,69", "Young people,40,14,25,79").replace("Advocates,2,1,3,6\n", "")
    before = ROLES.replace("Young people,40,4,25,69", "Young people,40,14,25,79").replace("Advocates,2,1,3,6\n", "")
    larger, before = (text.rpartition("Total,")[0] for text in (larger, before))
    (tmp_path / "earlier.csv").write_text(before, "utf-8")
    assert suppress(tmp_path, before, out="before") == 0
    assert suppress(tmp_path, larger, out="alone") == 0
    assert table_in(tmp_path / "alone")[2] == ["Carers", "33", "61", "52", "146"]
    assert suppress(tmp_path, larger, "--against", tmp_path / earlier, out="beside") == 0
    assert table_in(tmp_path / "beside")[2][1] == "c"
    assert f"Compared with {Path(earlier).name}" in (tmp_path / "beside/accounting.txt").read_text("utf-8")


def test_an_edition_that_changed_too_little_is_refused_and_nothing_is_written(tmp_path: Path, capsys: Said) -> None:
    suppress(tmp_path, ROLES, out="before")
    one_more = ROLES.replace("Carers,30,31,22,83", "Carers,31,31,22,84").replace("152,126,120,398", "153,126,120,399")
    assert suppress(tmp_path, one_more, "--against", tmp_path / "before/table.csv") == WRONG
    assert "Only 1 of the counts’ people changed since table.csv" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_edition_with_a_new_column_is_compared_as_if_nobody_had_been_there(tmp_path: Path) -> None:
    (tmp_path / "before.csv").write_text("Role,North,South\nCarers,41,50\nWorkers,60,73\n", "utf-8")
    now = "Role,North,South,East\nCarers,41,50,30\nWorkers,60,73,20\n"
    assert suppress(tmp_path, now, "--against", tmp_path / "before.csv") == 0
    assert table_in(tmp_path / "out")[1] == ["Carers", "41", "50", "30"]


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ("Role,North,South,West\nCarers,40,50,61\n", "has columns that roles.csv does not have: “West”"),
        ("Role,North,South\nCarers,40,k\n", "Give the counts as they were before rounding"),
        ("Role,North,South\nCarers,40,50\nWorkers,60,c\n", "seems to be rounded to 10"),
        ("Role,North,Total\nCarers,40,95\nWorkers,60,60\n", "If they were rounded, give the counts from before that"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(tmp_path: Path, capsys: Said, earlier: str, said: str) -> None:
    (tmp_path / "before.csv").write_text(earlier, "utf-8")
    now = "Role,North,South\nCarers,61,72\nWorkers,83,94\n"
    assert suppress(tmp_path, now, "--against", tmp_path / "before.csv", "--round", "10") == WRONG
    told = capsys.readouterr().err
    assert said in told
    assert len(told.removeprefix("Finding what must be hidden (1)\n").splitlines()) == 1


@pytest.mark.parametrize("options", [(), ("--round", "5")])
def test_a_rounded_edition_is_noticed_whatever_is_rounded_now(
    tmp_path: Path, capsys: Said, options: tuple[str, ...]
) -> None:
    (tmp_path / "before.csv").write_text("Role,A,B,C\nCarers,40,55,35\nWorkers,60,75,c\n", "utf-8")
    now = "Role,A,B,C\nCarers,61,82,95\nWorkers,83,94,74\n"
    assert suppress(tmp_path, now, "--against", tmp_path / "before.csv", *options) == WRONG
    assert "before.csv seems to be rounded to 5" in capsys.readouterr().err


def test_counts_that_may_be_multiples_by_chance_are_compared_with_a_warning(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "before.csv").write_text("Role,A,B\nCarers,40,55\nWorkers,60,75\n", "utf-8")
    now = "Role,A,B\nCarers,61,82\nWorkers,83,94\n"
    assert suppress(tmp_path, now, "--against", tmp_path / "before.csv", "--round", "5") == 0
    assert "before.csv may be rounded to 5" in capsys.readouterr().err


def test_of_an_edition_that_was_too_small_it_is_said_which(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "before.csv").write_text("Role,A,B\nCarers,4,2\nWorkers,1,2\n", "utf-8")
    now = "Role,A,B\nCarers,61,82\nWorkers,83,94\n"
    assert suppress(tmp_path, now, "--against", tmp_path / "before.csv") == WRONG
    assert "What was hidden in before.csv cannot be worked out. The whole table adds up to 9" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Role,North\nCarers,\nWorkers,30\n", "There is nothing in row 2 (“Carers”), column “North” of roles.csv"),
        ("Role,North\nCarers,12%\n", "“12%” in row 2 (“Carers”), column “North” of roles.csv is no count"),
        ("Role,North\nCarers,3.5\n", "“3.5” in row 2"),
        ("Role,North\nCarers,-3\n", "“-3” in row 2"),
        ("Role,North\nCarers,c\n", "Give the counts from before anything was hidden"),
        ("Role,North\nCarers,30\ncarers ,40\n", "two rows called “carers”"),
        ("Role,North,South\nCarers,30,20\n,40,50\n", "a row without a name, the 2nd of counts"),
        ("Role,North,South,Total\nCarers,30,20,51\nWorkers,10,10,20\n", "is 51, but its numbers add up to 50"),
        ("Role,A,B,Total\nN,0,0,z\nS,50,60,110\nE,40,3,43\n", "row “N” of roles.csv is z, but its numbers add up to 0"),
        ("Role,A,B\nN,0,50\nS,z,60\nTotal,x,110\n", "column “A” of roles.csv is x, but its numbers add up to 0"),
        ("Role,North,Total,All\nCarers,30,30,30\n", "several columns of totals: “Total” and “All”"),
        ("Role\nCarers\nWorkers\n", "is no table of counts"),
        ("Role,North\nCarers,4\nWorkers,3\n", "adds up to 7, fewer than 10"),
        (
            "Role,A,B,C\nNorth,10,20,30\nSouth,40,50,60\nEngland,50,70,90\nWales,11,12,13\n",
            "The row “England” is the sum of the rows “North” to “South”",
        ),
        ("Region,People\nNorth,40\nSouth,30\nAll regions,70\n", "The row “All regions” is the sum of the rows"),
    ],
)
def test_a_malformed_table_is_one_sentence(tmp_path: Path, capsys: Said, table: str, said: str) -> None:
    assert suppress(tmp_path, table) == WRONG
    told = capsys.readouterr().err
    assert said in told
    assert len(told.removeprefix("Finding what must be hidden (1)\n").splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("option", "number"), [("--threshold", "2"), ("--round", "1"), ("--round", "-5")])
def test_a_number_that_makes_no_sense_is_refused(tmp_path: Path, capsys: Said, option: str, number: str) -> None:
    assert suppress(tmp_path, ROLES, option, number) == WRONG
    assert f"{option} must be at least" in capsys.readouterr().err


def test_what_may_be_a_total_by_another_name_is_told(tmp_path: Path, capsys: Said) -> None:
    assert suppress(tmp_path, "Region,People\nNorth,40\nSouth,30\nEngland,70\n") == 0
    assert "The row “England” is the sum of the rows “North” to “South”" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path, capsys: Said) -> None:
    assert main(["suppress", str(tmp_path / "nowhere.csv"), "--out", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err.startswith("heard suppress: There is no file called nowhere.csv")


def test_nobody_elses_folder_is_written_to(tmp_path: Path, capsys: Said) -> None:
    assert suppress(tmp_path, ROLES, out=".") == WRONG
    assert "already holds “roles.csv”" in capsys.readouterr().err
    assert suppress(tmp_path, ROLES) == 0
    assert suppress(tmp_path, ROLES) == 0  # over an earlier result


def test_no_name_is_run_as_a_formula_and_an_edition_is_known_by_its_names(tmp_path: Path) -> None:
    names = '"=HYPERLINK(""https://evil.example"")",+18,@North'
    table = f"{names}\n-Carers,61,82\nWorkers,83,94\n"
    assert suppress(tmp_path, table) == 0
    assert table_in(tmp_path / "out") == [
        ['\'=HYPERLINK("https://evil.example")', "'+18", "'@North"],
        ["'-Carers", "61", "82"],
        ["Workers", "83", "94"],
    ]
    assert suppress(tmp_path, table, "--against", tmp_path / "out/table.csv", out="next") == 0


def test_what_is_to_be_kept_is_readable_by_oneself_alone(tmp_path: Path) -> None:
    suppress(tmp_path, ROLES)
    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "out").iterdir()}
    assert modes["accounting.txt"] == modes["accounting.json"] == 0
    assert modes["table.csv"] & 0o040  # it is there to be published
