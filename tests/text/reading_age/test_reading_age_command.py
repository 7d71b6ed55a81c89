"""`heard reading-age`: the age by two named formulas, and the sentences that raise it with what could be changed."""

import json
import re
from pathlib import Path

import pytest

from heard.cli.main import main
from heard.text.reading_age import measure_reading_age

EASY = "We went to the shop. It was shut. Sam was cold. "
HARD = (
    "The subsequent administrative reorganisation of residential accommodation was implemented without any "
    "consultation of the adolescents who were most immediately affected by its consequences."
)
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "reading-age.md"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(EASY * 4 + HARD, encoding="utf-8")
    return path


def test_both_formulas_are_named_with_their_ages(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading-age", str(draft)]) == 0
    said = capsys.readouterr().out
    measured = measure_reading_age(draft.read_text(encoding="utf-8"))
    assert "13 sentences, 67 words." in said
    assert f"Reading age {measured.flesch_kincaid} by Flesch-Kincaid" in said
    assert f"Reading age {measured.smog} by SMOG (from fewer than 30 sentences)" in said


def test_the_hardest_sentence_comes_first_with_what_could_be_changed(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["reading-age", str(draft), "--most", "1"])
    raising = capsys.readouterr().out.partition("What raises it most")[2]
    assert re.findall(r"^\+[\d.]+ years  (.{20})", raising, re.MULTILINE) == [HARD[:20]]
    assert re.search(r"It has \d+ long words: “subsequent”, “administrative”", raising)
    assert "It tells what was done and not who did it: “was implemented”." in raising


def test_as_json_every_sentence_is_what_stands_at_its_place(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["reading-age", str(draft), "--json"])
    found = json.loads(capsys.readouterr().out)
    text = draft.read_text(encoding="utf-8")
    assert found["hardest"]
    assert all(text[hard["start"] : hard["end"]] == hard["text"] for hard in found["hardest"])
    reference = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in {*found, *found["hardest"][0]} if f"`{name}`" not in reference] == []


def test_of_few_sentences_smog_is_not_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "short.txt").write_text("We moved. It was far.", encoding="utf-8")
    assert main(["reading-age", str(tmp_path / "short.txt")]) == 0
    assert "SMOG is not given for fewer than 10 sentences." in capsys.readouterr().out


def test_a_text_without_words_and_a_wrong_number_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "marks.txt").write_text("… !", encoding="utf-8")
    assert main(["reading-age", str(tmp_path / "marks.txt")]) == 0
    assert "There are no words to measure." in capsys.readouterr().out
    assert main(["reading-age", str(tmp_path / "marks.txt"), "--most", "-1"]) == 2
    assert "--most must be a number from 0" in capsys.readouterr().err


def test_a_folder_is_called_by_the_name_it_was_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["reading-age", "."]) == 2
    assert capsys.readouterr().err == "heard reading-age: “.” is a folder. Give the name of one file in it.\n"


def test_figures_alone_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "figures.txt").write_text("12 34 567\n2024", encoding="utf-8")
    assert main(["reading-age", str(tmp_path / "figures.txt")]) == 0
    said = capsys.readouterr().out
    assert "There are no words to measure." in said
    assert "Reading age" not in said


WELSH = "Roeddwn i’n symud o hyd ac o hyd. Doedd neb yn dweud wrthyf pam. Roedd yr ysgol yn bell iawn."


@pytest.mark.parametrize(
    ("text", "is_told"), [(WELSH, True), (EASY + HARD, False), ("Hi mum", False), ("Sarah Jones, Kayleigh", False)]
)
def test_of_a_text_that_is_plainly_not_english_the_ages_are_not_to_be_believed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, is_told: bool
) -> None:
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    assert main(["reading-age", str(tmp_path / "text.txt"), "--json"]) == 0
    told = capsys.readouterr()
    assert ("does not look like English" in told.err) is is_told
    assert (json.loads(told.out)["warnings"] != []) is is_told
