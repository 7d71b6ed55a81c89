"""Looking at mail that is kept aside as a machine's: machines are wrong about machines, and a child may be in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.channels.email.actions import as_evidence, open_aside
from heard.collect.channels.email.models import MessageAside
from heard.collect.channels.email.reading import words_of_message
from heard.files.models import KeyDestroyed
from heard.jobs.actions import claimed, renew
from heard.jobs.models import Claim
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.looking import CAUSES, USE, found_in, judge_in_stretches
from heard.protect.safeguarding.models import Look, MailLook
from heard.protect.safeguarding.opening import open_concern
from heard.protect.safeguarding.queries import mail_to_look_at
from heard.protect.safeguarding.states import Outcome

WORK = "looking at mail kept aside"


def look_at_next_message() -> bool:
    """Look at one message that is due; whether there was any. Safe to be killed, and to be done by several at once."""
    due = mail_to_look_at().values_list("pk", flat=True)
    with claimed(WORK, map(str, due.iterator(100))) as claim:
        if claim is None:
            return False
        kept = mail_to_look_at().select_related("message", "stored", "key").filter(pk=int(claim.item)).first()
        if kept:
            _look(kept, claim)
        return True


def _look(kept: MessageAside, claim: Claim) -> None:
    if claim.is_last_try:  # it ended its worker twice, so a person reads it
        keep_look_at_mail(kept, Judged(Outcome.NOT_LOOKED_AT))
        return
    try:
        raw = _open(kept)
    except KeyDestroyed:
        return
    keep_look_at_mail(kept, _judge(raw, claim))


@transaction.atomic
def _open(kept: MessageAside) -> bytes:
    record(None, "open message kept aside", "message", kept.message.hash[:12], use=USE)
    return open_aside(kept)


def _judge(raw: bytes, claim: Claim) -> Judged:
    text = words_of_message(raw)
    if text is None:
        return Judged(Outcome.NOT_LOOKED_AT)
    return judge_in_stretches(text, lambda: renew(claim)) if text.strip() else Judged(Outcome.NOTHING_FOUND)


@transaction.atomic
def keep_look_at_mail(kept: MessageAside, judged: Judged) -> None:
    """Keep how a look ended. What a person has to read is evidence from then on, with a concern about all of it."""
    wait_for_other_writers()
    now = mail_to_look_at().select_related("message", "stored", "key").filter(pk=kept.pk).first()
    if now is None:  # somebody took it for evidence, or its time was over, in the meantime
        return
    if judged.outcome not in CAUSES:
        MailLook.objects.create(kept=now, outcome=judged.outcome)
        return
    why = _("It was kept aside: %(why)s. Once you have closed this, it waits with the other evidence to be set aside.")
    said = why % {"why": now.message.get_why_aside_display()}
    submission = as_evidence(None, now)
    all_of_it = list(submission.parts.select_related("submission__key").defer("sealed"))
    words = [part for part in all_of_it if part.has_words]
    Look.objects.bulk_create(Look(part=part, outcome=judged.outcome) for part in words)
    # Each file is looked at by itself, once it is read.
    open_concern(None, submission, [found_in(part, judged, said) for part in words or all_of_it])
