"""What came by e-mail or in a form is taken back as a whole: the message, what hangs on it, and what is inside that."""

from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from cast import Team, accepted_theme, excerpt_of, read_by
from heard.collect.channels.email.actions import take_for_evidence, take_in
from heard.collect.channels.form_imports.actions import carry_on, say_columns, start_import
from heard.collect.channels.form_imports.mapping import Mapping
from heard.collect.channels.form_imports.models import FormImport
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.raw import open_file, open_sealed
from heard.collect.evidence_sessions.actions import NotesFile, import_session_notes
from heard.files.models import ItemKey, KeyDestroyed, StoredFile
from heard.files.tombstone_log import read_log
from heard.protect.copies.actions import copy_next_file
from heard.protect.copies.models import CleanCopy
from heard.protect.deidentification.models import WorkingText
from heard.protect.reading.actions import read_next_file
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import open_extraction
from heard.publish.publications.actions import clear_quotation, publish_quotation, publish_session_notes
from heard.publish.publications.models import Quotation
from heard.text.spans import Span
from heard.understand.coding.actions import mark_excerpt
from importing_forms import an_import
from stolen import everything_in, found_in, whole_database

pytestmark = pytest.mark.django_db(transaction=True)

# Words of no language. Those that are SEEN stand in a text that everybody at work may read.
IN_MAIL, SEEN, FILE_NAME, IN_FILE = "quennifold", "dravemoss", "pelloworth", "ambrisket"
IN_FORWARDED, NAME_INSIDE, IN_FILE_INSIDE = "thrushabel", "corvandine", "yestermole"
CANARIES = (IN_MAIL, SEEN, FILE_NAME, IN_FILE, IN_FORWARDED, NAME_INSIDE, IN_FILE_INSIDE)


@cache
def a_message(headers: str) -> bytes:
    """With a file, and with a message that somebody forwards, on which another file hangs."""
    forwarded = written("Your call in April", f"We will ring you about {IN_FORWARDED}.")
    forwarded.add_attachment(f"It was noted: {IN_FILE_INSIDE}.", filename=f"{NAME_INSIDE}.txt")
    message = written("What we told them", f"We said {IN_MAIL}, and it was {SEEN}.")
    message.add_attachment(f"I wrote {IN_FILE} down.", filename=f"{FILE_NAME}.txt")
    message.add_attachment(forwarded)
    return headers.encode() + message.as_bytes()


