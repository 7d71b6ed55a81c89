"""A submission of which there is one of everything is taken back, and its words are looked for everywhere."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from cast import Team, accepted_theme, excerpt_of, given_file, read_by
from heard.collect.evidence.actions import GivenEvidence, GivenPart, keep_detail, receive_submission, withdraw
from heard.collect.evidence.derivatives import derivatives
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.states import Channel, DetailKind, Fate
from heard.collect.receipts.actions import ask_giver, give_receipt
from heard.collect.receipts.five_words import make_five_words
from heard.files.models import StoredFile
from heard.inquiry.consent.actions import adopt_starting_wordings
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.jobs.work import do_what_is_due
from heard.protect.copies.actions import copy_next_file
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    assign,
    write_down,
)
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import parts_saying
from heard.protect.deidentification.search import TABLE, wipe_what_was_taken_out
from heard.protect.deidentification.states import IdentifierKind, NoteKind
from heard.protect.reading.actions import read_next_file
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.states import Outcome
from heard.publish.publications.actions import clear_quotation, publish_quotation, publish_theme
from heard.publish.publications.models import Quotation
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from stolen import everything_in, found_in, whole_database

pytestmark = pytest.mark.django_db(transaction=True)

# Each is a word of no language, and stands in one place. Those that are SEEN can be read before they are taken back.
NAME, IN_FILE, FILE_NAME, TO_PRINT, TO_REACH = "Zarquelda", "quimbrelstone", "vellamorph", "Ondrifane", "tholvexia"
ASKED, SHOWN_IN_FILE = "brindlomax", "crellowisp"
SEEN = "fennickard"
SAID = f"They told me in the {SEEN}, and not before."
WORDS = f"My sister {NAME} was gone. {SAID}"
CANARIES = (NAME, IN_FILE, FILE_NAME, TO_PRINT, TO_REACH, ASKED, SHOWN_IN_FILE, SEEN)


@pytest.fixture(autouse=True)
def software_has_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has not: the words are taken back sooner, wait until it does, and it finds nothing to worry about."""
    monkeypatch.setattr(engine, "judge", lambda _text: engine.Judged(Outcome.NOTHING_FOUND))


