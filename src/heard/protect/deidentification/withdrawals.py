"""A withdrawal takes the working texts, redactions and notes of files made of somebody's words, and what finds them."""

from heard.collect.evidence.models import Submission
from heard.protect.deidentification.models import (
    Acceptance,
    Assignment,
    FileNote,
    Pseudonym,
    Redaction,
    ReviewStep,
    SettingAside,
    WorkingText,
)
from heard.protect.deidentification.search import take_out, wipe_what_was_taken_out


def erase_working_texts(submission: Submission) -> None:
    take_out(submission.parts.values_list("pk", flat=True))
    wipe_what_was_taken_out()
    WorkingText.objects.filter(part__submission=submission).delete()
    FileNote.objects.filter(part__submission=submission).delete()
    Redaction.objects.filter(part__submission=submission).delete()
    ReviewStep.objects.filter(part__submission=submission).delete()
    Pseudonym.objects.filter(submission=submission).delete()
    for record_of_reading in (Acceptance, Assignment, SettingAside):
        record_of_reading.objects.filter(submission=submission).delete()
