"""A withdrawal while a concern is open waits with destroying; otherwise why it was open goes with the words."""

from heard.collect.evidence.models import KeptApart, Submission
from heard.protect.safeguarding.models import Look, Sign
from heard.protect.safeguarding.queries import open_concern_of
from heard.protect.safeguarding.sealed_words import open_reasons_with, seal_reasons


def holds_withdrawal(submission: Submission) -> bool:
    """Until somebody has read it and decided: a child may be in danger who took her words back out of fear."""
    return open_concern_of(submission) is not None


def erase_reasons(submission: Submission) -> None:
    """What the software found in the words. Where they are kept apart, it goes there with them."""
    Look.objects.filter(part__submission=submission).delete()
    concern = open_concern_of(submission)
    is_kept = KeptApart.objects.filter(submission=submission).exists()
    for sign in Sign.objects.filter(part__submission=submission).select_related("part__submission__key", "concern"):
        if is_kept and sign.concern == concern:
            seal_reasons(sign, open_reasons_with(submission.key, sign))
        else:
            sign.sealed = b""
        sign.save(update_fields=["sealed"])
