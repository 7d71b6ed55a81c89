"""A withdrawal takes the entries that were looked for in somebody's words alone."""

from heard.collect.evidence.models import Submission
from heard.protect.roster.actions import take_off
from heard.protect.roster.queries import entries


def erase_entries_of(submission: Submission) -> None:
    others = Submission.objects.filter(contributor=submission.contributor, withdrawal__isnull=True)
    if others.exclude(pk=submission.pk).exists():
        return
    for entry in entries().filter(whose=submission.contributor):
        take_off(None, entry)
