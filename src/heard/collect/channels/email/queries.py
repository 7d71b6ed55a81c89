"""Reading which messages arrived."""

import hmac
from hashlib import sha256

from django.db.models import Count, QuerySet

from heard.collect.channels.email.models import IncomingMessage
from heard.collect.channels.email.states import MISSING
from heard.collect.evidence.models import Submission
from heard.files.sealing import derived_key


def keyed_hash(what: str, purpose: str) -> str:
    """HMAC-SHA256 under the installation's key for `purpose`, in hexadecimal."""
    return hmac.digest(derived_key(f"heard mail {purpose}"), what.encode("utf-8", "surrogatepass"), sha256).hex()


def message_known_as(message_id: str, contents: str) -> tuple[str, IncomingMessage | None]:
    """The hash by which a message is known, and its record, if it came before.

    Another message that bears the same Message-ID, by mistake or to keep this one out, is not the same.
    """
    alone = keyed_hash(message_id or contents, "ids")
    for known_as in (alone, keyed_hash(f"{message_id}\n{contents}", "ids")):
        record = IncomingMessage.objects.filter(hash=known_as).first()
        if record is None or record.contents_hash == keyed_hash(contents, "contents"):
            return known_as, record
    raise AssertionError  # the second hash is made of the contents


def without_receipt() -> QuerySet[IncomingMessage]:
    """What was received by e-mail and whose sender holds no five words, newest first."""
    return IncomingMessage.objects.filter(answer__in=MISSING, submission__isnull=False).select_related("submission")


def kept_aside() -> QuerySet[IncomingMessage]:
    """What is kept aside, newest first."""
    return IncomingMessage.objects.filter(kept__isnull=False).select_related("kept__stored")


def counted_aside() -> list[tuple[str, int]]:
    """How many messages of each kind were kept aside so far, also those whose time is over."""
    rows = IncomingMessage.objects.exclude(why_aside="").values("why_aside").order_by("why_aside")
    return [(row["why_aside"], row["number"]) for row in rows.annotate(number=Count("pk"))]


def answer_to(submission: Submission) -> IncomingMessage | None:
    """The e-mail that a submission came as, with what became of the answer; None where it came another way."""
    return IncomingMessage.objects.filter(submission=submission).first()
