"""Text files: exactly their characters, in whatever encoding."""

import pytest

from heard.text.errors import UnreadableFile
from heard.text.locators import Line
from heard.text.readers import read_bytes
from heard.text.spans import Span

WORDS = "Dŵr oer,\r\n\tcafé cafe\u0301 👩🏽\u200d🦽 – “na”.\x0c\nقالت نعم\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_only_crlf_changes(encoding: str) -> None:
    source = read_bytes("a.txt", WORDS.encode(encoding))
    assert source.text == WORDS.replace("\r\n", "\n")
    assert source.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(encoding: str) -> None:
    words = "Nobody asked us anything at all.\nThen they did.\n"
    assert read_bytes("a.txt", words.encode(encoding)).text == words


def test_windows_1252_is_a_guess_and_says_so() -> None:
    source = read_bytes("a.txt", "“café” – £5 and a naïve façade\n".encode("cp1252"))
    assert source.text == "“café” – £5 and a naïve façade\n"
    assert "Windows-1252" in source.warnings[0]


def test_one_stray_byte_does_not_spoil_the_rest() -> None:
    source = read_bytes("a.txt", "dŵr a thŷ, caf".encode() + b"\xe9\n")
    assert source.text == "dŵr a thŷ, café\n"
    assert source.warnings[0].startswith("1 byte")


def test_no_byte_is_lost_even_where_windows_1252_has_no_character() -> None:
    source = read_bytes("a.txt", b"a\x81b\x8dc\x93 and so on and on and on and on and on and on")
    assert source.text.startswith("a\x81b\x8dc“ and")


def test_a_single_carriage_return_stays() -> None:
    assert read_bytes("a.txt", b"one\rtwo\r\nthree").text == "one\rtwo\nthree"


def test_every_line_knows_its_number() -> None:
    source = read_bytes("a.txt", b"one\r\n\r\nthree\n")
    assert source.locate(Span(5, 8)) == (Line(3),)


@pytest.mark.parametrize("data", [b"   \r\n\t\n", b"\xef\xbb\xbf", b"\n"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_bytes("a.txt", data)
