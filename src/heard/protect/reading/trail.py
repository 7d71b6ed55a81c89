"""What the giver may see of how their files are read, and what to do where one could not be opened."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.collect.evidence.models import PartFile, Submission
from heard.collect.receipts.trail import Step
from heard.protect.reading.models import Extraction
from heard.protect.reading.queries import extractions_in, files_due
from heard.protect.reading.states import Outcome, Reason

# Only what the giver can do something about. For the rest, people look and listen, which other steps tell.
WHAT_TO_DO: dict[str, Promise] = {
    Reason.LOCKED: gettext_lazy(
        "It needs a password. Please give us a copy that opens without one, or type its words here. Never send us a "
        "password."
    ),
    Reason.UNREADABLE: gettext_lazy(
        "It seems to be damaged, or not all of it arrived. We have kept what came, and a person will try to open it. "
        "If you can, give it to us again, or type its words here."
    ),
    Reason.EMPTY: gettext_lazy(
        "There is nothing in it. That can happen when a phone is still saving it. Please give it to us again, or type "
        "its words here."
    ),
    Reason.BOMB: gettext_lazy(
        "Opened, it would be far larger than a file of its kind should be, so we leave it closed. Please give us a "
        "smaller copy or a PDF, or type its words here."
    ),
    Reason.NOT_A_KIND_WE_READ: gettext_lazy(
        "It is a kind of file that our programs do not open. We have kept it, and a person will try. If you can, give "
        "it to us as a PDF, or type its words here."
    ),
}


def steps_of_files(submission: Submission) -> Iterator[Step]:
    """That files are being read, and for each that could not be opened, what its giver can do."""
    if files_due().filter(part__submission=submission).exists():
        yield being_read()
    files = list(extractions_in(submission))
    for file, extraction in files:
        if extraction and extraction.outcome == Outcome.NEEDS_A_PERSON and extraction.reason in WHAT_TO_DO:
            yield could_not_open(file, extraction, is_only=len(files) == 1)


def being_read() -> Step:
    return Step(
        _("Your files are being read"),
        _(
            "A program on our own machine looks for the words in them, so that a person can check those. "
            "Nothing is sent anywhere."
        ),
        is_done=False,
    )


def could_not_open(file: PartFile, extraction: Extraction, *, is_only: bool) -> Step:
    heading = _("We could not open your file")
    if not is_only:
        heading = _("We could not open part %(number)d of what you gave us") % {"number": file.part.number}
    return Step(heading, str(WHAT_TO_DO[extraction.reason]), on=extraction.made_at.date(), is_done=False)
