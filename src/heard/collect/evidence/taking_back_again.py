"""A withdrawal that an older copy of the database does not know of is made again from its tombstone."""

from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission, Withdrawal
from heard.collect.evidence.queries import withdrawal_of
from heard.files.states import WhyGone
from heard.files.tombstones import Tombstone


def take_back_again(tombstone: Tombstone) -> bool:
    """Whether there was anything to take back."""
    submission = Submission.objects.filter(key=tombstone.key).first()
    if tombstone.reason != WhyGone.TAKEN_BACK or submission is None or withdrawal_of(submission):
        return False
    withdrawal = withdraw(None, submission)
    Withdrawal.objects.filter(pk=withdrawal.pk).update(at=tombstone.at)
    return True
