"""Taking messages in: each once, whatever it is, and nothing lost."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.channels.email.models import IncomingMessage, MessageAside
from heard.collect.channels.email.opening import OpenedMessage, open_message
from heard.collect.channels.email.our_own import without_our_own
from heard.collect.channels.email.queries import keyed_hash, message_known_as
from heard.collect.channels.email.rules import check_see_mail
from heard.collect.channels.email.states import Answer, WhyAside
from heard.collect.evidence.actions import GivenEvidence, GivenFile, GivenPart, receive_submission
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.media_types import BYTES_TO_TELL_BY, media_type_of
from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import Channel
from heard.files.actions import destroy_key, let_go_of_file, make_item_key, note_file
from heard.files.models import ItemKey
from heard.files.sealed_files import KeptFile, SealingWriter, erase_file, read_file
from heard.files.sealing import seal, unseal
from heard.inquiry.consent.queries import ASKED_ELSEWHERE
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import SpeakingAs
from heard.text.errors import BadInput
from heard.text.languages import notice_language

KEPT_ASIDE_FOR = timedelta(days=90)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file of a message, sealed on the disk, that nothing remembers yet."""

    name: str
    media_type: str
    kept: KeptFile


def take_in(raw: bytes) -> tuple[IncomingMessage, OpenedMessage]:
    """Keep a message: as evidence, or aside where a machine wrote it. The same message again is the same record.

    When this returns, it is safe with us. Raises OSError where the disk is full; nothing of it is kept then.
    """
    opened = open_message(raw)
    _, known = message_known_as(opened.message_id, opened.contents)
    if known:
        return known, opened
    why = why_kept_aside(opened)
    sealed = seal_files((("the message.eml", raw or b"\n"),) if why else opened.files)
    try:
        return keep_once(opened, why, sealed), opened
    except BaseException:
        forget(sealed)
        raise


def why_kept_aside(opened: OpenedMessage) -> WhyAside | None:
    return opened.why_aside or (WhyAside.EMPTY if opened.says_nothing else None)


@transaction.atomic
def keep_once(opened: OpenedMessage, why: WhyAside | None, sealed: list[Sealed]) -> IncomingMessage:
    wait_for_other_writers()
    known_as, known = message_known_as(opened.message_id, opened.contents)
    if known:  # another process was quicker with the same message
        forget(sealed)
        return known
    message = IncomingMessage(
        hash=known_as,
        contents_hash=keyed_hash(opened.contents, "contents"),
        arrived_on=timezone.localdate(),
        why_aside=why or "",
    )
    if why is None:
        message.submission = receive(None, opened, sealed)
        message.answer = Answer.NOT_SENT  # until it is
    message.save()
    if why is not None:
        keep_aside(message, sealed[0])
    return message


def receive(actor: User | None, opened: OpenedMessage, sealed: list[Sealed]) -> Submission:
    """What a person wrote, with the least that writing to us agrees to: to be read, and not to be quoted."""
    given = GivenEvidence(
        parts=(GivenPart(opened.words),) if opened.words.strip() else (),
        files=tuple(
            GivenFile(note_file(file.kept), FileFacts.about(file.name, file.media_type, file.kept)) for file in sealed
        ),
        channel=Channel.EMAIL,
        received_on=timezone.localdate(),
        speaking_as=SpeakingAs.NOT_SAID,
        uses=(Use.ANALYSE,),
        asked=ASKED_ELSEWHERE,
        language=notice_language(opened.words),
    )
    return receive_submission(actor, given)


def keep_aside(message: IncomingMessage, file: Sealed) -> None:
    forget_old_ones()
    kept = MessageAside(message=message, stored=note_file(file.kept), key=make_item_key())
    facts = FileFacts.about(file.name, file.media_type, file.kept)
    kept.sealed = seal(kept.key.unwrap(), facts.written(), kept.seal_context)
    kept.save()


@transaction.atomic
def note_too_large(opened: OpenedMessage) -> bool:
    """Count a message that is left where it lies, because it is larger than we take. Whether it is a new one."""
    wait_for_other_writers()
    known_as, known = message_known_as(opened.message_id, opened.contents)
    if known is None:
        contents = keyed_hash(opened.contents, "contents")
        IncomingMessage.objects.create(
            hash=known_as, contents_hash=contents, arrived_on=timezone.localdate(), why_aside=WhyAside.TOO_LARGE
        )
    return known is None


def forget_old_ones() -> None:
    """Erase what was kept aside for 90 days, and nobody took for evidence. That it came is still counted."""
    too_old = timezone.localdate() - KEPT_ASIDE_FOR
    for kept in MessageAside.objects.filter(message__arrived_on__lt=too_old).select_related("stored", "key"):
        let_go(None, kept, "kept aside for 90 days")


def let_go(actor: User | None, kept: MessageAside, reason: str, *, under: ItemKey | None = None) -> None:
    kept.delete()
    let_go_of_file(kept.stored)
    destroy_key(actor, kept.key, reason, under=under)


@transaction.atomic
def take_for_evidence(actor: User, message: IncomingMessage) -> Submission:
    """Somebody says that a message kept aside is evidence after all. Nobody is answered."""
    check_see_mail(actor)
    wait_for_other_writers()
    kept = MessageAside.objects.select_related("stored", "key", "message").filter(message=message).first()
    if kept is None:
        raise BadInput(_("This message is no longer kept aside."))
    return as_evidence(actor, kept)


def open_aside(kept: MessageAside) -> bytes:
    """A message kept aside, as it came. Raises KeyDestroyed. Whoever asks has a line in the audit."""
    facts = FileFacts.read(unseal(kept.key.unwrap(), bytes(kept.sealed), kept.seal_context))
    return b"".join(read_file(kept.stored.id, facts.key_bytes))


@transaction.atomic
def as_evidence(actor: User | None, kept: MessageAside) -> Submission:
    """Make a message kept aside evidence; `actor` is None where software found that a person has to read it."""
    message, opened = kept.message, open_message(without_our_own(open_aside(kept)))
    sealed = seal_files(opened.files)
    try:
        submission = receive(actor, opened, sealed)
    except BaseException:
        forget(sealed)
        raise
    message.submission = submission
    message.save(update_fields=["submission"])
    let_go(actor, kept, "taken for evidence", under=submission.key)
    record(actor, "take for evidence", "submission", submission.reference, use=message.get_why_aside_display())
    return submission


def seal_files(files: tuple[tuple[str, bytes], ...]) -> list[Sealed]:
    sealed: list[Sealed] = []
    try:
        for name, data in files:
            writer = SealingWriter()
            writer.write(data)
            sealed.append(Sealed(short(name), media_type_of(name, data[:BYTES_TO_TELL_BY]), writer.finish()))
    except BaseException:
        forget(sealed)
        raise
    return sealed


def short(name: str) -> str:
    """A long name keeps its ending."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 12]}…{name[-11:]}"


def forget(sealed: list[Sealed]) -> None:
    for file in sealed:
        erase_file(file.kept.id)
