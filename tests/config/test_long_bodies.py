"""What a browser sends is never readable on a disk, however long it is, and no longer than we take."""

import asyncio
from collections.abc import Iterable
from typing import IO, Any

import pytest
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIRequest

from heard.collect.evidence.receiving import SealingUploadHandler, received_files
from heard.config.asgi import SealingHandler
from heard.files import spool
from heard.files.spool import IN_MEMORY, SealedSpool
from heard.protect.deidentification.long_forms import take_long_form


def read(messages: Iterable[dict[str, Any]]) -> IO[bytes]:
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(coming)

    return asyncio.run(SealingHandler.read_body(SealingHandler.__new__(SealingHandler), receive))


def sent(*pieces: bytes) -> list[dict[str, Any]]:
    return [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces] + [{"type": "http.request"}]


def test_a_body_comes_out_as_it_went_in_in_whatever_pieces() -> None:
    body = read(sent(b"abc", b"", b"defg" * IN_MEMORY))
    assert body.read(5) == b"abcde"
    assert body.read() == (b"defg" * IN_MEMORY)[2:]
    assert body.read() == b""


def test_what_goes_to_the_disk_cannot_be_read_there() -> None:
    body = SealedSpool()
    body.add(b"kingfisher-4417 " * IN_MEMORY)
    assert body._file._rolled
    body._file.seek(0)
    assert b"kingfisher" not in body._file.read()


def test_a_form_with_files_is_read_from_it_as_from_any_body() -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="added"; filename="a.txt"\r\n\r\n'
    form += b"Bin bags\n" * IN_MEMORY + b'\r\n--x\r\nContent-Disposition: form-data; name="add"\r\n\r\nyes\r\n--x--\r\n'
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "server": ("testserver", 80)}
    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", str(len(form)).encode())]
    request = ASGIRequest(scope | {"headers": headers}, read(sent(form[:1000], form[1000:])))
    request.upload_handlers = [SealingUploadHandler(request)]
    assert request.POST["add"] == "yes"
    (received,) = received_files(request)
    assert received.kept.size == len(b"Bin bags\n") * IN_MEMORY
    received.forget()


def test_a_form_with_the_words_of_a_whole_file_is_read_from_it_too() -> None:
    form = b"text=" + b"They+came+on+a+Tuesday.%0D%0A" * (IN_MEMORY // 10)
    assert len(form) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "server": ("testserver", 80)}
    headers = [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", str(len(form)).encode())]
    request = ASGIRequest(scope | {"headers": headers}, read(sent(form[:1000], form[1000:])))
    take_long_form(request)
    assert request.POST["text"] == "They came on a Tuesday.\r\n" * (IN_MEMORY // 10)


def test_a_body_longer_than_we_take_is_heard_to_its_end_and_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LONGEST_BODY", 10)
    assert read(sent(b"0123456789")).read() == b"0123456789"
    assert read(sent(b"0123456789", b"a")).read() == b""


def test_a_connection_that_breaks_off_is_no_request() -> None:
    with pytest.raises(RequestAborted):
        read([{"type": "http.request", "body": b"half a", "more_body": True}, {"type": "http.disconnect"}])


def test_every_body_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    make_key = spool.make_key
    monkeypatch.setattr(spool, "make_key", lambda: made.append(make_key()) or made[-1])
    read(sent(b"a"))
    read(sent(b"a"))
    assert len(set(made)) == 2
