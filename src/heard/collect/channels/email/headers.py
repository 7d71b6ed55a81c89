"""The lines above a message, read so that none of them can do harm: any length, any encoding, any nonsense."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from heard.mail.addresses import one_address

LONGEST_HEADER = 4_000  # characters that we look at
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def header_of(message: Message, name: str) -> str:
    """A header on one line, decoded; what cannot be decoded stands as it came. Empty where there is none."""
    return shown(decoded(as_it_came(message, name)[:LONGEST_HEADER]))


def as_it_came(message: Message, name: str) -> str:
    """A header not yet decoded. Letters that no rule allows there are UTF-8, or else what Windows wrote."""
    came = next((str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    data = came.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decoded(raw: str) -> str:
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):  # of which UnicodeError is one
        return raw


def shown(text: str) -> str:
    """On one line, without characters that control how it is shown."""
    return " ".join(UNSHOWN.sub(" ", text).split())


def sender_of(message: Message) -> str | None:
    """The one address that it says it comes from; None where that is none, several, or nonsense."""
    named = [address for _, address in getaddresses([str(message.get("From", ""))[:LONGEST_HEADER]]) if address]
    return one_address(named[0]) if len(named) == 1 else None


def file_name_of(part: Message) -> str:
    """What an attachment is called; empty where nobody called it anything."""
    named = Message()
    for header in ("Content-Disposition", "Content-Type"):
        named[header] = as_it_came(part, header)
    try:
        name = named.get_filename("")
    except (LookupError, ValueError, TypeError, IndexError, AttributeError):
        return ""
    return shown(decoded(str(name)[:LONGEST_HEADER]))
