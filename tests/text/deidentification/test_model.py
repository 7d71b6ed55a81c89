from importlib import import_module
from itertools import pairwise

import pytest
from tests.text.deidentification.finding import is_hidden

from heard.text.deidentification import deidentify
from heard.text.deidentification.rampart import LONGER, NONE, in_batches, length_of, read_passages, starts
from heard.text.deidentification.words import Passage


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("grace was the only one who listened", "grace"),
        ("summer and mason still live with mum", "summer"),
        ("rosie thinks its her fault", "rosie"),
        ("i went bishop rawstorne before i came into care", "rawstorne"),
        ("they sent me to springfields, miles away", "springfields"),
    ],
)
def test_names_without_capitals_or_introduction_are_found_by_context(text: str, words: str) -> None:
    assert is_hidden(text, words, fast=False)


def test_a_name_is_found_wherever_it_stands_in_a_long_text() -> None:
    padding = "nobody ever told us what was going on and that was the worst part of it. " * 30
    for before in (10, 1000, 2100):
        text = padding[:before].rsplit(". ", 1)[0] + ". My sister Kayleigh Ashworth left. " + padding
        assert is_hidden(text, "Kayleigh Ashworth", fast=False)


def test_windows_cover_every_piece_and_overlap() -> None:
    firsts = list(starts(1000))
    assert firsts[0] == 0
    assert all(0 < later - first < 254 for first, later in pairwise(firsts))
    assert firsts[-1] + 254 >= 1000


def test_a_reading_has_a_row_for_every_word_whatever_stands_beside_it() -> None:
    texts = ["my sister kayleigh", "", "ünïcödé 🙂 한국어 العربية", "a" * 3000]
    for reading, passage in zip(read_passages([Passage(text) for text in texts]), map(Passage, texts), strict=True):
        assert reading.kinds.shape == (len(passage), NONE + 1)


def test_a_text_reads_the_same_alone_and_among_others() -> None:
    text = "ask mr okafor at thornley high"
    assert is_hidden(text, "thornley high", fast=False)
    alone = read_passages([Passage(text)])[0].kinds.argmax(axis=1)
    among = read_passages([Passage(text), Passage("a much longer text about nobody at all, which goes on " * 9)])[
        0
    ].kinds.argmax(axis=1)
    assert (alone == among).all()


def test_texts_are_redacted_the_same_however_many_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "my sister kayleigh",
        "",
        "ask mr okafor at thornley high",
        "i lived in rhyl with kayleigh",
        "nobody listens",
    ]
    together = list(deidentify(texts))
    module = import_module("heard.text.deidentification.deidentify")  # the package's function has the same name
    monkeypatch.setattr(module, "TOGETHER", 2)
    monkeypatch.setattr(module, "LETTERS_TOGETHER", 40)
    assert list(deidentify(texts)) == together
    assert any(redaction.spans for redaction in together)


def test_windows_read_in_one_pass_are_of_about_one_length_and_none_is_left_out() -> None:
    windows = [(number, 0, length) for number, length in enumerate([3, 250, 4, 90, 254, 3, 95, 254, 254, 254, 1])]
    batches = list(in_batches(windows))
    assert sorted(window for batch in batches for window in batch) == windows
    assert all(max(map(length_of, batch)) <= LONGER * min(map(length_of, batch)) for batch in batches)
    assert max(map(len, batches)) > 1
