"""Typing in what somebody wrote or said."""

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.channels.typed_in.rules import check_type_in
from heard.collect.evidence.actions import GivenEvidence, receive_submission
from heard.collect.receipts.actions import give_receipt
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.queries import receipt_for


@transaction.atomic
def type_in(actor: User, words: FiveWords, given: GivenEvidence, how_agreed: str) -> Receipt:
    """Receive what somebody wrote or said, to be opened with `words`. Sent again, it gives the same receipt.

    `how_agreed` says how they told us what we may do with it; it is kept in the audit.
    """
    check_type_in(actor)
    wait_for_other_writers()
    known = receipt_for(words)
    if known:
        return known
    submission = receive_submission(actor, given)
    record(actor, "type in", "submission", submission.reference, use=how_agreed)
    return give_receipt(submission, words)
