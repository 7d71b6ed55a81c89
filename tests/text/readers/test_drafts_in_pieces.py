"""A file is read piece by piece in another process; when that dies, what it had told is kept."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import InPicture, Page
from heard.text.readers import apart
from heard.text.readers.apart import recognise_apart
from heard.text.readers.drafting import Piece, assembled
from heard.text.spans import Located, Span

TOLD = (
    '{"text": "", "located": [], "warnings": [], "number": 0, "count": 2, "page": 0, "by": ""}',
    '{"text": "page one\\\\n", "located": [[0, 8, {"kind": "page", "page": 1, "boxes": []}]], "warnings": ["Unsure."], '
    '"number": 1, "count": 2, "page": 1, "by": "a machine"}',
)


def on_page(text: str, page: int) -> Located:
    return Located(Span(0, len(text)), InPicture((), page))


def test_scanned_pages_stand_between_those_with_text() -> None:
    text = "first page\nthird page\n"
    located = (Located(Span(0, 10), Page(1)), Located(Span(11, 21), Page(3)))
    second = Piece("second page\n", (on_page("second page", 2),), ("Look at it.",), 1, 2, 2, "a machine")
    fourth = Piece("fourth page\n", (on_page("fourth page", 4),), ("Look at it.",), 2, 2, 4, "a machine")
    whole = assembled([Piece(text, located, ("A picture.",), by="a reader"), second, fourth])
    assert whole.text == "first page\n\nsecond page\n\nthird page\n\nfourth page\n"
    assert [each.span.of(whole.text) for each in whole.located] == [
        "first page", "second page", "third page", "fourth page"
    ]  # fmt: skip
    assert whole.warnings == ("A picture.", "Look at it.")
    assert whole.by == "a reader and a machine"


def process_that(does: str) -> object:
    program = f"import sys, time; sys.stdin.buffer.read(); {does}"

    def started(folder: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )

    return started


def say(*lines: str) -> str:
    return f"print({', '.join(repr(line) for line in lines)}, sep=chr(10), flush=True)".replace("\\\\\\\\n", "\\\\n")


def test_what_was_told_before_a_process_died_is_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_started", process_that(say(*TOLD)))
    read = recognise_apart("letter.pdf", b"%PDF")
    assert read.text == "page one\n"
    assert read.warnings == ("Unsure.",)
    assert read.located == (Located(Span(0, 8), Page(1)),)
    assert read.cut_off
    assert read.cut_off.kind is Unreadable.TOOK_TOO_MUCH


def test_a_page_that_takes_too_long_is_given_up_and_the_caller_hears_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "_started", process_that(say(*TOLD) + "; time.sleep(600)"))
    monkeypatch.setattr(apart, "TIME_FOR_A_PAGE", 0.3)
    monkeypatch.setattr(apart, "BEAT", 0.05)
    heard: list[tuple[int, int]] = []
    read = recognise_apart("letter.pdf", b"%PDF", show=lambda done, of: heard.append((done, of)))
    assert read.cut_off
    assert heard.count((1, 2)) > 2


def test_a_refusal_at_the_end_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = '{"refused": "damaged", "says": "letter.pdf is damaged."}'
    monkeypatch.setattr(apart, "_started", process_that(say(*TOLD, refused)))
    read = recognise_apart("letter.pdf", b"%PDF")
    assert read.text == "page one\n"
    assert read.cut_off
    assert read.cut_off.kind is Unreadable.DAMAGED


@pytest.mark.parametrize(
    "nonsense", ["[]", '{"text": 1}', '{"refused": "boredom", "says": ""}', '{"text": "", "located": [[1]]}', "\\0"]
)
def test_nonsense_is_a_sentence(monkeypatch: pytest.MonkeyPatch, nonsense: str) -> None:
    monkeypatch.setattr(apart, "_started", process_that(say(nonsense)))
    with pytest.raises(UnreadableFile, match="A person has to read it"):
        recognise_apart("letter.pdf", b"%PDF")


def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST_ANSWER", 10_000)
    monkeypatch.setattr(apart, "_started", process_that("[print('x' * 1000) for _ in iter(int, 1)]"))
    with pytest.raises(UnreadableFile, match="A person has to read it"):
        recognise_apart("letter.pdf", b"%PDF")


def test_a_file_that_cannot_be_fetched_is_an_error_and_not_a_damaged_file() -> None:
    def broken() -> Iterator[bytes]:
        yield b"Bin bags"
        raise LookupError("the storage is out of reach")

    with pytest.raises(LookupError, match="out of reach"):
        recognise_apart("poem.txt", broken())
