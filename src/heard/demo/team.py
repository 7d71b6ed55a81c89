"""Loads who runs the inquiry, and what it says about itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from heard.accounts.actions import create_account
from heard.accounts.models import User
from heard.collect.calls.actions import CallPlan, plan_call
from heard.collect.calls.queries import the_call
from heard.collect.calls.states import AdultNeeded
from heard.demo.reading import Entry
from heard.inquiry.consent.actions import adopt_wording
from heard.inquiry.consent.queries import newest_wording
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.actions import InquiryFacts, appoint_team_member, set_up_inquiry
from heard.inquiry.inquiries.models import Helpline, Question, TimetableStage
from heard.inquiry.inquiries.queries import the_inquiry
from heard.inquiry.inquiries.states import Role
from heard.publish.pages.actions import Way, add_starting_pages, write_home_page


@dataclass(frozen=True, slots=True)
class Cast:
    """The people who do the work in the fictional inquiry."""

    secretariat: User
    analyst: User
    chair: User
    reviewers: tuple[User, User]
    safeguarding_lead: User


def assemble_team(inquiry: Entry) -> Cast:
    """An account and a role for everybody named. The first of the secretariat appoints the rest."""
    people = [(account_for(person), Role(person["role"])) for person in inquiry["person"]]
    first = next(user for user, role in people if role == Role.SECRETARIAT)
    appoint_team_member(None, first, Role.SECRETARIAT)
    for user, role in people:
        appoint_team_member(first, user, role)
    return cast_from(people)


def account_for(person: Entry) -> User:
    found = User.objects.filter(email=person["email"]).first()
    return found or create_account(person["email"], person["name"])


def cast_from(people: list[tuple[User, Role]]) -> Cast:
    holders = {wanted: [user for user, role in people if role == wanted] for wanted in Role}
    one, other = holders[Role.REVIEWER][:2]
    return Cast(
        secretariat=holders[Role.SECRETARIAT][0],
        analyst=holders[Role.ANALYST][0],
        chair=holders[Role.CHAIR][0],
        reviewers=(one, other),
        safeguarding_lead=holders[Role.SAFEGUARDING_LEAD][0],
    )


def set_up(inquiry: Entry, cast: Cast) -> None:
    """The inquiry, its consent wordings and its first pages."""
    if the_inquiry() is not None:
        return
    for wording in inquiry["consent_wording"]:
        use = Use(wording["use"])
        if newest_wording(use) is None:
            adopt_wording(cast.secretariat, use, wording["version"], wording["adult"], wording["young"])
    write_home_page(
        cast.secretariat,
        inquiry["title"],
        inquiry["purpose"],
        inquiry["terms_of_reference"],
        [Way(way["title"], way["text"]) for way in inquiry["way"]],
    )
    add_starting_pages(cast.secretariat)
    set_up_inquiry(
        cast.secretariat,
        InquiryFacts(**{name: inquiry[name] for name in ("title", "strapline", "run_by", "chair", "notice")}),
        questions_in(inquiry),
        timetable_in(inquiry),
        helplines_in(inquiry),
    )


def open_call(inquiry: Entry, cast: Cast) -> None:
    """The call for evidence, which stays open for whoever tries the demonstration."""
    if the_call() is None:
        call = inquiry["call"]
        opens = datetime.combine(call["opens"], time(9), UTC)
        plan_call(cast.secretariat, CallPlan(opens, None, AdultNeeded(call["adult_needed_under"]), call["welcome"]))


def questions_in(inquiry: Entry) -> list[Question]:
    return [
        Question(number=entry["number"], text=entry["text"], plain_text=entry["plain"]) for entry in inquiry["question"]
    ]


def timetable_in(inquiry: Entry) -> list[TimetableStage]:
    return [TimetableStage(order=order, **entry) for order, entry in enumerate(inquiry["stage"], start=1)]


def helplines_in(inquiry: Entry) -> list[Helpline]:
    return [
        Helpline(
            order=order, purpose=entry["for"], **{name: entry[name] for name in ("nation", "name", "phone", "hours")}
        )
        for order, entry in enumerate(inquiry["helpline"], start=1)
    ]
