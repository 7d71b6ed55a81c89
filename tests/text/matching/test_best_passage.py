"""A long document is coded by its best passage, wherever in the document that is."""

from library_consultation import ANSWERS, CODES

from heard.text.matching import Answer, match_answers

FILLER = "The treasurer was thanked for the accounts and nobody raised any other business. " * 60


def test_what_is_said_on_the_last_page_is_found_and_its_place_told() -> None:
    text = f"{FILLER}\n\nWe ask above all that the library opens on Sunday mornings.\n\n{FILLER}"
    matching = match_answers([*ANSWERS, Answer("long", text, 20)], CODES)
    (match,) = [m for m in matching.matches if m.answer.id == "long" and m.code.id == "hours"]
    assert match.accepted
    assert match.passage is not None
    assert "Sunday mornings" in match.passage.of(text)
    assert len(match.passage.of(text).split()) <= 80


def test_how_many_passages_a_document_has_is_told() -> None:
    (coded,) = match_answers([Answer("long", FILLER, 2)], CODES).coded
    assert coded.passages > 5
