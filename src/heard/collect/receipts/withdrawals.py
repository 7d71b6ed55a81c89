"""A withdrawal takes what its giver was asked: it may repeat their words."""

from heard.collect.evidence.models import Submission
from heard.collect.receipts.models import Asking


def erase_askings(submission: Submission) -> None:
    Asking.objects.filter(submission=submission).delete()
