"""A withdrawal takes the copies of somebody's files."""

from heard.collect.evidence.models import Submission
from heard.files.actions import let_go_of_file
from heard.protect.copies.models import CleanCopy


def erase_copies(submission: Submission) -> None:
    for copy in CleanCopy.objects.filter(file__part__submission=submission).select_related("stored"):
        copy.delete()
        if copy.stored:
            let_go_of_file(copy.stored)
