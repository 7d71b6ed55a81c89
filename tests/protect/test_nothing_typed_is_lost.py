"""Whoever writes down a file may be late, or overtaken. They are told so, and what they typed stays before them."""

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from cast import Team, given_file, jay_gives_evidence
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.files.models import KeyDestroyed
from heard.protect.deidentification import long_forms
from heard.protect.deidentification.actions import write_down
from heard.protect.deidentification.models import FileNote
from heard.protect.deidentification.states import NoteKind
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result

pytestmark = pytest.mark.django_db

TYPED = "It was a week.\r\n   Then the other house.\r\n"
SHOWN = '<p class="desk-words">It was a week.\n   Then the other house.\n</p>'


def part_of(words: str) -> Part:
    return jay_gives_evidence(files=[given_file("Nadia.txt", "text/plain", words.encode())]).submission.parts.get(
        number=2
    )


@pytest.fixture
def letter(team: Team) -> Part:
    return part_of("It was a week.\n")


@pytest.fixture
def cerys(team: Team, client: Client) -> Client:
    client.force_login(team.cerys)
    return client


def address(part: Part) -> str:
    return f"/desk/evidence/{part.submission.reference}/file/{part.number}/"


def opened(client: Client, part: Part) -> str:
    return client.post(address(part), {"use": "reading it", "what": "file"}).content.decode()


def pass_in(page: str) -> str:
    return page.split('name="pass" value="')[1].split('"')[0]


def keep(client: Client, part: Part, given: str, text: str, follow: bool = False) -> HttpResponse:
    sent = urlencode({"pass": given, "kind": "words", "text": text})  # as browsers send it
    return client.post(
        address(part) + "written-down/", sent, content_type="application/x-www-form-urlencoded", follow=follow
    )


def test_where_a_colleague_was_quicker_ones_own_words_are_shown_with_the_sentence(
    cerys: Client, letter: Part, team: Team
) -> None:
    given = pass_in(opened(cerys, letter))
    write_down(team.dev, letter, NoteKind.WORDS, "It was a week.\n")
    response = keep(cerys, letter, given, TYPED)
    page = response.content.decode()
    assert response.status_code == 422
    assert "was written down before, and words are never altered" in page
    assert SHOWN in page
    letter.refresh_from_db()
    assert open_sealed(letter).text == "It was a week.\n"


def test_where_something_was_found_in_the_file_they_are_shown_too(cerys: Client, letter: Part) -> None:
    given = pass_in(opened(cerys, letter))
    Scan.objects.create(file=letter.file, result=Result.SOMETHING_FOUND, scanner="ClamAV 1")
    response = keep(cerys, letter, given, TYPED)
    page = response.content.decode()
    assert response.status_code == 422
    assert SHOWN in page
    assert 'name="pass"' not in page
    assert not FileNote.objects.exists()


def test_blank_lines_are_nothing_to_keep(cerys: Client, letter: Part) -> None:
    response = keep(cerys, letter, pass_in(opened(cerys, letter)), " \r\n")
    assert response.status_code == 422
    assert "There is nothing written here yet." in response.content.decode()


def test_whose_words_were_taken_back_meanwhile_has_nothing_written_down(cerys: Client, letter: Part) -> None:
    given = pass_in(opened(cerys, letter))
    withdraw(None, letter.submission)
    page = keep(cerys, letter, given, TYPED, follow=True).content.decode()
    assert "These words were taken back" in page
    assert "Then the other house" not in page
    assert not FileNote.objects.exists()


@pytest.mark.parametrize("kind", NoteKind)
def test_nor_where_they_are_taken_back_at_the_last_moment(letter: Part, team: Team, kind: NoteKind) -> None:
    before = Part.objects.select_related("submission__key").get(pk=letter.pk)
    withdraw(None, letter.submission)
    with pytest.raises(KeyDestroyed):
        write_down(team.cerys, before, kind, TYPED)
    assert not FileNote.objects.exists()
    assert not Part.objects.get(pk=letter.pk).has_words
    assert not lines_about("submission", letter.label).filter(verb__startswith="write down").exists()


def test_what_the_desk_shows_it_takes_though_it_is_longer_than_forms_are(cerys: Client, team: Team) -> None:
    line = "They came on a Tuesday, and everything we had was in bin bags.\n"
    part = part_of(line * 60_000)
    page = opened(cerys, part)
    assert page.count(line) == 60_000
    assert keep(cerys, part, pass_in(page), line.replace("\n", "\r\n") * 60_000).status_code == 302
    part.refresh_from_db()
    assert open_sealed(part).text == line * 60_000


def test_what_it_could_not_take_it_does_not_show_and_says_so(
    cerys: Client, letter: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_forms, "LONGEST", 2**20)
    page = opened(cerys, part_of("éé\n" * 90_000))
    assert "more words in it than the 1 MB that can be kept in one piece" in page
    assert "éé" not in page
    refused = keep(cerys, letter, pass_in(opened(cerys, letter)), "a" * 2**20)
    assert refused.status_code == 422
    assert "That is more than the 1 MB that can be kept in one piece" in refused.content.decode()
    assert not FileNote.objects.exists()


def test_a_page_of_somebody_else_keeps_nothing(letter: Part, team: Team) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(team.cerys)
    assert keep(strict, letter, "", TYPED).status_code == 403
