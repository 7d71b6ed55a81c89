"""Opening a concern, or adding to the one that is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part, Submission
from heard.files.actions import make_item_key
from heard.protect.safeguarding.models import Concern, Sign
from heard.protect.safeguarding.queries import open_concern_of
from heard.protect.safeguarding.sealed_words import WhyOpen, seal_why
from heard.protect.safeguarding.states import Cause


@dataclass(frozen=True, slots=True)
class Found:
    """Why a part has to be read: what kind of cause, and what is sealed of it."""

    part: Part
    cause: Cause
    why: WhyOpen = field(default_factory=WhyOpen)


def open_concern(actor: User | None, submission: Submission, found: Iterable[Found]) -> Concern:
    """The submission's open concern, with these signs in it. Inside the caller's transaction; raises KeyDestroyed."""
    wait_for_other_writers()  # of two that are opened at once, the second adds to the first
    concern = open_concern_of(submission)
    if concern is None:
        concern = Concern.objects.create(submission=submission, key=make_item_key(), opened_by=actor)
        record(actor, "open", "concern", submission.reference)
    for each in found:
        line = record(actor, "find sign of harm in", "submission", each.part.label)
        sign = Sign(concern=concern, part=each.part, cause=each.cause, line=line.number, by=actor)
        seal_why(sign, each.why)
        sign.save()
    return concern