@pytest.fixture(autouse=True)
def an_empty_index() -> None:
    """What other tests left in it: the database is emptied between them, save for tables that are no model's."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (our own name)
    wipe_what_was_taken_out()


@dataclass
class Everything:
    """A submission, what was made of it, and where its words stood in public."""

    submission: Submission
    quotation: Quotation
    theme: Theme


@pytest.fixture
def everything(team: Team) -> Everything:
    adopt_starting_wordings(None)
    given = GivenEvidence(
        parts=(GivenPart(WORDS),),
        files=(
            given_file(f"{FILE_NAME}.txt", "text/plain", f"I wrote {IN_FILE} down.".encode()),
            given_file(f"{FILE_NAME} 2.txt", "text/plain", IN_FILE.encode()),
        ),
        channel=Channel.WEB_FORM,
        received_on=date(2026, 3, 4),
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=tuple(Use),
        age_band=AgeBand.FROM_13,
        region=Region.NORTH_WEST,
        trusted_adult=TrustedAdult.TEACHER,
    )
    submission = receive_submission(None, given)
    keep_detail(submission, DetailKind.NAME_TO_PRINT, TO_PRINT)
    keep_detail(submission, DetailKind.HOW_TO_REACH, TO_REACH)
    give_receipt(submission, make_five_words())
    ask_giver(team.cerys, submission, f"What does {ASKED} mean?")
    while read_next_file() or copy_next_file():
        pass
    assign(team.cerys, [submission], team.cerys)
    write_down(team.cerys, submission.parts.get(number=3), NoteKind.DESCRIPTION, f"It shows a {SHOWN_IN_FILE}.")
    text = working_text_of(team, submission.parts.get(number=1))
    theme = accepted_theme(team)
    excerpt = excerpt_of(team, text, SAID, theme)
    quotation = clear_quotation(team.ben, excerpt, SAID, "Young person")
    publish_quotation(team.asha, quotation)
    publish_theme(team.asha, theme)
    return Everything(submission, quotation, theme)


def working_text_of(team: Team, part: Part) -> WorkingText:
    at = Span(WORDS.index(NAME), WORDS.index(NAME) + len(NAME))
    return read_by(team, part, 2, [SuggestedRedaction(at, "person", IdentifierKind.DIRECT, "[sister]")])


def public_pages(of: Everything) -> dict[str, str]:
    """What everybody sees, at every address that could show these words."""
    addresses = ("/", "/themes/", "/questions/", "/sessions/", "/privacy/")
    shown = (*addresses, reverse("theme", args=[of.theme.slug]), reverse("quotation", args=[of.quotation.pk]))
    return {address: Client().get(address, follow=True).content.decode() for address in shown}


def desk_pages(team: Team, of: Everything) -> dict[str, str]:
    reference = of.submission.reference
    client = Client()
    client.force_login(team.asha)
    addresses = ("/desk/", "/desk/evidence/", "/desk/evidence/?words=told", f"/desk/evidence/{reference}/")
    more = ("/desk/quotations/", f"/desk/themes/{of.theme.slug}/", f"/desk/evidence/{reference}/on-behalf/")
    return {address: client.get(address, follow=True).content.decode() for address in (*addresses, *more)}


def readable_in(texts: Iterable[str]) -> set[str]:
    return {canary for canary in CANARIES for text in texts if canary in text}


def rows_left(submission: Submission) -> dict[str, int]:
    """How many rows there are of each kind that a withdrawal erases. There is one submission, so that none may be."""
    erased = {found.name for found in derivatives() if found.withdrawn == Fate.ERASED}
    counted = {
        model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.label in erased
    }
    assert submission.parts.exists()
    return {name: number for name, number in counted.items() if number}


def test_before_it_is_taken_back_all_of_it_is_there(team: Team, everything: Everything) -> None:
    assert SEEN in readable_in(public_pages(everything).values())
    assert SEEN in readable_in(desk_pages(team, everything).values())
    assert found_in(whole_database(), CANARIES) == {SEEN}
    assert parts_saying(SEEN).exists()
    kinds = set(rows_left(everything.submission))
    assert {"evidence.PartFile", "reading.Extraction", "copies.CleanCopy", "receipts.Asking"} <= kinds
    assert {"deidentification.FileNote", "coding.CodeApplication", "publications.QuotationPublishing"} <= kinds


def test_after_it_is_taken_back_none_of_it_is_anywhere(team: Team, everything: Everything) -> None:
    began = time.perf_counter()
    withdraw(None, everything.submission)
    withdrawn = time.perf_counter() - began
    at_the_desk = readable_in(desk_pages(team, everything).values())
    desk = time.perf_counter() - began
    in_public = readable_in(public_pages(everything).values())
    public = time.perf_counter() - began
    do_what_is_due()
    everything_done = time.perf_counter() - began
    in_files = [name for name, data in everything_in(Path(settings.EVIDENCE_ROOT)).items() if found_in(data, CANARIES)]
    print(
        f"\nSeconds after a withdrawal: done {withdrawn:.2f}, seven desk pages read {desk:.2f}, "
        f"seven public pages read {public:.2f}, all work that was due done {everything_done:.2f}"
    )
    assert at_the_desk == set()
    assert in_public == set()
    assert found_in(whole_database(), CANARIES) == set()
    assert in_files == []
    assert not StoredFile.objects.exists()
    assert not parts_saying(SEEN).exists()
    assert rows_left(everything.submission) == {}


def test_its_public_address_says_so_and_is_linked_from_nowhere(everything: Everything) -> None:
    address = reverse("quotation", args=[everything.quotation.pk])
    assert address in "".join(public_pages(everything).values())
    withdraw(None, everything.submission)
    answered = Client().get(address)
    assert answered.status_code == 410
    assert answered["X-Robots-Tag"] == "noindex"
    others = {page: shown for page, shown in public_pages(everything).items() if page != address}
    assert address not in "".join(others.values())
    assert Client().get("/quotations/999999999/").status_code == 404
