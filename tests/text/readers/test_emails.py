"""E-mails: subject, date, body and attachments; no addresses from the headers."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.text.readers.looking import block_with, check_whole, find, words_of

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Message
from heard.text.readers import read, read_bytes
from heard.text.spans import BlockKind, Source


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ann <ann@people.example>"
    mail["Subject"] = "Stairs"
    for name, value in headers.items():
        mail[name] = value
    return mail


def received(mail: EmailMessage) -> Source:
    source = read_bytes("mail.eml", mail.as_bytes())
    check_whole(source)
    return source


def test_a_message_from_another_program(files: Path) -> None:
    source = read(files / "mail-mimelite.eml")
    check_whole(source)
    assert source.text.startswith(
        "Y tŷ oer\nMon, 17 May 2021 10:00:00 +0100\n\nHello,\n\nthe hall was cold – dŵr oer.\n\n"
        "> Where do you live?\n> And since when?\n"
    )
    assert "example" not in source.text


def test_a_repeated_passage_is_kept_and_marked(files: Path) -> None:
    source = read(files / "mail-mimelite.eml")
    assert words_of(source, BlockKind.QUOTATION) == ["> Where do you live?\n> And since when?"]
    assert block_with(source, "the hall was cold").kind is BlockKind.PARAGRAPH


def test_attachments_are_read_or_told(files: Path) -> None:
    source = read(files / "mail-mimelite.eml")
    assert source.locate(find(source, "Words on page one.")) == (Message(2, "Mon, 17 May 2021 10:00:00 +0100"),)
    told = " ".join(source.warnings)
    assert "The words of 1 attachment stand after the message." in told
    assert "1 picture is not in the text." in told
    assert "1 attachment of a kind that cannot be read here is not in the text." in told
    assert "In an attachment: Page 2 has no text" in told


def test_of_two_forms_of_a_body_the_plain_one_is_read() -> None:
    mail = message()
    mail.set_content("The same words, sent in two forms.\n")
    mail.add_alternative("<p>The <b>same</b> words, sent in two forms (page).</p>", subtype="html")
    assert received(mail).text == "Stairs\n\nThe same words, sent in two forms.\n"


def test_a_body_that_is_only_a_page_is_read() -> None:
    mail = message()
    mail.set_content("<p>One</p><blockquote>quoted</blockquote>", subtype="html")
    source = received(mail)
    assert source.text == "Stairs\n\nOne\n\nquoted\n"
    assert words_of(source, BlockKind.QUOTATION) == ["quoted"]


def test_a_message_in_a_message_is_read() -> None:
    inner = message()
    inner.set_content("inner words\n")
    mail = message()
    mail.set_content("outer words\n")
    mail.add_attachment(inner)
    text = received(mail).text
    assert text.index("outer words") < text.index("inner words")


def test_an_attachment_inside_an_alternative_is_not_lost() -> None:
    mail = message()
    mail.set_content("plain words\n")
    mail.add_alternative("<p>page</p>", subtype="html")
    page = mail.get_payload()[1]
    page.make_mixed()
    page.add_attachment("id,text\n1,tabled\n", subtype="csv", filename="a.csv")
    assert "tabled" in received(mail).text


def test_a_message_that_is_only_an_attachment_is_read() -> None:
    mail = message()
    mail.set_content(b"attached words", maintype="application", subtype="octet-stream", filename="a.txt")
    assert "attached words" in received(mail).text


def test_a_locked_message_is_refused() -> None:
    mail = message()
    mail.set_content(b"\x30\x80", maintype="application", subtype="pkcs7-mime", params={"smime-type": "enveloped-data"})
    with pytest.raises(UnreadableFile) as refused:
        received(mail)
    assert refused.value.kind is Unreadable.LOCKED


def test_a_wrong_charset_is_read_all_the_same() -> None:
    data = b"Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\ncaf\xc3\xa9\n"
    assert "café" in read_bytes("mail.eml", data).text
