"""`heard agreement`: from a table of who coded what to coefficients, or one sentence that says what is wrong."""

import argparse
import json
from pathlib import Path

import pytest

from heard.cli import agreement
from heard.text.errors import BadInput

UNITS = """unit,coder,code
1,Ana,moving
1,Ben,moving
2,Ana,being heard
2,Ben,being heard
3,Ana,moving
3,Ben,being heard
4,Ana,
4,Ben,
5,Ana,moving
"""

PASSAGES = """source,coder,code,start,end
a,Ana,moving,0,40
a,Ben,moving,0,44
a,Ana,,0,300
b,Ana,moving,10,60
b,Ben,,,
b,Ben,,0,200
"""


def printed(tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, *, as_json: bool = True) -> tuple[str, str]:
    path = tmp_path / "codings.csv"
    path.write_text(table, encoding="utf-8")
    parser = argparse.ArgumentParser()
    agreement.add_arguments(parser)
    assert agreement.run(parser.parse_args([str(path), *(["--json"] if as_json else [])])) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_codes_of_whole_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = printed(tmp_path, capsys, UNITS)
    report = json.loads(out)
    # Of the eight codes of the four units both coded, 3 are moving, 3 being heard, 2 none; one pair of four differs.
    assert report["together"]["alpha"]["value"] == pytest.approx(1 - 7 * 2 / (64 - 9 - 9 - 4), abs=1e-4)
    assert report["pairs"][0]["coders"] == ["Ana", "Ben"]
    assert set(report["codes"]) == {"moving", "being heard"}
    assert "1 unit was coded by one coder alone" in err


def test_codes_of_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = printed(tmp_path, capsys, PASSAGES)
    report = json.loads(out)
    assert 0 < report["together"]["marking"]["value"] < 1
    assert report["codes"]["moving"]["value"] == report["together"]["marking"]["value"]
    assert err == ""


def test_several_codes_a_unit_are_looked_at_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = printed(tmp_path, capsys, UNITS + "1,Ana,being heard\n")
    assert json.loads(out)["together"] == {}
    assert "several codes" in err


def test_the_weakest_code_comes_first_for_a_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = printed(tmp_path, capsys, UNITS, as_json=False)
    assert out.startswith("2 coders: “Ana” and “Ben”\n")
    assert "95 % interval" in out
    assert "talk first about what is meant by" in out


def test_a_text_of_unknown_length_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = printed(tmp_path, capsys, PASSAGES.replace("a,Ana,,0,300\n", ""))
    assert "length of 1 text is not known" in err


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("unit,code\n1,a\n", "has no column “coder”"),
        ("unit,coder,code\n1,Ana,a\n2,Ana,b\n", "fewer than two coders"),
        ("unit,coder,code\n1,Ana,a\n,Ben,b\n", "Row 3 .* has no unit"),
        ("source,coder,code,start,end\na,Ana,x,ten,20\na,Ben,x,1,2\n", "“ten” as its start"),
        ("source,coder,code,start,end\na,Ana,x,20,10\na,Ben,x,1,2\n", "not after its start"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    table: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadInput, match=sentence):
        printed(tmp_path, capsys, table)
