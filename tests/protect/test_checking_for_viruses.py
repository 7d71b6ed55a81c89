"""Files are checked where a scanner is set up. What something is found in stays shut; “not checked” is not “clean”."""

import socketserver
import struct
from collections.abc import Iterator
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cast import Team, given_file, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.config import env
from heard.files.sealed_files import CHUNK_BYTES
from heard.jobs.models import Claim
from heard.protect.copies.queries import files_without_copy
from heard.protect.reading.queries import files_due
from heard.protect.scans import clamd
from heard.protect.scans.actions import check_next_file, release_file
from heard.protect.scans.clamd import Unreachable, deep_archive
from heard.protect.scans.models import Scan
from heard.protect.scans.queries import files_not_checked
from heard.protect.scans.states import Result

pytestmark = pytest.mark.django_db

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX = 2 * CHUNK_BYTES


class Clamd(socketserver.BaseRequestHandler):
    """Says what ClamAV's daemon says, word for word, and finds its test file.

    What is beyond its limits it calls “OK” as well, unless it `tells` (`AlertExceedsMax`).
    """

    looks_into = STREAM_MAX
    tells = False
    thinks = 0.0  # seconds

    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            asked += self.request.recv(1)
        if asked == b"zVERSION\0":
            self.request.sendall(b"ClamAV 1.4.6/27123/Thu Nov 26 09:31:10 2026\0")
        elif asked == b"zINSTREAM\0":
            self.request.sendall(self.answer() + b"\0")

    def answer(self) -> bytes:
        whole = b""
        while length := struct.unpack(">I", self.received(4))[0]:
            whole += self.received(length)
            if len(whole) > STREAM_MAX:
                return b"INSTREAM size limit exceeded. ERROR"
        sleep(self.thinks)
        if whole == deep_archive(101) or len(whole) > self.looks_into:
            return b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND" if self.tells else b"stream: OK"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in whole else b"stream: OK"

    def received(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            data += self.request.recv(length - len(data))
        return data


@pytest.fixture(params=["path", "port"])
def scanner(request: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kind: Any = socketserver.ThreadingUnixStreamServer
    address: Any = str(tmp_path / "clamd.ctl")
    if request.param == "port":
        kind, address = socketserver.ThreadingTCPServer, ("127.0.0.1", 0)
    with kind(address, Clamd) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = address if request.param == "path" else f"127.0.0.1:{server.server_address[1]}"
        monkeypatch.setattr(settings, "CLAMAV_SOCKET", at)
        yield
        server.shutdown()


@pytest.fixture
def cerys(team: Team) -> Client:
    return signed_in(team.cerys)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def part_of(data: bytes, name: str = "letter.txt", media_type: str = "text/plain") -> Part:
    return jay_gives_evidence(files=[given_file(name, media_type, data)]).submission.parts.get(number=2)


def address(part: Part) -> str:
    return f"/desk/evidence/{part.submission.reference}/file/{part.number}/"


def test_a_file_is_checked_once_and_the_record_says_by_what(scanner: None, cerys: Client) -> None:
    part = part_of(b"words " * 60_000)
    assert check_next_file()
    scan = Scan.objects.get()
    assert (scan.result, scan.scanner) == (Result.NOTHING_FOUND, "ClamAV 1.4.6")
    assert scan.signatures == "27123 of Thu Nov 26 09:31:10 2026"
    assert not check_next_file()
    assert "nothing found" in cerys.get(address(part)).content.decode()


def test_what_something_is_found_in_is_neither_shown_nor_copied(scanner: None, cerys: Client) -> None:
    part = part_of(b"before " * 50_000 + EICAR)
    check_next_file()
    assert Scan.objects.get().found == "Eicar-Test-Signature"
    page = cerys.get(address(part)).content.decode()
    assert "stays shut" in page
    assert 'name="use"' not in page
    assert cerys.post(address(part), {"use": "reading it"}).status_code == 302
    assert lines_about("submission", part.label).filter(actor__isnull=False).count() == 0
    assert not files_without_copy().exists()
    assert files_due().exists()  # by software that looks for harm: `test_harm_in_files_and_the_scanner.py`


def test_one_that_was_open_when_it_was_found_is_shut(scanner: None, cerys: Client) -> None:
    part = part_of(EICAR, "photo.png", "image/png")
    page = cerys.post(address(part), {"use": "reading it"}).content.decode()
    contents = page.split('<img class="desk-file" src="')[1].split('"')[0]
    assert cerys.get(contents).status_code == 200
    check_next_file()
    assert cerys.get(contents).status_code == 302


def test_a_lead_lets_it_be_opened_saying_why(scanner: None, cerys: Client, team: Team) -> None:
    part = part_of(EICAR)
    check_next_file()
    efua = signed_in(team.efua)
    assert part.label in efua.get("/desk/found/").content.decode()
    scan = Scan.objects.get()
    assert efua.post(f"/desk/found/{scan.pk}/releasing/", {"why": " "}).status_code == 422
    efua.post(f"/desk/found/{scan.pk}/releasing/", {"why": "It is the test file of the scanner."})
    assert cerys.post(address(part), {"use": "reading it"}).status_code == 200
    assert lines_about("submission", part.label).get(verb="release file").use == "It is the test file of the scanner."
    assert part.label not in efua.get("/desk/found/").content.decode()
    assert files_due().exists()


def test_nobody_else_lets_it_be_opened(scanner: None, cerys: Client, team: Team) -> None:
    part_of(EICAR)
    check_next_file()
    scan = Scan.objects.get()
    assert cerys.post(f"/desk/found/{scan.pk}/releasing/", {"why": "I want to"}).status_code == 302
    with pytest.raises(NotAllowed):
        release_file(team.cerys, scan, "I want to")
    assert not hasattr(Scan.objects.get(), "release")


def test_nothing_is_released_that_was_not_shut(scanner: None, team: Team) -> None:
    part_of(b"words")
    check_next_file()
    with pytest.raises(NotAllowed):
        release_file(team.efua, Scan.objects.get(), "just so")


def test_one_larger_than_the_scanner_takes_is_not_called_clean(scanner: None, cerys: Client) -> None:
    part = part_of(b"x" * (STREAM_MAX + CHUNK_BYTES * 8))
    check_next_file()
    assert Scan.objects.get().result == Result.TOO_LARGE
    assert "not checked for viruses: it is more than" in cerys.get(address(part)).content.decode()


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("looks_into", [STREAM_MAX, CHUNK_BYTES])
def test_what_the_scanner_took_and_did_not_look_into_is_not_called_clean(
    scanner: None, monkeypatch: pytest.MonkeyPatch, tells: bool, looks_into: int
) -> None:
    monkeypatch.setattr(clamd, "ALWAYS_LOOKED_INTO", CHUNK_BYTES)
    monkeypatch.setattr(Clamd, "tells", tells)
    monkeypatch.setattr(Clamd, "looks_into", looks_into)
    part_of(b"x" * CHUNK_BYTES)
    part_of(b"x" * (CHUNK_BYTES + 1))
    check_next_file()
    check_next_file()
    looked = tells and looks_into > CHUNK_BYTES
    results = list(Scan.objects.order_by("file").values_list("result", flat=True))
    assert results == [Result.NOTHING_FOUND, Result.NOTHING_FOUND if looked else Result.TOO_LARGE]


def test_a_scanner_may_think_longer_about_a_file_than_it_may_take_to_listen(
    scanner: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamd, "TIMEOUT", 0.2)
    monkeypatch.setattr(Clamd, "thinks", 0.6)
    assert clamd.what_is_found(settings.CLAMAV_SOCKET, [EICAR]) == "Eicar-Test-Signature"


def test_without_a_scanner_a_file_is_not_checked_and_the_page_says_so(cerys: Client) -> None:
    part = part_of(b"words")
    assert not check_next_file()
    assert files_not_checked().count() == 1
    assert "no scanner is set up" in cerys.get(address(part)).content.decode()


@pytest.mark.parametrize("at", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_while_the_scanner_does_not_answer_files_wait(cerys: Client, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    monkeypatch.setattr(settings, "CLAMAV_SOCKET", at)
    part = part_of(b"words")
    for _ in range(5):
        assert not check_next_file()
    assert files_not_checked().count() == 1
    assert not Claim.objects.exists()
    assert "the scanner does not answer" in cerys.get(address(part)).content.decode()


def test_one_that_breaks_off_in_the_middle_is_asked_again(scanner: None, monkeypatch: pytest.MonkeyPatch) -> None:
    part_of(b"words")
    with monkeypatch.context() as broken:
        broken.setattr(Clamd, "answer", lambda _: b"stream: Can't allocate memory ERROR")
        for _ in range(4):
            with pytest.raises(Unreachable):
                check_next_file()
            Claim.objects.update(until="2026-01-01T00:00Z")
    assert not Scan.objects.exists()
    assert check_next_file()
    assert Scan.objects.get().result == Result.NOTHING_FOUND


def test_words_taken_back_take_the_scan_too(scanner: None) -> None:
    part = part_of(EICAR)
    check_next_file()
    withdraw(None, part.submission)
    assert not Scan.objects.exists()


@pytest.mark.parametrize("given", ["clamd.example.org:3310", "run/clamd.ctl", "127.0.0.1", "10.0.0.4:3310"])
def test_files_go_to_no_scanner_on_another_machine(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("CLAMAV_SOCKET", given)
    with pytest.raises(env.ImproperlyConfigured, match=r"clamd\.ctl"):
        env.scanner("CLAMAV_SOCKET")


@pytest.mark.parametrize("given", ["", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "localhost:3310"])
def test_a_scanner_on_this_machine_is_taken(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("CLAMAV_SOCKET", given)
    assert env.scanner("CLAMAV_SOCKET") == given
