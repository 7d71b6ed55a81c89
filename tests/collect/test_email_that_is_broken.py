"""Whatever arrives, nothing falls over and nothing is lost: what cannot be taken apart is kept whole, for a person."""

import random
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heard.collect.channels.email import opening, parts
from heard.collect.channels.email.opening import OpenedMessage, open_message
from heard.text.readers.apart import ReadApart
from writing_to_us import APPLE_PHONE, GMAIL, OUTLOOK, PNG, plain, raw, receive

pytestmark = pytest.mark.django_db

SEEDS = [GMAIL, OUTLOOK, APPLE_PHONE, plain()]


def everything_in(opened: OpenedMessage) -> bytes:
    return opened.words.encode("utf-8", "surrogatepass") + b"\n".join(data for _, data in opened.files)


def mutated(message: bytes, chance: random.Random) -> bytes:
    """As a broken relay or an ill-willed sender leaves it."""
    data = bytearray(message)
    for _ in range(chance.randrange(1, 12)):
        at, length = chance.randrange(len(data)), chance.randrange(1, 60)
        kind = chance.randrange(4)
        if kind == 0:
            data[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length] * chance.randrange(1, 5)
        else:
            data[at:at] = chance.choice([b"\r\n\r\n", b"\0", b"--000000000000aa", b"=?utf-8?b?////?=", b"charset=x"])
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_four_hundred_mutated_messages_each_give_something_and_none_falls_over(seed: int) -> None:
    chance = random.Random(seed)
    page = ReadApart(
        "words of the page", ()
    )  # reading pages has tests of its own, and a process for each would be slow
    with patch.object(parts, "read_apart", return_value=page):
        for _ in range(100):
            opened = open_message(mutated(SEEDS[seed], chance))
            assert not opened.says_nothing


@given(st.binary(max_size=400))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bytes_that_are_no_message_are_kept(data: bytes) -> None:
    opened = open_message(data)
    if data.strip() and b":" not in data:  # with a colon it may be the name of a header, of which not all are kept
        assert not opened.says_nothing


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
@example("0\r")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_somebody_writes_is_what_is_received(text: str) -> None:
    opened = open_message(plain(text, subject=""))
    wanted = (text + "\n").replace("\r\n", "\n").strip("\n")  # as a message, whose last line ends like every other
    assert opened.words.strip("\n") == wanted or not wanted.strip()


HOSTILE = {
    "nothing at all": b"",
    "one line end": b"\r\n",
    "only a subject": raw("Subject: they moved me\nFrom: wren@example.net"),
    "an unknown charset": plain().replace(b"charset=utf-8", b"charset=x-klingon"),
    "a charset that is none": plain().replace(b"charset=utf-8", b'charset="\xff\xfe\x00"'),
    "a lying charset": plain("Ünlaut and caf\udce9").replace(b"charset=utf-8", b"charset=us-ascii"),
    "half a base64": GMAIL[: len(GMAIL) * 2 // 3],
    "a boundary that never comes": GMAIL.replace(b'boundary="000000000000aa"', b'boundary="nowhere"'),
    "no boundary": GMAIL.replace(b'; boundary="000000000000aa"', b""),
    "a header of a megabyte": plain(headers="X-Long: " + "a" * 2**20 + "\n"),
    "a subject of a megabyte": plain(subject="=?utf-8?q?" + "=41" * 2**18 + "?="),
    "ten thousand headers": plain(headers="X-A: b\n" * 10_000),
    "a thousand levels": raw(
        "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(1_000))
        + "\nhello"
    ),
    "a thousand levels of letters": raw("Content-Type: message/rfc822\n\n" * 1_000 + "hello"),
    "nul bytes": plain("a\0b\0c"),
    "nonsense in every header": raw("From: <<<@>>>\nSubject: =?x?y?z?=\nMessage-ID: \x01\nContent-Type: ;;;=\n\nhello"),
    "a file name that is nonsense": GMAIL.replace(b'filename="bags by the door.png"', b"filename*=x''%%%%"),
    "a file name that climbs": GMAIL.replace(b"bags by the door.png", b"../../../../etc/passwd"),
    "sixty files": raw("Content-Type: multipart/mixed; boundary=b\n\n")
    + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 60
    + b"--b--",
}


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_or_broken_is_taken_in(message: bytes) -> None:
    record = receive(message)
    assert record.submission is not None or record.why_aside == "empty"


def test_what_cannot_be_taken_apart_is_kept_whole() -> None:
    with patch.object(opening, "body_of", side_effect=RecursionError):
        opened = open_message(GMAIL)
    (name, data), *others = opened.files
    assert (name, others, opened.words) == ("the whole message.eml", [], "")
    assert data.endswith(GMAIL.partition(b"\r\n\r\n")[2])


def test_more_files_than_we_take_apart_are_in_the_whole_message() -> None:
    opened = open_message(HOSTILE["sixty files"])
    assert len(opened.files) == opening.MOST_FILES + 1
    assert opened.files[-1][1].count(b"image/png") == 60


def test_a_picture_is_the_same_bytes_that_were_sent() -> None:
    assert PNG in everything_in(open_message(GMAIL))
