"""Keeping what somebody writes, and sending it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.actions import wait_for_other_writers
from heard.collect.channels.web_form.answers import JUST_TELL_US, Answers, Page, first_undone, pages
from heard.collect.channels.web_form.models import Draft, DraftFile
from heard.collect.channels.web_form.queries import (
    CONTEXT,
    draft_for,
    draft_key,
    draft_to_change,
    is_adding,
    open_draft,
    place_of_additions,
)
from heard.collect.channels.web_form.rules import check_keep, check_write
from heard.collect.channels.web_form.turns import in_turn
from heard.collect.evidence.actions import GivenEvidence, GivenFile, GivenPart, receive_submission
from heard.collect.evidence.receiving import ReceivedFile
from heard.collect.evidence.states import Channel, DetailKind
from heard.collect.receipts.actions import add_to, give_receipt
from heard.collect.receipts.five_words import FiveWords, make_five_words
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.queries import receipt_for
from heard.files.actions import let_go_of_file, note_file
from heard.files.sealed_files import forget_waiting_files
from heard.files.sealing import seal
from heard.inquiry.consent.queries import ConsentAsked, consent_asked_now
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.inquiry.inquiries.queries import questions
from heard.text.errors import BadInput
from heard.text.languages import be_ready_to_notice, notice_language

KEPT_FOR = timedelta(days=30)


Change = Callable[[Answers], Answers]


@in_turn
@transaction.atomic
def keep_draft(words: FiveWords | None, change: Change) -> tuple[FiveWords, Answers]:
    """Seal what somebody has told so far with `change` made to it, for thirty more days. The words that open it.

    The words are new where they hold no draft, save where something is added to what they sent before. `change` is made
    to what is kept at that moment, so that of two pages that are kept at once neither is lost.
    """
    draft = draft_to_change(words)
    check_keep(words, draft)
    told = open_draft(draft, words) if draft and words else Answers()
    if draft is None or words is None:
        words = words if words and is_adding(words) else make_five_words()
        draft = Draft(hash=words.hash)
        forget_old_drafts()
    told = change(told)
    draft.sealed = seal(draft_key(words), told.written(), CONTEXT)
    draft.keep_until = timezone.now() + KEPT_FOR
    draft.save()
    return words, told


def forget_old_drafts() -> None:
    old = Draft.objects.filter(keep_until__lt=timezone.now())
    for file in DraftFile.objects.filter(draft__in=old).select_related("stored"):
        _erase(file)
    old.delete()
    forget_waiting_files()


@in_turn
def add_files(words: FiveWords | None, received: Collection[ReceivedFile]) -> tuple[FiveWords, Answers]:
    """Keep files beside what somebody has told so far. A file that is there already is not kept twice."""
    kept: list[ReceivedFile] = []

    def change(answers: Answers) -> Answers:
        known = {facts.sha256 for facts in answers.files.values()}
        kept.extend({file.facts.sha256: file for file in received if file.facts.sha256 not in known}.values())
        return replace(answers, files=answers.files | {str(file.kept.id): file.facts for file in kept})

    try:
        with transaction.atomic():
            words, answers = keep_draft(words, change)
            draft = Draft.objects.get(hash=words.hash)
            for file in kept:
                DraftFile.objects.create(draft=draft, stored=note_file(file.kept))
    except BaseException:
        kept = []
        raise
    finally:
        for file in received:
            if file not in kept:
                file.forget()
    return words, answers


@in_turn
@transaction.atomic
def remove_file(words: FiveWords, file: str) -> None:
    """Take a file away again, before it was sent. One that is gone already is no harm."""

    def change(answers: Answers) -> Answers:
        return replace(answers, files={name: facts for name, facts in answers.files.items() if name != file})

    keep_draft(words, change)
    for found in DraftFile.objects.filter(draft__hash=words.hash, stored_id=UUID(file)).select_related("stored"):
        _erase(found)


def _erase(file: DraftFile) -> None:
    file.delete()
    let_go_of_file(file.stored)


class NothingToSend(BadInput):
    """What was begun here is no longer kept."""


class NotReadyToSend(BadInput):
    """Nothing was sent: `page` has to be filled in first, or, where it is None, there are no words and no files yet."""

    def __init__(self, page: Page | None) -> None:
        super().__init__(_("Nothing was sent: something is still missing."))
        self.page = page


def send_draft(words: FiveWords) -> Receipt:
    """Give the inquiry what these words open. Sending it again, however often, gives the same receipt."""
    be_ready_to_notice()
    return _send_draft(words)


@in_turn
@transaction.atomic
def _send_draft(words: FiveWords) -> Receipt:
    wait_for_other_writers()
    draft = draft_for(words)
    if draft is None:
        receipt = receipt_for(words)
        if receipt is None:
            raise NothingToSend(_("There is nothing to send: what was begun here is no longer kept."))
        return receipt
    check_write(draft)
    asked = consent_asked_now()
    told, about = open_draft(draft, words, asked), list(questions())
    undone = first_undone(told, pages(told, about))
    if undone or not told.says_something:
        raise NotReadyToSend(undone)
    submission = receive_submission(None, evidence_in(told, draft, about, asked))
    draft.delete()  # and with it its hold on the files, which are the submission's now
    return give_receipt(submission, words)


@in_turn
@transaction.atomic
def send_additions(words: FiveWords) -> None:
    """Add to what these words opened before. Sending it again, however often, adds nothing twice."""
    wait_for_other_writers()
    receipt, place = receipt_for(words), place_of_additions(words)
    draft = draft_for(place)
    if receipt is None or draft is None:
        return
    told = open_draft(draft, place)
    add_to(receipt.submission, told.words_on(JUST_TELL_US), files_in(told, draft))
    draft.delete()


def files_in(answers: Answers, draft: Draft) -> tuple[GivenFile, ...]:
    held = draft.files.select_related("stored").order_by("pk") if answers.files else ()
    return tuple(GivenFile(file.stored, answers.files[str(file.stored_id)]) for file in held)


def evidence_in(answers: Answers, draft: Draft, questions: Sequence[Question], asked: ConsentAsked) -> GivenEvidence:
    about = {question.number: question for question in questions}
    said = [number for number in answers.chosen if answers.words_on(number).strip()]
    return GivenEvidence(
        parts=tuple(GivenPart(answers.words_on(number), about.get(number)) for number in said),
        files=files_in(answers, draft),
        channel=Channel.WEB_FORM,
        received_on=timezone.localdate(),
        speaking_as=SpeakingAs(answers.speaking_as),
        uses=tuple(map(Use, answers.uses)),
        asked=asked,
        age_band=AgeBand(answers.age_band) if answers.age_band else None,
        region=Region(answers.region) if answers.region else None,
        trusted_adult=TrustedAdult(answers.trusted_adult) if answers.trusted_adult else None,
        details={DetailKind(kind): told for kind, told in answers.details.items()},
        language=notice_language("\n".join(map(answers.words_on, said))),
    )