def written(subject: str, words: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "wren-7741@example.net", "inquiry@example.org", subject
    message["Message-ID"] = f"<{subject.replace(' ', '.')}@example.net>"
    message.set_content(words)
    return message


BULK = "Precedence: bulk\n"


def as_it_came(_team: Team) -> Submission:
    received, _ = take_in(a_message(""))
    assert received.submission is not None
    return received.submission


def kept_aside_first(team: Team) -> Submission:
    aside, _ = take_in(a_message(BULK))
    assert aside.submission is None
    return take_for_evidence(team.asha, aside)


def worked_with(team: Team, submission: Submission) -> None:
    """Software has read and copied its files, and people have made a text of its words."""
    while read_next_file() or copy_next_file():
        pass
    assert Extraction.objects.exists()
    read_by(team, submission.parts.get(number=1), 2, [])


def all_that_it_says(submission: Submission) -> str:
    words = [open_sealed(part).text for part in submission.parts.exclude(sha256="")]
    names = [open_file(file).name for file in files_in(submission)]
    return "\n".join([*words, *names, *(open_extraction(extraction).text for extraction in Extraction.objects.all())])


def anywhere(team: Team, submission: Submission) -> set[str]:
    """Which of the words are in the database, in a file, or on a page of the desk."""
    client = Client()
    client.force_login(team.asha)
    reference = submission.reference
    addresses = ("/desk/", "/desk/evidence/", "/desk/evidence/?words=said", f"/desk/evidence/{reference}/")
    pages = "".join(client.get(address, follow=True).content.decode() for address in addresses)
    files = b"\n".join(everything_in(Path(settings.EVIDENCE_ROOT)).values())
    return found_in(whole_database(), CANARIES) | found_in(files, CANARIES) | found_in(pages.encode(), CANARIES)


@pytest.mark.parametrize("came", [as_it_came, kept_aside_first])
def test_an_e_mail_goes_with_its_files_and_with_what_is_inside_them(
    came: Callable[[Team], Submission], team: Team
) -> None:
    submission = came(team)
    worked_with(team, submission)
    # What a file inside a forwarded message is called, nobody reads.
    assert {canary for canary in CANARIES if canary in all_that_it_says(submission)} == set(CANARIES) - {NAME_INSIDE}
    assert SEEN in anywhere(team, submission)
    withdraw(None, submission)
    assert anywhere(team, submission) == set()
    assert not StoredFile.objects.exists()
    assert not Extraction.objects.exists()
    assert not CleanCopy.objects.exists()
    assert not WorkingText.objects.exists()
    assert not ItemKey.objects.exclude(wrapped=b"").exists()
    assert {found.key for found in read_log().standing()} >= set(ItemKey.objects.values_list("pk", flat=True))
    with pytest.raises(KeyDestroyed):
        open_sealed(Part.objects.get(submission=submission, number=1))


@pytest.mark.parametrize(("came", "headers"), [(as_it_came, ""), (kept_aside_first, BULK)])
def test_the_same_e_mail_sent_again_brings_nothing_back(
    came: Callable[[Team], Submission], headers: str, team: Team
) -> None:
    submission = came(team)
    withdraw(None, submission)
    again, _ = take_in(a_message(headers))
    assert again.submission == submission
    assert not StoredFile.objects.exists()


ROWS = 25  # more than are received in one transaction
EXPORT = "ID,Words,Age,May we read it?\n" + "".join(
    f"{row},My words: quillmarrow{row:02}.,14,Yes\n" for row in range(ROWS)
)
COLUMNS = Mapping(("id", "words", "age", "consent analyse"), {2: {"14": "13–15"}, 3: {"Yes": "yes"}})


def begun(team: Team) -> FormImport:
    form_import = an_import(team, EXPORT.encode())
    say_columns(team.asha, form_import, COLUMNS)
    start_import(team.asha, form_import, tuple(EXPORT.splitlines()[0].split(",")), ROWS)
    return form_import


def submission_saying(words: str) -> Submission:
    return next(
        part.submission
        for part in Part.objects.select_related("submission__key").exclude(sha256="")
        if words in open_sealed(part).text
    )


def test_a_row_of_a_form_is_taken_back_while_others_are_still_received(team: Team) -> None:
    form_import = begun(team)
    carry_on(form_import, seconds=0)
    assert 0 < Submission.objects.count() < ROWS
    first = submission_saying("quillmarrow00")
    read_by(team, first.parts.get(), 2, [])
    assert found_in(whole_database(), ["quillmarrow00"])
    withdraw(None, first)
    assert not found_in(whole_database(), ["quillmarrow00"])
    while FormImport.objects.get().state == "running":
        carry_on(form_import, seconds=0)
    # The file that held every row is erased, and its key destroyed; the other rows are as they were.
    assert not StoredFile.objects.exists()
    assert set(ItemKey.objects.filter(wrapped=b"")) == {first.key, form_import.key}
    assert Submission.objects.count() == ROWS
    assert submission_saying("quillmarrow01")
    with pytest.raises(KeyDestroyed):
        open_sealed(Part.objects.get(submission=first))


NOTES = NotesFile("notes.txt", b"Session on moving\n\nWhat we heard\n\nMoves come without warning, people said.\n")
TOLD = "Moves come without warning"


def test_notes_of_a_meeting_are_nobodys_to_take_back_and_stay_as_they_are(team: Team) -> None:
    """What was published of a meeting is of many; whoever was there and also wrote to us takes back what they wrote."""
    session = import_session_notes(team.asha, "moving", "A session on moving", NOTES)
    publish_session_notes(team.frank, session)
    start = session.notes.text.index(TOLD)
    told = mark_excerpt(team.ben, session.notes, Span(start, start + len(TOLD)))
    quotation = clear_quotation(team.ben, told, TOLD, "People at a session")
    publish_quotation(team.frank, quotation)
    submission = as_it_came(team)
    excerpt = excerpt_of(team, read_by(team, submission.parts.get(number=1), 2, []), SEEN, accepted_theme(team))
    assert excerpt.pk
    withdraw(None, submission)
    assert list(Quotation.objects.all()) == [quotation]
    pages = "".join(
        Client().get(address).content.decode()
        for address in ("/sessions/moving/", "/sessions/moving/text/", f"/quotations/{quotation.pk}/")
    )
    assert pages.count(TOLD) >= 3
    assert not found_in(pages.encode(), CANARIES)
