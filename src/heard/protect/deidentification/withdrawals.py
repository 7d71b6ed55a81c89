"""A withdrawal takes the working texts, redactions and notes of files made of somebody's words."""

from heard.collect.evidence.models import Submission
from heard.protect.deidentification.models import FileNote, Redaction, SettingAside, WorkingText


def erase_working_texts(submission: Submission) -> None:
    WorkingText.objects.filter(part__submission=submission).delete()
    SettingAside.objects.filter(submission=submission).delete()
    FileNote.objects.filter(part__submission=submission).delete()
    Redaction.objects.filter(part__submission=submission).delete()
