"""Given a codebook about something else, answers have no codes, and whoever mixed up two files is told."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from library_consultation import ANSWERS, CODES

from heard.cli.main import main
from heard.text.matching import Answer, Code, Example, match_answers

ELSEWHERE = (
    Code("refund", "Refund of a card payment", "A payment was charged twice and should be paid back."),
    Code("pin", "Forgotten PIN", "The customer cannot remember the number of the card."),
    Code("fee", "Fee for cash abroad", "Taking money from a cash machine in another country costs too much."),
)
REFUNDS = (
    "You charged my card twice, I want the money back.",
    "When will my refund arrive in my account?",
    "I forgot the PIN of my card.",
    "Why was there a fee at the cash machine in Spain?",
)
BANK = tuple(Answer(f"b{place}", text, place) for place, text in enumerate(REFUNDS, start=2))


def coded(answers: tuple[Answer, ...], codes: tuple[Code, ...], examples: tuple[Example, ...] = ()) -> set[str]:
    matching = match_answers(answers, codes, examples)
    return {match.answer.id for match in matching.matches if match.accepted and not match.by_analyst}


def test_of_a_codebook_about_something_else_no_answer_has_a_code() -> None:
    assert not coded(ANSWERS, ELSEWHERE)
    assert not coded(BANK, CODES)


def test_the_same_answers_have_codes_of_their_own_codebook() -> None:
    assert coded(BANK, ELSEWHERE) == {answer.id for answer in BANK}


def test_examples_of_the_other_subject_do_not_help_strangers_in() -> None:
    examples = tuple(Example(text, (ELSEWHERE[min(place, 2)],)) for place, text in enumerate(REFUNDS))
    assert not coded(ANSWERS, ELSEWHERE, examples)


def test_among_answers_about_the_codebook_a_stranger_is_told_apart() -> None:
    matching = match_answers((*ANSWERS, *BANK), CODES)
    elsewhere = {one.answer.id for one in matching.coded if one.elsewhere}
    assert {answer.id for answer in BANK} <= elsewhere
    assert not elsewhere & {"a2", "a4", "a5"}


def test_scores_are_lowered_and_their_order_among_codes_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = match_answers(ANSWERS, ELSEWHERE)
    monkeypatch.setattr(
        "heard.text.matching.scoring.chance_of_subject", lambda group, *_: np.ones(len(group.passages), np.float32)
    )
    unasked = match_answers(ANSWERS, ELSEWHERE)
    assert all(a.score <= b.score for a, b in zip(asked.matches, unasked.matches, strict=True))
    assert sum(match.score for match in asked.matches) < sum(match.score for match in unasked.matches) / 2


def test_whoever_gave_the_wrong_codebook_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.csv").write_text("id,text\n" + "".join(f'{a.id},"{a.text}"\n' for a in BANK), encoding="utf-8")
    codes = "code,label,description\n" + "".join(f'{c.id},"{c.label}","{c.description}"\n' for c in CODES)
    (tmp_path / "codes.csv").write_text(codes, encoding="utf-8")
    main(["match", str(tmp_path / "answers.csv"), str(tmp_path / "codes.csv"), "--out", str(tmp_path / "out")])
    told = capsys.readouterr().err
    assert "Of 4 answers compared with codes, 4 seem to be about something else than the codebook." in told
    sums = json.loads((tmp_path / "out" / "accounting.json").read_text(encoding="utf-8"))["accounting"]
    assert sums["about_something_else"] == 4
    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8", newline="") as file:
        assert [row["elsewhere"] for row in csv.DictReader(file)] == ["true"] * 4
