"""Drafts are many hours of work: whatever stops a run, what was drafted stays, and everything is accounted for."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from heard.text.drafting import Ask, Message, NotAnswered, NotDrafted
from heard.text.drafting.running import DRAFTS, Drafts, Job, draft_all, key_of
from heard.text.errors import BadInput

COLUMNS = ("id", "draft", "why_not")
LETTERS = "abcdefghij"


def jobs(letters: str = LETTERS, model: str = "m") -> list[Job]:
    def job(letter: str) -> Job:
        def draft(ask: Ask) -> dict[str, str]:
            return {"draft": ask([Message("user", letter)])}

        return Job(key_of(model, letter), {"id": letter}, draft)

    return list(map(job, letters))


class Model:
    """Drafts, but fails in its own way for some letters."""

    def __init__(self, **fails: BaseException) -> None:
        self.fails = fails
        self.asked = ""

    def __call__(self, messages: Sequence[Message]) -> str:
        self.asked += messages[0].content
        if messages[0].content in self.fails:
            raise self.fails[messages[0].content]
        return messages[0].content.upper()


def run(out: Path, model: Model, own: Sequence[Job]) -> Drafts:
    drafts = Drafts(out, "plain.csv", COLUMNS)
    drafts.open(own)
    with suppress(KeyboardInterrupt):
        draft_all("Drafting", own, model, drafts, lambda *_: None)
    return drafts


def kept(out: Path) -> list[Any]:
    records = [json.loads(line) for line in (out / DRAFTS).read_text("utf-8").splitlines()]
    return sorted(record["draft"] for record in records if record.get("draft"))


def failing(letters: str, error: BaseException) -> dict[str, BaseException]:
    return dict.fromkeys(letters, error)


@pytest.mark.parametrize("stop", [NotAnswered("It is gone."), KeyboardInterrupt()])
def test_a_second_run_that_is_stopped_loses_nothing_of_the_first(tmp_path: Path, stop: BaseException) -> None:
    run(tmp_path / "out", Model(**failing("ceg", NotAnswered("Too slow."))), jobs())
    again = run(tmp_path / "out", Model(**failing("ceg", stop)), jobs())
    assert kept(tmp_path / "out") == list("ABDFHIJ")
    assert again.accounting == {"all": 10, "drafted": 7, "refused": 0, "not_answered": 3}
    assert [outcome.row["id"] for outcome in again.outcomes] == list(LETTERS)
    assert run(tmp_path / "out", Model(), jobs()).accounting["drafted"] == 10


def test_what_ctrl_c_interrupted_is_in_the_table_and_the_accounting(tmp_path: Path) -> None:
    drafts = run(tmp_path / "out", Model(c=KeyboardInterrupt()), jobs())
    assert drafts.accounting == {"all": 10, "drafted": 2, "refused": 0, "not_answered": 8}
    assert len((tmp_path / "out/plain.csv").read_text("utf-8").splitlines()) == 11


def test_a_folder_of_other_drafts_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path / "out", Model(), jobs("abc"))
    for other in (jobs("xyz"), jobs("abc", "another model")):
        with pytest.raises(BadInput, match="holds drafts from other texts"):
            run(tmp_path / "out", Model(), other)
    assert kept(tmp_path / "out") == list("ABC")
    assert run(tmp_path / "out", model := Model(), jobs("abcd")).accounting["drafted"] == 4
    assert model.asked == "d"


def test_what_fails_every_time_does_not_stand_before_the_others(tmp_path: Path) -> None:
    always = failing("abc", NotAnswered("Too slow."))
    run(tmp_path / "out", first := Model(**always), jobs())
    assert first.asked == "abc"
    drafts = run(tmp_path / "out", second := Model(**always), jobs())
    assert second.asked == "defghijabc"
    assert drafts.accounting == {"all": 10, "drafted": 7, "refused": 0, "not_answered": 3}
    run(tmp_path / "out", third := Model(c=NotAnswered("Too slow.")), jobs("abcdkl"))
    assert third.asked == "klabc"


def test_a_question_that_is_refused_is_a_row_and_no_sign_that_the_model_is_gone(tmp_path: Path) -> None:
    refused = failing("bcde", NotDrafted("The endpoint refused this (400)."))
    drafts = run(tmp_path / "out", model := Model(**refused), jobs())
    assert model.asked == LETTERS
    assert drafts.accounting == {"all": 10, "drafted": 6, "refused": 4, "not_answered": 0}


def test_what_a_power_cut_left_half_written_does_not_stand_in_the_way(tmp_path: Path) -> None:
    run(tmp_path / "out", Model(c=KeyboardInterrupt()), jobs())
    left = tmp_path / "out" / f".{DRAFTS}.unfinished-123"
    left.write_text("half a line", "utf-8")
    assert run(tmp_path / "out", Model(), jobs()).accounting["drafted"] == 10
    assert not left.exists()
