"""Who may write and send, and for whom a grown-up has to know."""

from datetime import timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.rules import NotAllowed, allowed
from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.queries import the_call
from heard.collect.calls.states import AdultNeeded, CallState
from heard.collect.channels.web_form.answers import Answers
from heard.collect.channels.web_form.models import Draft
from heard.collect.channels.web_form.queries import draft_for, is_adding
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.five_words import NUMBER_OF_WORDS, FiveWords
from heard.collect.receipts.queries import receipt_for
from heard.inquiry.contributors.states import AgeBand, SpeakingAs

TIME_TO_FINISH = timedelta(days=1)
CHILDREN_MAY_SPEAK = (SpeakingAs.OWN_EXPERIENCE, SpeakingAs.GROUP)
UNDER = {AdultNeeded.NEVER: (), AdultNeeded.UNDER_13: (AgeBand.UNDER_13,)}
UNDER[AdultNeeded.UNDER_16] = (AgeBand.UNDER_13, AgeBand.FROM_13)


class AdultAsked(StrEnum):
    """What we ask about a trusted adult."""

    NOTHING = "nothing"
    WHO_KNOWS = "who knows"  # the person is younger than the call's limit
    IF_YOUNGER = "if younger"  # they did not say how old they are


def check_write(draft: Draft | None) -> None:
    """Raise unless somebody may write now: the call is open, or closed less than a day after they began."""
    call, now = the_call(), timezone.now()
    state = call.state_at(now) if call else CallState.NOT_PLANNED
    if state == CallState.OPEN or (call and state == CallState.CLOSED and _may_still_finish(call, draft)):
        return
    raise NotAllowed(_("Nobody can send us anything on this site at the moment."))


def _may_still_finish(call: CallForEvidence, draft: Draft | None) -> bool:
    if draft is None or call.closes_at is None:
        return False
    return draft.begun_at < call.closes_at and timezone.now() < call.closes_at + TIME_TO_FINISH


def can_write(draft: Draft | None) -> bool:
    return allowed(check_write, draft)


def check_keep(words: FiveWords | None, draft: Draft | None) -> None:
    """Raise unless what somebody tells may be kept: they may write now, or they add to what they gave before."""
    if words is None or not is_adding(words):
        return check_write(draft)
    receipt = receipt_for(FiveWords(words.words[:NUMBER_OF_WORDS]))
    if receipt is None or withdrawal_of(receipt.submission):
        raise NotAllowed(_("There is nothing here to add to."))
    return None


def can_keep(words: FiveWords | None) -> bool:
    return allowed(check_keep, words, draft_for(words))


def adult_asked(call: CallForEvidence | None, answers: Answers) -> AdultAsked:
    """What the call asks about a grown-up, from somebody who told us this much."""
    if call is None or answers.speaking_as not in CHILDREN_MAY_SPEAK or not UNDER[AdultNeeded(call.adult_needed_under)]:
        return AdultAsked.NOTHING
    if not answers.age_band:
        return AdultAsked.IF_YOUNGER
    too_young = answers.age_band in UNDER[AdultNeeded(call.adult_needed_under)]
    return AdultAsked.WHO_KNOWS if too_young else AdultAsked.NOTHING
