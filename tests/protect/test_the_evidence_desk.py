"""The evidence desk: the original stays closed until somebody says what for, and every later use can be walked to."""

import pytest
from django.test import Client

from cast import Team, accepted_theme, excerpt_of, jay_gives_evidence, read_by
from heard.audit.models import Entry
from heard.collect.evidence.models import Part
from heard.files.actions import destroy_key
from heard.protect.deidentification.queries import count_at
from heard.protect.deidentification.states import Reading
from heard.publish.publications.actions import clear_quotation, publish_quotation

pytestmark = pytest.mark.django_db

WORDS = "it would be a week"


@pytest.fixture
def part(team: Team) -> Part:
    return jay_gives_evidence()


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    client.force_login(team.asha)
    return client


def page(client: Client, part: Part) -> str:
    return client.get(f"/desk/evidence/{part.submission.reference}/").content.decode()


def open_it(client: Client, part: Part, use: str) -> tuple[int, str]:
    response = client.post(f"/desk/evidence/{part.submission.reference}/original/1/", {"use": use}, follow=True)
    return response.status_code, response.content.decode()


def openings() -> int:
    return Entry.objects.filter(verb="open original").count()


def test_the_page_shows_the_working_text_and_not_the_original(asha: Client, part: Part, team: Team) -> None:
    read_by(team, part, 1)
    shown = page(asha, part)
    assert "[name]" in shown
    assert "Nadia" not in shown
    assert "Kettlesham" not in shown


def test_looking_at_the_page_opens_nothing(asha: Client, part: Part) -> None:
    before = Entry.objects.count()
    page(asha, part)
    asha.get("/desk/evidence/")
    assert Entry.objects.count() == before


def test_opening_shows_it_once_and_leaves_one_line(asha: Client, part: Part) -> None:
    status, shown = open_it(asha, part, "checking a quotation")
    assert status == 200
    assert "Nadia" in shown
    assert openings() == 1
    assert "Nadia" not in page(asha, part)


def test_without_a_use_it_stays_closed_and_says_so(asha: Client, part: Part) -> None:
    before = Entry.objects.count()
    status, shown = open_it(asha, part, "")
    assert status == 422
    assert "Nadia" not in shown
    assert "Say what you are opening it for." in shown
    assert Entry.objects.count() == before


def test_an_analyst_is_not_offered_it(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.ben)
    assert "Open the original" not in page(client, part)


def test_words_that_were_taken_back_are_told_kindly(asha: Client, part: Part) -> None:
    destroy_key(None, part.submission.key, "taken back")
    status, shown = open_it(asha, part, "checking")
    assert status == 410
    assert "were taken back" in shown


def test_each_use_of_the_words_is_linked_to_its_characters(asha: Client, part: Part, team: Team) -> None:
    theme, working_text = accepted_theme(team), read_by(team, part, 2)
    excerpt = excerpt_of(team, working_text, WORDS, theme)
    quotation = clear_quotation(team.ben, excerpt, WORDS, "Young person in care")
    publish_quotation(team.asha, quotation)
    shown = page(asha, part)
    assert f'id="c{excerpt.start}"' in shown
    assert f'href="#c{excerpt.start}"' in shown
    assert f"/desk/themes/{theme.slug}/#excerpt-{excerpt.pk}" in shown
    assert f"/desk/quotations/{quotation.pk}/" in shown
    assert f"quotation {quotation.pk}, published" in shown


def test_the_desk_begins_with_the_work_that_waits(asha: Client, part: Part) -> None:
    assert count_at(Reading.TO_READ) == 1
    shown = asha.get("/desk/").content.decode()
    assert "What waits for you" in shown
    assert "/desk/evidence/?state=new" in shown


def test_whoever_may_not_read_evidence_is_told_of_none(part: Part, team: Team, client: Client) -> None:
    client.force_login(team.greta)
    assert "/desk/evidence/" not in client.get("/desk/").content.decode()


def test_nothing_on_the_desk_leads_to_wagtails_own_site(asha: Client) -> None:
    assert "wagtail.org" not in asha.get("/desk/").content.decode()


@pytest.mark.parametrize("asked", ["?p=nonsense", "?p=99999", "?question=zzz", "?reading=<script>", "?words=%00"])
def test_nonsense_in_the_address_is_survived(asha: Client, part: Part, asked: str) -> None:
    assert asha.get(f"/desk/evidence/{asked}").status_code == 200
