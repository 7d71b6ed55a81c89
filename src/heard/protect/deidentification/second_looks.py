"""The second look, without which no working text counts: what is left in it goes back to people as suggestions."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import ngettext

from heard.accounts.rules import NotAllowed
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part, PartFile, Submission
from heard.collect.evidence.queries import files_in
from heard.collect.evidence.raw import open_detail, open_file, open_sealed
from heard.collect.evidence.states import DetailKind
from heard.files.models import ItemKey, KeyDestroyed
from heard.jobs.actions import claimed
from heard.protect.deidentification.models import Redaction, SecondLook, WorkingText
from heard.protect.deidentification.pseudonyms import pseudonyms_for
from heard.protect.deidentification.queries import redactions_of, texts_to_look_at_again, working_text_of, working_texts
from heard.protect.roster.queries import roster_for
from heard.text.deidentification.inquiry_roster import ListedEntry
from heard.text.redaction import Redacted

if TYPE_CHECKING:
    from heard.text.deidentification.second_look import Left

WORK = "looking again at working texts"
USE = "looking for the giver’s own names in the words"
# Code points. The model takes a third of a millisecond for each, and somebody is waiting; the rules take a tenth of it.
SHORT_ENOUGH_FOR_THE_MODEL = 8_000


def is_short_enough_for_the_model(text: str) -> bool:
    return len(text) <= SHORT_ENOUGH_FOR_THE_MODEL


def own_names_of(submission: Submission) -> list[ListedEntry]:
    """Names that the giver told us beside the words, and those in what their files are called; audited."""
    from heard.text.deidentification.second_look import own_entries

    details, files = list(submission.details.all()), list(files_in(submission))
    if not details and not files:
        return []
    record(None, "open details", "submission", submission.reference, use=USE)
    names = [open_detail(detail) for detail in details if detail.kind == DetailKind.NAME_TO_PRINT]
    addresses = [open_detail(detail) for detail in details if detail.kind == DetailKind.HOW_TO_REACH]
    return own_entries(names, addresses, [name_of(file) for file in files])


def name_of(file: PartFile) -> str:
    return open_file(file).name


def what_is_left(part: Part, working: Redacted, *, fast: bool = False) -> list[Redaction]:
    """Suggestions, not kept yet, for what `working` still holds and nobody has decided about.

    The engine takes its time, less where `fast` leaves its model out: call it outside a transaction.
    """
    # Loaded the first time somebody asks: the engine takes a second and some memory that reading pages never needs.
    from heard.text.deidentification.second_look import is_direct, look_again

    submission = part.submission
    with transaction.atomic():
        roster = roster_for(submission.contributor, *own_names_of(submission))
        given = pseudonyms_for(submission.contributor)
    text = open_sealed(part).text
    known = [redaction.span for redaction in redactions_of(part)]
    left = look_again(working, roster, fast=fast or not is_short_enough_for_the_model(working.text))
    return [
        Redaction(
            part=part,
            start=each.span.start,
            end=each.span.end,
            category=each.found.category.replace("_", " "),
            kind="direct" if is_direct(each.found) else "quasi",
            replacement=given.replace(text, each.found._replace(start=each.span.start, end=each.span.end)),
        )
        for each in disjoint(left)
        if not any(each.span.overlaps(span) for span in known)
    ]


def disjoint(left: Sequence["Left"]) -> Iterator["Left"]:
    """What the engine and the other method both report stands once."""
    end = 0
    for each in left:
        if each.span.start >= end and len(each.span):
            yield each
            end = each.span.end


@transaction.atomic
def keep_suggestions(part: Part, suggestions: Sequence[Redaction]) -> int:
    """Those that nobody has made or decided meanwhile; how many. Raises KeyDestroyed where it was taken back."""
    wait_for_other_writers()
    ItemKey.objects.get(pk=part.submission.key_id).unwrap()
    known = [redaction.span for redaction in redactions_of(part)]
    new = [each for each in suggestions if not any(each.span.overlaps(span) for span in known)]
    for redaction in new:
        redaction.save()
    if new:
        record(None, "suggest redactions", "submission", part.label)
    return len(new)


def check_nothing_is_left(part: Part, working: Redacted) -> None:
    """Raise where the second look finds something. It is suggested then, and waits to be decided."""
    number = keep_suggestions(part, what_is_left(part, working))
    if number:
        said = ngettext(
            "The software looked again and found one more place. Decide about it first.",
            "The software looked again and found %(number)d more places. Decide about them first.",
            number,
        )
        raise NotAllowed(said % {"number": number})


def look_again_at(working_text: WorkingText, *, fast: bool = False) -> int:
    """Look through a text that is made; how many places wait to be decided now. With none, the text counts.

    `fast` leaves the engine's model out.
    """
    part = working_text.part
    # It is due again only because the roster grew. The model would say what it said before.
    was_looked_at = working_text.second_looks.exists()
    number = keep_suggestions(part, what_is_left(part, working_text.redacted, fast=fast or was_looked_at))
    if not number:
        note_second_look(working_text)
    return number


@transaction.atomic
def note_second_look(working_text: WorkingText) -> None:
    """Nothing was left in it. A text that is not the newest any more is none to note anything of."""
    wait_for_other_writers()
    if working_text_of(working_text.part) == working_text:
        SecondLook.objects.create(working_text=working_text)
        record(None, "look again", "submission", working_text.part.label)


def look_again_at_all_of(submission: Submission) -> None:
    """The texts of a submission that are due. What is found waits to be decided."""
    for working_text in texts_to_look_at_again().filter(part__submission=submission):
        look_again_at(working_text)


def look_again_at_next() -> bool:
    """One text that is due; whether there was any. Due are those made before, and all when the roster grows."""
    with claimed(WORK, map(str, texts_to_look_at_again().values_list("pk", flat=True).iterator(100))) as claim:
        if claim is None:
            return False
        due = working_texts().select_related("part__submission__key").filter(pk=int(claim.item)).first()
        if due:
            try:
                look_again_at(due)
            except KeyDestroyed:
                return True  # taken back meanwhile
        return True
