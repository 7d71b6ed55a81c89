"""Receiving evidence."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import next_reference
from heard.collect.evidence.states import Channel
from heard.files.actions import make_item_key
from heard.files.sealing import seal
from heard.inquiry.consent.actions import give_consent
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.models import Contributor
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question


@dataclass(frozen=True, slots=True)
class GivenPart:
    """Words somebody gave, and the question they answer, if they answer one."""

    text: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """A submission as it reaches us. `reference` is given only where the register was kept elsewhere before."""

    parts: tuple[GivenPart, ...]
    channel: Channel
    received_on: date
    speaking_as: SpeakingAs
    uses: tuple[Use, ...]
    age_band: AgeBand | None = None
    region: Region | None = None
    language: str = "en"
    reference: str = ""


@transaction.atomic
def receive_submission(actor: User | None, given: GivenEvidence) -> Submission:
    """Seal somebody's words, keep apart who they are, note what they agreed to. `actor` is None for the giver."""
    submission = Submission.objects.create(
        reference=given.reference or next_reference(),
        channel=given.channel,
        received_on=given.received_on,
        language=given.language,
        contributor=_keep_contributor(given),
        consent=give_consent(given.uses, at=datetime.combine(given.received_on, time(12), UTC)),
        key=make_item_key(),
    )
    for number, part in enumerate(given.parts, start=1):
        _seal_part(submission, number, part)
    record(actor, "receive", "submission", submission.reference)
    return submission


def _keep_contributor(given: GivenEvidence) -> Contributor:
    return Contributor.objects.create(
        speaking_as=given.speaking_as, age_band=given.age_band or "", region=given.region or ""
    )


def _seal_part(submission: Submission, number: int, given: GivenPart) -> Part:
    plain = given.text.encode("utf-8", "surrogatepass")
    part = Part(submission=submission, number=number, question=given.question)
    part.sealed = seal(submission.key.unwrap(), plain, part.seal_context)
    part.sha256 = hashlib.sha256(plain).hexdigest()
    part.save()
    return part
