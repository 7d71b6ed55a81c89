"""Of kinds that we cannot write again without what is hidden in them, the copy is their words as plain text."""

import shutil
from pathlib import Path

import pytest

from cast import Team, given_file, jay_gives_evidence
from heard.files.sealed_files import read_file
from heard.protect.copies.actions import copy_next_file
from heard.protect.copies.cleaning.apart import clean_apart
from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal
from heard.protect.copies.opened import open_copy
from heard.protect.copies.queries import copy_of
from heard.protect.copies.states import WITH_COPY, Outcome

FILES = Path(__file__).parents[1] / "text/readers/files"
PAGE = b"""<!DOCTYPE html><html><head><title>Bin bags</title><meta name="author" content="kingfisher-4417">
<script src="https://example.org/kingfisher-4417.js"></script></head>
<body><!-- kingfisher-4417 --><p>It was a week.</p><img src="https://example.org/kingfisher-4417.gif"></body></html>"""
MAIL = b"""From: Nadia Kingfisher <kingfisher-4417@example.org>
To: evidence@example.org
Subject: Moving
MIME-Version: 1.0
Message-ID: <kingfisher-4417@example.org>
X-Originating-IP: 192.0.2.1
Content-Type: text/plain; charset=utf-8

It was a week.
"""
WITH_TWO_LACKING = b"""Subject: Moving
MIME-Version: 1.0
Message-ID: <1@example.org>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

It was a week.
--b
Content-Type: image/png; name="Nadia kingfisher-4417.png"
Content-Disposition: attachment

\x89PNG
--b
Content-Type: application/zip; name="Nadia kingfisher-4417.zip"
Content-Disposition: attachment

PK\x05\x06
--b
Content-Type: text/plain; name="poem.txt"
Content-Disposition: attachment

Three bin bags.
--b--
"""
RICH = rb"{\rtf1\ansi{\info{\author kingfisher-4417}}{\*\generator kingfisher-4417;}It was a week.\par}"


def cleaned(data: bytes, media_type: str = "application/octet-stream") -> tuple[str, str]:
    pieces: list[bytes] = []
    told = clean_apart(media_type, [data], pieces.append)
    return b"".join(pieces).decode(), told.media_type


PIECE_OF_A_PAGE = PAGE[PAGE.index(b"<body>") :].replace(b"<body>", b"\n<P class=first>Moving</P>")


@pytest.mark.parametrize(
    "data",
    [PAGE, PIECE_OF_A_PAGE, MAIL, RICH, WITH_TWO_LACKING],
    ids=["a web page", "a piece of a page", "an e-mail", "rtf", "with attachments"],
)
def test_nothing_but_the_words_is_left(data: bytes) -> None:
    words, media_type = cleaned(data)
    assert media_type == "text/plain"
    assert "It was a week." in words
    assert "4417" not in words
    assert "<" not in words


def test_it_ends_with_what_it_lacks_by_kind_and_by_no_name() -> None:
    words, _ = cleaned(WITH_TWO_LACKING)
    assert "Three bin bags." in words
    told = words.rpartition("[Not in this copy, but in the original: ")[2]
    assert "1 picture is not in the text." in told
    assert "1 attachment of a kind that cannot be read here is not in the text." in told
    assert "[Not in this copy" not in cleaned(MAIL)[0]


def test_an_outlook_message_too() -> None:
    words, media_type = cleaned((FILES / "letter.msg").read_bytes())
    assert media_type == "text/plain"
    assert words.strip()
    assert "@" not in words


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed, so this was left out.")
def test_an_old_word_document_too_though_the_process_may_write_no_file() -> None:
    assert "polish" in cleaned((FILES / "corridor.doc").read_bytes(), "application/msword")[0]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"Less than 3 < 4 bags", Refusal.UNKNOWN_KIND),
        (b"Only some bytes \x00\x01\x02", Refusal.UNKNOWN_KIND),
        (b"var a = 1;", Refusal.UNKNOWN_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Refusal.LOCKED),
    ],
)
def test_what_is_none_of_these_has_no_copy(data: bytes, refusal: Refusal) -> None:
    with pytest.raises(CannotClean) as refused:
        cleaned(data)
    assert refused.value.refusal == refusal


@pytest.mark.django_db
def test_the_desk_says_that_the_copy_is_of_the_words_alone(team: Team) -> None:
    words = jay_gives_evidence(files=[given_file("Nadia.eml", "message/rfc822", MAIL)])
    assert copy_next_file()
    copy = copy_of(words.submission.parts.get(number=2))
    assert copy is not None
    assert copy.outcome == Outcome.WORDS_ALONE
    assert copy.outcome in WITH_COPY
    facts = open_copy(copy)
    assert facts.name == f"{words.submission.reference}-2.txt"
    assert copy.stored_id
    assert b"It was a week." in b"".join(read_file(copy.stored_id, facts.key_bytes))
    assert "words alone, as plain text" in copy.get_outcome_display()


@pytest.mark.django_db
def test_the_desk_says_of_a_copy_that_lacks_something_where_that_is_told(team: Team) -> None:
    words = jay_gives_evidence(files=[given_file("Nadia.eml", "message/rfc822", WITH_TWO_LACKING)])
    assert copy_next_file()
    copy = copy_of(words.submission.parts.get(number=2))
    assert copy is not None
    assert copy.outcome in WITH_COPY
    assert "its end says what it lacks" in copy.get_outcome_display()
