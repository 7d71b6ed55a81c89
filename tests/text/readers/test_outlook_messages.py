"""Outlook messages are read as the e-mails that they were, with what hangs on them."""

from pathlib import Path

import pytest
from looking import check_whole
from making_msg import outlook_message

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Message
from heard.text.readers import read, read_bytes

SENT = 1_772_600_000


def test_the_subject_the_words_and_the_attached_poem(files: Path) -> None:
    source = read(files / "letter.msg")
    check_whole(source)
    assert source.text.startswith("The stairs\nWed, 04 Mar 2026")
    assert "\n\n  Wren\n" in source.text
    assert "\n    three of them\nunder the stairs,\n\nnobody asked\n" in source.text
    assert isinstance(source.located[-1].locator, Message)
    assert source.located[-1].locator.number == 2


def test_what_is_not_read_is_told(files: Path) -> None:
    warnings = read(files / "letter.msg").warnings
    assert "The words of 1 attachment stand after the message." in warnings
    assert "1 picture is not in the text." in warnings


def test_a_long_body_and_a_message_in_html() -> None:
    long = "We moved again. " * 1000
    assert long.strip() in read_bytes("a.msg", outlook_message("Moves", long, SENT, {})).text
    page = outlook_message("Moves", "", SENT, {}, html="<html><body><p>We moved <b>again</b>.</p></body></html>")
    assert "We moved again." in read_bytes("a.msg", page).text


def test_an_attachment_that_is_locked_does_not_lock_the_message(files: Path) -> None:
    attached = {"notes.pdf": (files / "locked-qpdf.pdf").read_bytes()}
    source = read_bytes("a.msg", outlook_message("Notes", "The notes hang on this.", SENT, attached))
    assert "The notes hang on this." in source.text
    assert "1 attachment locked with a password is not in the text." in source.warnings


def test_a_message_cut_short_is_damaged(files: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes("letter.msg", (files / "letter.msg").read_bytes()[:1800])
    assert refused.value.kind in (Unreadable.DAMAGED, Unreadable.UNSUPPORTED)
