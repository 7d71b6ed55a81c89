"""Staff take words back, or change what may be done with them, for whoever asked without five words."""

from typing import Any

import pytest
from django.test import Client

from cast import Team, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.audit.queries import lines_about
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.models import Submission, Withdrawal
from heard.collect.evidence.states import Channel
from heard.collect.receipts.actions import change_consent_on_behalf, withdraw_on_behalf
from heard.collect.receipts.models import AskedOnBehalf
from heard.collect.receipts.rules import Request
from heard.collect.receipts.states import Checked, ChildsWish, HowAsked, WhoAsked
from heard.inquiry.consent.actions import adopt_starting_wordings
from heard.inquiry.consent.queries import uses_allowed
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, SpeakingAs
from heard.text.errors import BadInput
from telling import Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

FORM = {
    "who": "themselves",
    "how": "letter",
    "checked": "we reached them",
    "childs_wish": "",
    "asks": "take back",
    "is_sure": "on",
}


def given_at(age: AgeBand | None, *uses: Use) -> Submission:
    adopt_starting_wordings(None)
    given = GivenEvidence(
        parts=(GivenPart("It was a week."),),
        channel=Channel.LETTER,
        received_on=jay_gives_evidence().submission.received_on,
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=uses or (Use.ANALYSE, Use.QUOTE_UNNAMED),
        age_band=age,
    )
    return receive_submission(None, given)


def asked_by(team: Team, who: WhoAsked = WhoAsked.THEMSELVES, wish: ChildsWish | None = None) -> Request:
    return Request(who, HowAsked.LETTER, Checked.WE_REACHED_THEM, team.efua, wish)


def at_desk(team: Team, submission: Submission, **given: Any) -> Any:
    client = Client()
    client.force_login(team.asha)
    posted = FORM | {"checked_by": str(team.efua.pk)} | given
    return client.post(f"/desk/evidence/{submission.reference}/on-behalf/", posted, follow=True)


def test_who_wrote_a_letter_has_their_words_back(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    answered = at_desk(team, submission)
    assert "It is taken back" in answered.content.decode()
    assert Withdrawal.objects.get(submission=submission).recorded_by == team.asha
    noted = AskedOnBehalf.objects.get()
    assert (noted.who, noted.checked_by, noted.by) == (WhoAsked.THEMSELVES, team.efua, team.asha)
    assert lines_about("submission", submission.reference).filter(verb="act for themselves").count() == 1


def test_nothing_is_taken_back_before_staff_know_that_it_cannot_be_undone(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    answered = at_desk(team, submission, is_sure="")
    assert answered.status_code == 422
    assert "cannot be undone" in answered.content.decode()
    assert not Withdrawal.objects.exists()


def test_uses_are_changed_as_they_asked(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    at_desk(team, submission, asks="change", uses=["analyse"])
    assert uses_allowed(submission.consent) == [Use.ANALYSE]
    assert lines_about("consent", submission.reference).filter(actor=team.asha, verb="take back").count() == 1


def test_a_use_that_needs_to_be_told_something_is_not_given_without_it(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    with pytest.raises(BadInput, match="have not told us"):
        change_consent_on_behalf(team.asha, submission, [Use.ANALYSE, Use.CONTACT_AGAIN], asked_by(team))
    assert Use.CONTACT_AGAIN not in uses_allowed(submission.consent)
    assert not AskedOnBehalf.objects.exists()


@pytest.mark.parametrize("wish", [ChildsWish.WANTS_IT, ChildsWish.LEAVES_IT, ChildsWish.TOO_YOUNG])
def test_a_guardian_takes_back_what_a_child_gave(team: Team, wish: ChildsWish) -> None:
    submission = given_at(AgeBand.UNDER_13)
    withdraw_on_behalf(team.asha, submission, asked_by(team, WhoAsked.GUARDIAN, wish))
    assert AskedOnBehalf.objects.get().childs_wish == wish
    assert Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("age", "wish", "why"),
    [
        (AgeBand.FROM_13, ChildsWish.AGAINST, "does not want it"),
        (AgeBand.UNDER_13, ChildsWish.AGAINST, "does not want it"),
        (AgeBand.UNDER_13, None, "what the child wants"),
        (AgeBand.FROM_13, ChildsWish.NOT_ASKED, "is asked first"),
        (None, ChildsWish.NOT_ASKED, "is asked first"),
        (AgeBand.FROM_16, ChildsWish.WANTS_IT, "16 or over"),
        (AgeBand.FROM_26, ChildsWish.WANTS_IT, "16 or over"),
    ],
)
def test_nobody_decides_over_a_young_persons_own_wish(
    team: Team, age: AgeBand | None, wish: ChildsWish | None, why: str
) -> None:
    submission = given_at(age)
    with pytest.raises(NotAllowed, match=why):
        withdraw_on_behalf(team.asha, submission, asked_by(team, WhoAsked.GUARDIAN, wish))
    with pytest.raises(NotAllowed, match=why):
        change_consent_on_behalf(team.asha, submission, [], asked_by(team, WhoAsked.GUARDIAN, wish))
    assert not Withdrawal.objects.exists()
    assert uses_allowed(submission.consent) == [Use.ANALYSE, Use.QUOTE_UNNAMED]


def test_the_desk_says_why_a_guardian_is_refused(team: Team) -> None:
    answered = at_desk(team, given_at(AgeBand.FROM_16), who="guardian", childs_wish="wants it")
    assert answered.status_code == 422
    assert "16 or over" in answered.content.decode()


def test_reviewers_and_analysts_do_not_act_for_people(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    for person in (team.ben, team.cerys, team.frank):
        with pytest.raises(NotAllowed):
            withdraw_on_behalf(person, submission, asked_by(team))
    assert not Withdrawal.objects.exists()


def test_the_giver_sees_that_it_was_done_and_for_whom(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    writer.send()
    change_consent_on_behalf(
        team.asha, the_submission(), [Use.ANALYSE], asked_by(team, WhoAsked.GUARDIAN, ChildsWish.LEAVES_IT)
    )
    page = writer.page("/your-words/trail/")
    assert "somebody who works here changed what we may do with it" in page
    assert "A parent or guardian had asked us to." in page
    withdraw_on_behalf(team.asha, the_submission(), asked_by(team, WhoAsked.GUARDIAN, ChildsWish.WANTS_IT))
    page = writer.page("/your-words/trail/")
    assert "A parent or guardian asked us to, and somebody who works here did it." in page


def test_the_desk_shows_what_was_done_and_offers_nothing_more(team: Team) -> None:
    submission = given_at(AgeBand.FROM_18)
    at_desk(team, submission)
    client = Client()
    client.force_login(team.asha)
    page = client.get(f"/desk/evidence/{submission.reference}/on-behalf/").content.decode()
    assert "Efua Quaye made sure that it was them" in page
    assert "Note it, and do it" not in page
