"""Keeping what somebody writes, and sending it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.actions import wait_for_other_writers
from heard.collect.channels.web_form.answers import Answers
from heard.collect.channels.web_form.models import Draft
from heard.collect.channels.web_form.queries import CONTEXT, draft_for, draft_key, open_draft
from heard.collect.channels.web_form.rules import check_write
from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.languages import notice_language
from heard.collect.evidence.states import Channel, DetailKind
from heard.collect.receipts.actions import give_receipt
from heard.collect.receipts.five_words import FiveWords, make_five_words
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.queries import receipt_for
from heard.files.sealing import seal
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.queries import questions
from heard.text.errors import BadInput

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep_draft(words: FiveWords | None, answers: Answers) -> FiveWords:
    """Seal what somebody has told so far, for thirty more days; new words where they hold none of a draft."""
    draft = draft_for(words)
    check_write(draft)
    if draft is None or words is None:
        words = make_five_words()
        draft = Draft(hash=words.hash)
        forget_old_drafts()
    draft.sealed = seal(draft_key(words), answers.written(), CONTEXT)
    draft.keep_until = timezone.now() + KEPT_FOR
    draft.save()
    return words


def forget_old_drafts() -> None:
    Draft.objects.filter(keep_until__lt=timezone.now()).delete()


@transaction.atomic
def send_draft(words: FiveWords) -> Receipt:
    """Give the inquiry what these words open. Sending it again, however often, gives the same receipt."""
    wait_for_other_writers()
    receipt, draft = receipt_for(words), draft_for(words)
    if receipt:
        return receipt
    if draft is None:
        raise BadInput(_("There is nothing to send: what was begun here was sent before, or is no longer kept."))
    check_write(draft)
    submission = receive_submission(None, evidence_in(open_draft(draft, words)))
    draft.delete()
    return give_receipt(submission, words)


def evidence_in(answers: Answers) -> GivenEvidence:
    asked = {question.number: question for question in questions()}
    said = [number for number in answers.chosen if answers.words_on(number).strip()]
    return GivenEvidence(
        parts=tuple(GivenPart(answers.words_on(number), asked.get(number)) for number in said),
        channel=Channel.WEB_FORM,
        received_on=timezone.localdate(),
        speaking_as=SpeakingAs(answers.speaking_as),
        uses=tuple(map(Use, answers.uses)),
        age_band=AgeBand(answers.age_band) if answers.age_band else None,
        region=Region(answers.region) if answers.region else None,
        trusted_adult=TrustedAdult(answers.trusted_adult) if answers.trusted_adult else None,
        details={DetailKind(kind): told for kind, told in answers.details.items()},
        language=notice_language("\n".join(map(answers.words_on, said))),
    )
