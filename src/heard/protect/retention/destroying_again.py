"""Originals whose time was over are destroyed again, with all that goes with them, where an older copy was put back."""

from heard.collect.evidence.models import OriginalsDestroyed, Submission
from heard.collect.evidence.queries import originals_destroyed, withdrawal_of
from heard.files.states import WhyGone
from heard.files.tombstones import Tombstone
from heard.protect.retention.classes import destroy_originals_of


def destroy_originals_again(tombstone: Tombstone) -> bool:
    """Whether there were any."""
    submission = Submission.objects.filter(key=tombstone.key).first()
    if tombstone.reason != WhyGone.TIME_OVER or submission is None:
        return False
    if originals_destroyed(submission) or withdrawal_of(submission):
        return False
    destroy_originals_of(submission)
    OriginalsDestroyed.objects.filter(submission=submission).update(at=tombstone.at)
    return True
