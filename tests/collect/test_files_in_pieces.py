"""A file that comes in pieces: what arrived is kept whatever breaks off, and only its sender goes on with it."""

import base64
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse

from cast import Team
from heard.collect.channels.web_form.models import DraftFile
from heard.collect.evidence.raw import open_file
from heard.files.models import StoredFile
from heard.files.sealed_files import CHUNK_BYTES, read_file
from telling import DRAWING, Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

FILM = bytes(range(256)) * (CHUNK_BYTES // 256 * 5 // 2)


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    writer = Writer()
    writer.fill("who", speaking_as="own experience")
    return writer


def tus(writer: Writer, method: str, address: str, data: bytes = b"", **headers: Any) -> HttpResponse:
    headers = {"Tus-Resumable": "1.0.0"} | {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return writer.client.generic(method, address, data, "application/offset+octet-stream", headers=headers)


def begin(writer: Writer, length: int = len(FILM), name: str = "film.mp4") -> HttpResponse:
    given = f"filename {base64.b64encode(name.encode()).decode()}"
    return tus(writer, "POST", "/tell-us/uploads/", Upload_Length=length, Upload_Metadata=given)


def send(writer: Writer, address: str, start: int, end: int = len(FILM)) -> HttpResponse:
    return tus(writer, "PATCH", address, FILM[start:end], Upload_Offset=start)


def offset(writer: Writer, address: str) -> int:
    return int(tus(writer, "HEAD", address)["Upload-Offset"])


def test_it_arrives_whole_piece_by_piece(writer: Writer) -> None:
    begun = begin(writer)
    assert begun.status_code == 201
    address = begun["Location"]
    assert offset(writer, address) == 0
    assert send(writer, address, 0, CHUNK_BYTES)["Upload-Offset"] == str(CHUNK_BYTES)
    assert not StoredFile.objects.exists()
    assert send(writer, address, CHUNK_BYTES).status_code == 204
    assert offset(writer, address) == len(FILM)
    writer.tell(words="")
    writer.send()
    file = the_submission().parts.get().file
    facts = open_file(file)
    assert (facts.name, facts.size) == ("film.mp4", len(FILM))
    assert b"".join(read_file(file.stored_id, facts.key_bytes)) == FILM


def test_after_a_piece_that_broke_off_it_goes_on_where_it_was_kept(writer: Writer) -> None:
    address = begin(writer)["Location"]
    send(writer, address, 0, CHUNK_BYTES + 7)
    kept = offset(writer, address)
    assert kept == CHUNK_BYTES
    assert send(writer, address, CHUNK_BYTES + 7).status_code == 409
    send(writer, address, kept)
    assert DraftFile.objects.count() == 1


def test_a_last_piece_sent_twice_is_one_file(writer: Writer) -> None:
    address = begin(writer)["Location"]
    send(writer, address, 0)
    assert send(writer, address, 0).status_code == 404
    assert offset(writer, address) == len(FILM)
    assert DraftFile.objects.count() == 1


def test_nobody_else_asks_for_it_sends_to_it_or_stops_it(writer: Writer) -> None:
    address = begin(writer)["Location"]
    other = Writer()
    other.fill("who", speaking_as="own experience")
    for method in ("HEAD", "PATCH", "DELETE"):
        assert tus(other, method, address, Upload_Offset=0).status_code == 404
        assert tus(Writer(), method, address, Upload_Offset=0).status_code == 404
    assert offset(writer, address) == 0


def test_it_can_be_stopped(writer: Writer) -> None:
    address = begin(writer)["Location"]
    send(writer, address, 0, CHUNK_BYTES)
    assert tus(writer, "DELETE", address).status_code == 204
    assert tus(writer, "HEAD", address).status_code == 404
    assert send(writer, address, CHUNK_BYTES).status_code == 404


def test_its_address_tells_nothing(writer: Writer) -> None:
    address = begin(writer, name="kingfisher.mp4")["Location"]
    assert b"kingfisher" not in base64.urlsafe_b64decode(address.split("/")[-2] + "==")


def test_more_than_was_announced_is_not_kept(writer: Writer) -> None:
    address = begin(writer, length=10)["Location"]
    assert send(writer, address, 0).status_code == 400
    assert tus(writer, "HEAD", address).status_code == 404


def test_what_cannot_be_taken_is_said_before_it_is_sent(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is empty" in begin(writer, length=0).content.decode()
    assert "“film.mp4” is larger than" in begin(writer, length=settings.LARGEST_FILE + 1).content.decode()
    monkeypatch.setattr("heard.collect.channels.web_form.upload_views.MOST_FILES", 1)
    address = begin(writer)["Location"]
    writer.add(DRAWING)
    assert "No more than" in begin(writer).content.decode()
    assert send(writer, address, 0).status_code == 413
    monkeypatch.setattr("heard.collect.channels.web_form.upload_views.MOST_FILES", 2)
    monkeypatch.setattr(settings, "KEEP_FREE", 2**60)
    assert "no room" in begin(writer).content.decode()


def test_it_speaks_the_protocol(writer: Writer) -> None:
    spoken = writer.client.options("/tell-us/uploads/")
    assert (spoken.status_code, spoken["Tus-Version"]) == (204, "1.0.0")
    assert spoken["Tus-Extension"] == "creation,termination"
    assert spoken["Tus-Max-Size"] == str(settings.LARGEST_FILE)
    other = tus(writer, "POST", "/tell-us/uploads/", Tus_Resumable="0.2.2")
    assert (other.status_code, other["Tus-Version"]) == (412, "1.0.0")
    address = begin(writer)["Location"]
    wrong = writer.client.generic("PATCH", address, b"x", "text/plain", headers={"Tus-Resumable": "1.0.0"})
    assert wrong.status_code == 415
    assert tus(writer, "POST", "/tell-us/uploads/", Upload_Length="many").status_code == 400


def test_only_somebody_who_has_begun_to_write_sends_files(team: Team) -> None:
    open_call(team)
    assert begin(Writer()).status_code == 409


def test_a_page_of_another_site_sends_nothing(writer: Writer) -> None:
    address = begin(writer)["Location"]
    for method, where in (("PATCH", address), ("DELETE", address), ("POST", "/tell-us/uploads/")):
        assert tus(writer, method, where, Origin="https://evil.example.com").status_code == 403
