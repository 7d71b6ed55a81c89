"""What a message says, with all that hangs on it, for software to look through."""

from heard.collect.channels.email.opening import is_too_much
from heard.collect.channels.email.our_own import is_one_of_ours, without_our_own
from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.apart import read_apart

SAYS_NOTHING = (Unreadable.EMPTY, Unreadable.NO_TEXT)


def words_of_message(raw: bytes) -> str | None:
    """Its subject, body and attachments, without letters of ours that it brings back.

    Empty where it has no words, None where software cannot read it.
    """
    if is_one_of_ours(raw):
        return ""
    if is_too_much(raw):
        return None
    try:
        return read_apart("the message.eml", without_our_own(raw)).text
    except UnreadableFile as refusal:
        return "" if refusal.kind in SAYS_NOTHING else None
