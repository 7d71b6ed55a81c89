"""What was held is held again where an older copy of the database was put back, until a person ends it.

Who held it and why may not be in that copy, and is not kept apart from it. So somebody has to find out.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import KeptApart, Submission
from heard.collect.evidence.queries import is_kept_apart
from heard.collect.evidence.withdrawals import is_held
from heard.files.states import WhyHeld
from heard.files.tombstones import Holding, State, Tombstone
from heard.protect.retention.models import LegalHold
from heard.protect.retention.queries import has_legal_hold, legal_holds


@transaction.atomic
def hold_again(hold: Tombstone) -> bool:
    """Whether it was not held any more, and there is something left to hold."""
    wait_for_other_writers()
    submission = Submission.objects.filter(key=hold.key).select_related("key").first()
    if submission is None or _is_held_as_noted(submission, hold):
        return False
    if not submission.key.wrapped and not is_kept_apart(submission):
        return False
    reason = _("It was held when a backup was put back that knows nothing of it. Find out why before you end this.")
    LegalHold.objects.create(submission=submission, reason=reason, by=None)
    record(None, "hold", "submission", submission.reference, use="a backup was put back")
    return True


def _is_held_as_noted(submission: Submission, hold: Tombstone) -> bool:
    return has_legal_hold(submission) if hold.reason == WhyHeld.LAW else is_held(submission)


def _standing() -> Iterator[Tombstone]:
    for hold in legal_holds().select_related("submission"):
        submission = hold.submission
        yield Tombstone(submission.key_id, submission.reference, WhyHeld.LAW, hold.at, State.HELD)
    for kept in KeptApart.objects.select_related("submission"):
        submission = kept.submission
        yield Tombstone(submission.key_id, submission.reference, WhyHeld.TAKEN_BACK, kept.at, State.HELD)


HOLDS = Holding(hold_again, _standing)
