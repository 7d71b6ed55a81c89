"""A withdrawal takes what software read in somebody's files."""

from heard.collect.evidence.models import Submission
from heard.protect.reading.models import Extraction


def erase_extractions(submission: Submission) -> None:
    Extraction.objects.filter(part__submission=submission).delete()
