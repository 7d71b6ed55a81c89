"""Receiving evidence, and giving it back."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.kept_apart import keep_apart
from heard.collect.evidence.media_types import kind_of
from heard.collect.evidence.models import Detail, Part, PartFile, Submission, Withdrawal
from heard.collect.evidence.queries import files_in, next_reference, originals_destroyed, withdrawal_of
from heard.collect.evidence.states import Channel, DetailKind
from heard.collect.evidence.withdrawals import erase_what_was_made_of, is_held
from heard.files.actions import destroy_key, let_go_of_file, make_item_key
from heard.files.models import StoredFile
from heard.files.sealing import seal
from heard.files.states import WhyGone
from heard.inquiry.consent.actions import forget_trusted_adult, give_consent, note_trusted_adult, take_back_all_uses
from heard.inquiry.consent.queries import ConsentAsked
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.models import Contributor
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.text.errors import BadInput


@dataclass(frozen=True, slots=True)
class GivenPart:
    """Words somebody gave, and the question they answer, if they answer one."""

    text: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file somebody gave, sealed on the disk already, and what is known of it."""

    stored: StoredFile
    about: FileFacts


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """A submission as it reaches us. `reference` is given only where the register was kept elsewhere before.

    `asked` is what the giver read before they agreed; None means what people are asked now.
    """

    parts: tuple[GivenPart, ...]
    channel: Channel
    received_on: date
    speaking_as: SpeakingAs
    uses: tuple[Use, ...]
    asked: ConsentAsked | None = None
    files: tuple[GivenFile, ...] = ()
    age_band: AgeBand | None = None
    region: Region | None = None
    trusted_adult: TrustedAdult | None = None
    details: dict[DetailKind, str] = field(default_factory=dict)
    language: str = "en"
    reference: str = ""


@transaction.atomic(savepoint=False)
def receive_submission(actor: User | None, given: GivenEvidence) -> Submission:
    """Seal somebody's words, keep apart who they are, note what they agreed to. `actor` is None for the giver."""
    wait_for_other_writers()
    submission = Submission.objects.create(
        reference=given.reference or next_reference(),
        channel=given.channel,
        received_on=given.received_on,
        language=given.language,
        contributor=_keep_contributor(given),
        consent=give_consent(given.uses, datetime.combine(given.received_on, time(12), UTC), given.asked),
        key=make_item_key(),
    )
    for number, part in enumerate(given.parts, start=1):
        _seal_part(submission, number, part)
    for number, file in enumerate(given.files, start=len(given.parts) + 1):
        _seal_file(submission, number, file)
    for kind, told in given.details.items():
        keep_detail(submission, kind, told)
    if given.trusted_adult:
        note_trusted_adult(submission.consent, given.trusted_adult)
    record(actor, "receive", "submission", submission.reference)
    return submission


def _keep_contributor(given: GivenEvidence) -> Contributor:
    return Contributor.objects.create(
        speaking_as=given.speaking_as, age_band=given.age_band or "", region=given.region or ""
    )


def _seal_part(submission: Submission, number: int, given: GivenPart) -> Part:
    part = Part(submission=submission, number=number, question=given.question)
    _seal_words(part, given.text)
    return part


@transaction.atomic
def add_words(actor: User | None, submission: Submission, text: str) -> Part:
    """Add words to what somebody gave before. The same words, sent twice, are one part."""
    wait_for_other_writers()
    _check_can_be_added_to(submission)
    same = submission.parts.filter(sha256=_sha256_of(text)).first()
    if same:
        return same
    part = _seal_part(submission, _next_number(submission), GivenPart(text))
    record(actor, "add to", "submission", part.label)
    return part


@transaction.atomic
def add_file(actor: User | None, submission: Submission, given: GivenFile) -> Part:
    """Add a file to what somebody gave before, as a part of its own."""
    wait_for_other_writers()
    _check_can_be_added_to(submission)
    part = _seal_file(submission, _next_number(submission), given).part
    record(actor, "add to", "submission", part.label)
    return part


def _check_can_be_added_to(submission: Submission) -> None:
    if withdrawal_of(submission):
        raise BadInput(_("These words were taken back, so nothing can be added to them."))
    if originals_destroyed(submission):
        raise BadInput(_("The time of these words is over, so nothing can be added to them."))


def _next_number(submission: Submission) -> int:
    last = submission.parts.order_by("-number").first()
    return last.number + 1 if last else 1


def _sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep_words_of_file(part: Part, text: str) -> None:
    """Seal the words of a part that came as a file. Words that are kept once are never altered."""
    if part.has_words:
        raise BadInput(_("The words of this file are kept already, and words are never altered."))
    _seal_words(part, text)


def _seal_words(part: Part, text: str) -> None:
    part.sealed = seal(part.submission.key.unwrap(), text.encode("utf-8", "surrogatepass"), part.seal_context)
    part.sha256 = _sha256_of(text)
    part.save()


def _seal_file(submission: Submission, number: int, given: GivenFile) -> PartFile:
    """A part without words yet, and its file. Whoever destroys the submission's key destroys the file's with it."""
    part = Part.objects.create(submission=submission, number=number)
    file = PartFile(part=part, stored=given.stored, kind=kind_of(given.about.media_type))
    file.sealed = seal(submission.key.unwrap(), given.about.written(), file.seal_context)
    file.save()
    return file


def keep_detail(submission: Submission, kind: DetailKind, told: str) -> Detail:
    """Seal what a use needs to be told; telling it again takes the place of what was told before."""
    detail = Detail.objects.filter(submission=submission, kind=kind).first() or Detail(submission=submission, kind=kind)
    detail.sealed = seal(submission.key.unwrap(), told.encode(), detail.seal_context)
    detail.save()
    return detail


@transaction.atomic
def withdraw(actor: User | None, submission: Submission, reason: str = "") -> Withdrawal:
    """Give somebody their words back: nobody can read them any more, here or in a copy, nor what was made of them.

    `actor` is None where the giver does it. Doing it again changes nothing. What stays is that something was given and
    taken back, not what it was or by whom. Where a hold says so, the words are locked away instead of destroyed, where
    only those find them whom the hold is there for, until it ends.
    """
    wait_for_other_writers()
    done = withdrawal_of(submission)
    if done:
        return done
    if is_held(submission) and submission.key.wrapped:
        keep_apart(actor, submission)
    erase_what_was_made_of(submission)
    take_back_all_uses(actor, submission.consent, submission.reference, reason)
    forget_trusted_adult(submission.consent)
    Contributor.objects.filter(pk=submission.contributor_id).update(age_band="", region="")
    submission.parts.update(sealed=b"", sha256="")
    _let_go_of_files(submission)
    submission.details.all().delete()
    destroy_key(actor, submission.key, WhyGone.TAKEN_BACK, submission.reference)
    record(actor, "take back", "submission", submission.reference)
    return Withdrawal.objects.create(submission=submission, recorded_by=actor, reason=reason)


def _let_go_of_files(submission: Submission) -> None:
    for file in files_in(submission):
        file.delete()
        let_go_of_file(file.stored)
