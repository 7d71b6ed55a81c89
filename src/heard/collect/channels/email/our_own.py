"""Messages of ours that come back inside somebody else's: a bounce brings the letter that did not arrive."""

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from heard.collect.channels.email.headers import header_of
from heard.collect.channels.email.opening import head_of, is_too_much
from heard.collect.channels.email.parts import bytes_of, children
from heard.mail.message_ids import names_one_of_ours

COME_BACK_AS = ("message/rfc822", "message/rfc822-headers", "text/rfc822-headers")


def is_one_of_ours(raw: bytes) -> bool:
    """Whether we sent exactly this, as its Message-ID says, which nobody else can make."""
    return names_one_of_ours(header_of(head_of(raw), "Message-ID"))


def without_our_own(raw: bytes) -> bytes:
    """The message without those of ours in it: five words in them open what somebody gave, and nothing in them is news.

    Byte for byte where there are none, and where it cannot be taken apart.
    """
    if is_too_much(raw):
        return raw
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        return message.as_bytes() if _leave_out(message) else raw
    # The library raises dozens of kinds for messages that are no messages; a person reads those as they came.
    except Exception:
        return raw


def _leave_out(message: Message) -> int:
    """How many were left out, at any depth."""
    inner = children(message)
    if not inner:
        return 0
    kept = [part for part in inner if not _brings_back_ours(part)]
    if len(kept) < len(inner):
        message.set_payload([*kept])
    return len(inner) - len(kept) + sum(_leave_out(part) for part in kept)


def _brings_back_ours(part: Message) -> bool:
    return part.get_content_type() in COME_BACK_AS and is_one_of_ours(bytes_of(part))
