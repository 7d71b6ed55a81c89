"""Opening originals, redacting them, passing working texts as safe, and deciding what is evidence.

Files are opened in `opening_files`, and suggestions changed in `changing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.approvals.actions import use_approval
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.actions import keep_words_of_file
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.raw import open_detail, open_sealed
from heard.collect.evidence.states import DetailKind
from heard.files.sealing import seal
from heard.protect.deidentification.making import as_it_would_be, new_working_text
from heard.protect.deidentification.models import (
    Acceptance,
    Assignment,
    FileNote,
    RareFactsAnswer,
    Redaction,
    RedactionAcceptance,
    RedactionRejection,
    Reopening,
    SettingAside,
    TakingUp,
    WorkingText,
    WorkingTextReading,
)
from heard.protect.deidentification.queries import acceptance_of, setting_aside_of, working_text_of
from heard.protect.deidentification.rules import (
    check_accept,
    check_accept_redaction,
    check_answer_rare_facts,
    check_assign,
    check_make_working_text,
    check_not_set_aside,
    check_open_original,
    check_pass_working_text,
    check_reject_redaction,
    check_set_aside,
    check_take_up,
    check_unredact,
    check_write_down,
)
from heard.protect.deidentification.second_looks import (
    check_nothing_is_left,
    look_again_at_all_of,
    note_second_look,
)
from heard.protect.deidentification.states import UN_REDACT, IdentifierKind, NoteKind, Recognisable, SetAsideBecause
from heard.protect.deidentification.steps import note_step, stretch_label
from heard.protect.reading.opened import Opened
from heard.protect.reading.transcripts import keep_transcript
from heard.text.errors import BadInput
from heard.text.spans import Source, Span


@dataclass(frozen=True, slots=True)
class SuggestedRedaction:
    """A stretch of an original that may give somebody away; offsets are code points of the original."""

    span: Span
    category: str
    kind: IdentifierKind
    replacement: str


@transaction.atomic
def open_original(actor: User, part: Part, use: str) -> Source:
    """The words as they came in. Every opening is a line in the audit that says what it was for."""
    check_open_original(actor)
    record(actor, "open original", "submission", part.label, use=said_use(use))
    return open_sealed(part)


def opened_original(part: Part) -> Source:
    """The same, for somebody who has opened it within the hour: one opening is one line in the audit."""
    return open_sealed(part)


@transaction.atomic
def add_transcript(actor: User, part: Part, opened: Opened) -> None:
    """Keep a transcript of a recording as the draft of its words, until somebody keeps those. Raises KeyDestroyed."""
    part = _as_it_is_now(part)
    check_write_down(actor, part)
    keep_transcript(actor, part, opened)


@transaction.atomic
def write_down(actor: User, part: Part, kind: NoteKind, text: str) -> FileNote:
    """Keep what somebody found in a file: its words from now on, or what it shows. Raises KeyDestroyed."""
    part = _as_it_is_now(part)
    check_write_down(actor, part)
    if not text.strip():
        raise BadInput(_("There is nothing written here yet."))
    note = FileNote(part=part, kind=kind, by=actor)
    if kind == NoteKind.WORDS:
        keep_words_of_file(part, text)
    else:
        note.sealed = seal(part.submission.key.unwrap(), text.encode("utf-8", "surrogatepass"), note.seal_context)
    note.save()
    record(actor, f"write down {kind}", "submission", part.label)
    return note


def _as_it_is_now(part: Part) -> Part:
    """The part, once other writers are done. Raises KeyDestroyed where it was taken back in the meantime."""
    wait_for_other_writers()
    part = Part.objects.select_related("submission__key").get(pk=part.pk)
    part.submission.key.unwrap()
    return part


@transaction.atomic
def open_details(actor: User, submission: Submission, use: str) -> dict[str, str]:
    """The name to print and the way to reach somebody, each by what it is; audited as the opening of an original."""
    check_open_original(actor)
    record(actor, "open details", "submission", submission.reference, use=said_use(use))
    return {str(DetailKind(detail.kind).label): open_detail(detail) for detail in submission.details.all()}


def said_use(use: str) -> str:
    """What somebody says that they open it for. Raises BadInput where they say nothing."""
    if not use.strip():
        raise BadInput(_("Say what you are opening the original for. It is kept in the audit beside your name."))
    return use.strip()


@transaction.atomic
def suggest_redactions(actor: User | None, part: Part, suggestions: Iterable[SuggestedRedaction]) -> list[Redaction]:
    """Note what may give somebody away. Nothing changes in the working text until somebody accepts it."""
    if actor is not None:
        check_open_original(actor)
    length = len(open_sealed(part))
    made = [
        Redaction(
            part=part,
            start=suggestion.span.start,
            end=suggestion.span.end,
            category=suggestion.category,
            kind=suggestion.kind,
            replacement=suggestion.replacement,
            suggested_by=actor,
        )
        for suggestion in suggestions
    ]
    if any(redaction.end > length for redaction in made):
        raise BadInput(
            _("A redaction ends beyond the %(length)d characters of %(part)s.") % {"length": length, "part": part.label}
        )
    for redaction in made:
        redaction.save()
    if actor is not None:
        note_step(actor, part, (), made)
    record(actor, "suggest redactions", "submission", part.label)
    return made


@transaction.atomic
def accept_redactions(actor: User, part: Part, redactions: Iterable[Redaction]) -> WorkingText:
    """Agree with `redactions`, and make the part's next working text with every redaction accepted so far.

    With none to accept, the person says that nothing in the part gives anybody away. The text counts once it was looked
    through again, at the latest when its submission is accepted.
    """
    check_open_original(actor)
    check_not_set_aside(part.submission)
    agree_with_redactions(actor, part, redactions)
    return new_working_text(actor, part)


@transaction.atomic
def agree_with_redactions(actor: User, part: Part, redactions: Iterable[Redaction]) -> None:
    """Say that these give somebody away. The working text is made when each suggestion is decided."""
    chosen = list(redactions)
    for redaction in chosen:
        check_accept_redaction(actor, redaction)
    note_step(actor, part, chosen)
    for redaction in chosen:
        RedactionRejection.objects.filter(redaction=redaction).delete()
        RedactionAcceptance.objects.get_or_create(redaction=redaction, defaults={"by": actor})
    record(actor, "accept redactions", "submission", part.label)


@transaction.atomic
def reject_redactions(actor: User, part: Part, redactions: Iterable[Redaction]) -> None:
    """Say that these give nobody away. Until the working text is made, anybody may still accept them."""
    chosen = list(redactions)
    for redaction in chosen:
        check_reject_redaction(actor, redaction)
    note_step(actor, part, chosen)
    for redaction in chosen:
        RedactionAcceptance.objects.filter(redaction=redaction).delete()
        RedactionRejection.objects.get_or_create(redaction=redaction, defaults={"by": actor})
    record(actor, "reject redactions", "submission", part.label)


def make_working_text(actor: User, part: Part) -> WorkingText:
    """Make what others see, once every suggestion is decided and the software, looking again, finds nothing more.

    With no suggestion, nothing in the part gives anybody away. What is found is suggested, and raises NotAllowed.
    """
    check_make_working_text(actor, part)
    check_nothing_is_left(part, as_it_would_be(part))
    return _make_working_text(actor, part)


@transaction.atomic
def _make_working_text(actor: User, part: Part) -> WorkingText:
    wait_for_other_writers()
    check_make_working_text(actor, part)  # nothing was suggested while the software looked
    record(actor, "make working text", "submission", part.label)
    made = new_working_text(actor, part)
    note_second_look(made)
    return made


@transaction.atomic
def unredact(actor: User, redaction: Redaction) -> WorkingText:
    """Make a working text in which this stretch stands as it came in. A second person agreed to it before."""
    check_unredact(actor, redaction)
    check_not_set_aside(redaction.part.submission)
    part, span = redaction.part, redaction.span
    before = working_text_of(part)
    use_approval(actor, UN_REDACT, stretch_label(redaction))
    RedactionAcceptance.objects.filter(redaction=redaction).delete()
    RedactionRejection.objects.create(redaction=redaction, by=actor)
    record(actor, "un-redact", "submission", part.label)
    made = new_working_text(actor, part, shown_again=span)
    if before and before.second_looks.exists():
        note_second_look(made)  # the rest is as it was when it was looked through
    return made


@transaction.atomic
def answer_rare_facts(actor: User, working_text: WorkingText, answer: Recognisable, says: str = "") -> RareFactsAnswer:
    """Say whether somebody who knows the person could recognise them. What is said of it beside that is sealed."""
    check_answer_rare_facts(actor, working_text)
    answered = RareFactsAnswer(working_text=working_text, answer=answer, by=actor)
    if says.strip():
        key = working_text.part.submission.key.unwrap()
        answered.sealed = seal(key, says.strip().encode("utf-8", "surrogatepass"), answered.seal_context)
    answered.save()
    record(actor, "answer about rare facts", "submission", working_text.part.label, use=answer)
    return answered


@transaction.atomic
def pass_working_text(actor: User, working_text: WorkingText) -> WorkingTextReading:
    """Say, having read the whole text, that nothing in it gives anybody away. Print takes two people.

    Whoever does has answered before that nobody could be recognised in it.
    """
    check_pass_working_text(actor, working_text)
    reading = WorkingTextReading.objects.create(working_text=working_text, by=actor)
    record(actor, "pass working text", "submission", working_text.part.label)
    return reading


@transaction.atomic
def set_aside(actor: User, submission: Submission, why: SetAsideBecause, note: str = "") -> SettingAside:
    """Say that a submission is not evidence. Its giver is shown why; nothing of it is lost."""
    wait_for_other_writers()  # nothing is said of what was taken back meanwhile
    check_set_aside(actor, submission)
    made = SettingAside.objects.create(submission=submission, why=why, note=note.strip(), by=actor)
    record(actor, "set aside", "submission", submission.reference, use=why)
    return made


@transaction.atomic
def take_up(actor: User, submission: Submission) -> None:
    """Say that what was set aside is evidence after all."""
    check_take_up(actor)
    found = setting_aside_of(submission)
    if found:
        TakingUp.objects.create(set_aside=found, by=actor)
        record(actor, "take up again", "submission", submission.reference)


@transaction.atomic
def assign(actor: User, submissions: Iterable[Submission], to: User | None) -> None:
    """Give submissions to somebody to read, or back to nobody."""
    check_assign(actor, to)
    for submission in submissions:
        Assignment.objects.create(submission=submission, to=to, by=actor)
        record(actor, "assign" if to else "give back", "submission", submission.reference)


def accept(actor: User, submission: Submission) -> Acceptance:
    """Say that a submission is evidence, and complete enough to work with.

    Its texts are looked through again before, where that is due. What is found is suggested, and raises NotAllowed.
    """
    check_accept(actor, submission)
    look_again_at_all_of(submission)
    return _accept(actor, submission)


@transaction.atomic
def _accept(actor: User, submission: Submission) -> Acceptance:
    check_accept(actor, submission)
    last = submission.parts.order_by("-number").values_list("number", flat=True)[0]
    record(actor, "accept", "submission", submission.reference)
    return Acceptance.objects.create(submission=submission, up_to=last, by=actor)


@transaction.atomic
def reopen(actor: User, submission: Submission) -> None:
    """Say that what was accepted has to be read again. Its working texts stay."""
    check_open_original(actor)
    found = acceptance_of(submission)
    if found:
        Reopening.objects.create(acceptance=found, by=actor)
        record(actor, "reopen", "submission", submission.reference)
