"""A withdrawal takes the excerpts marked in somebody's words, and what was seen in them."""

from heard.collect.evidence.models import Submission
from heard.understand.coding.models import Excerpt


def erase_excerpts(submission: Submission) -> None:
    Excerpt.objects.filter(working_text__part__submission=submission).delete()
