"""Loads what was found in people's words that may tell of harm, and what the safeguarding lead did about it."""

from django.db import transaction

from heard.collect.evidence.models import Part
from heard.demo.reading import Content, Entry
from heard.demo.team import Cast
from heard.protect.safeguarding.actions import close_concern, open_to_read, raise_concern
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import Due, keep_look
from heard.protect.safeguarding.models import Concern
from heard.protect.safeguarding.sealed_words import Decided
from heard.protect.safeguarding.states import Decision, Outcome


@transaction.atomic
def load_look(content: Content, entry: Entry, cast: Cast) -> None:
    """What the software found in one contribution. It is told here, because asking it takes minutes."""
    part = Part.objects.select_related("submission__key").get(submission__reference=entry["reference"], number=1)
    told = content.concerns.get(entry["reference"], {})
    reasons = tuple(told.get("reasons", ()))
    outcome = Outcome.MAY_TELL_OF_HARM if reasons else Outcome.NOTHING_FOUND
    if keep_look(Due(part), Judged(outcome, reasons)) is None:
        return
    if "why" in told:
        raise_concern(cast.analyst, part.submission, told["why"])
    if "decision" in told:
        concern = Concern.objects.get(submission=part.submission)
        open_to_read(cast.safeguarding_lead, concern)
        close_concern(cast.safeguarding_lead, concern, Decision(told["decision"]), Decided(told["said"]))
