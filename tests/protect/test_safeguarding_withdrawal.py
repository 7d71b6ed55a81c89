"""Words taken back while a concern is open are read by the lead and nobody else, and go when it closes."""

import pytest
from django.test import Client

from cast import JAYS_WORDS, Team, given_file, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.actions import keep_detail, withdraw
from heard.collect.evidence.kept_apart import destroy_what_is_held_no_longer
from heard.collect.evidence.models import KeptApart, Submission
from heard.collect.evidence.states import DetailKind
from heard.files.models import KeyDestroyed
from heard.protect.safeguarding.actions import close_concern, open_to_read, raise_concern, reopen_concern
from heard.protect.safeguarding.models import Concern, Look, Sign
from heard.protect.safeguarding.opened import open_what_it_is_about
from heard.protect.safeguarding.sealed_words import Decided, open_decision, open_reasons
from heard.protect.safeguarding.states import Decision

pytestmark = pytest.mark.django_db

REFERRED = Decided("Told them at once.", "Social care, Rivermouth", "2026-11-27", "RM/4471")


@pytest.fixture
def held(team: Team) -> Concern:
    part = jay_gives_evidence(files=[given_file("note.txt", "text/plain", b"The house by the canal")])
    keep_detail(part.submission, DetailKind.HOW_TO_REACH, "07700 900123")
    concern = raise_concern(team.ben, part.submission, "She sounds afraid.")
    withdraw(None, part.submission)
    return Concern.objects.select_related("submission").get(pk=concern.pk)


def test_the_lead_still_reads_all_of_it(held: Concern, team: Team) -> None:
    open_to_read(team.efua, held)
    opened = open_what_it_is_about(held)
    words, file = opened.parts
    assert words.words == JAYS_WORDS
    assert words.reasons[0].sentences == ("She sounds afraid.",)
    assert opened.told["how to reach them"] == "07700 900123"
    assert opened.told["age"] == "13–15"
    assert file.file is not None


def test_it_is_destroyed_once_the_concern_is_closed_and_not_before(held: Concern, team: Team) -> None:
    assert not destroy_what_is_held_no_longer()
    open_to_read(team.efua, held)
    closing = close_concern(team.efua, held, Decision.REFERRAL, REFERRED)
    assert destroy_what_is_held_no_longer()
    assert not KeptApart.objects.exists()
    for sign in Sign.objects.all():
        with pytest.raises(KeyDestroyed):
            open_reasons(sign)
    assert open_decision(closing) == REFERRED
    with pytest.raises(NotAllowed, match="taken back"):
        reopen_concern(team.efua, held)


def test_it_is_read_on_its_own_page_alone(held: Concern, team: Team, client: Client) -> None:
    client.force_login(team.efua)
    address = f"/desk/concerns/{held.pk}/"
    assert "Kettlesham" not in client.get(address).content.decode()
    response = client.post(f"{address}opening/", follow=True)
    page = response.content.decode()
    assert "Kettlesham" in page
    assert "07700 900123" in page
    file = client.get(f"{address}kept-file/2/", {"pass": response.context["pass"]})
    assert b"".join(file) == b"The house by the canal"  # type: ignore[call-overload]
    assert "Kettlesham" not in client.get(f"/desk/evidence/{held.submission.reference}/").content.decode()
    client.force_login(team.asha)
    assert client.get(f"{address}kept-file/2/", {"pass": response.context["pass"]}).status_code == 404
    client.force_login(team.cerys)
    assert "Kettlesham" not in client.get(f"{address}?pass={response.context['pass']}", follow=True).content.decode()


def test_without_an_open_concern_what_was_found_goes_with_the_words(team: Team) -> None:
    part = jay_gives_evidence()
    concern = raise_concern(team.ben, part.submission, "She sounds afraid.")
    open_to_read(team.efua, concern)
    close_concern(team.efua, concern, Decision.NO_CONCERN, REFERRED)
    withdraw(None, part.submission)
    assert bytes(Sign.objects.get().sealed) == b""
    assert not Look.objects.exists()
    assert not KeptApart.objects.exists()
    assert Submission.objects.count() == Concern.objects.count() == 1
