"""Opening a message: what it says, what is with it, and whether that is all of it. Never raises, whatever came."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from hashlib import sha256

from django.conf import settings
from django.urls import reverse

from heard.collect.channels.email.headers import header_of
from heard.collect.channels.email.machines import address_to_answer, why_aside
from heard.collect.channels.email.parts import body_of, files_in, is_broken
from heard.collect.channels.email.plain_text import without_history
from heard.collect.channels.email.states import WhyAside
from heard.collect.receipts.five_words import five_words_said_in
from heard.collect.receipts.openings import opened_by
from heard.mail.message_ids import names_one_of_ours

MOST_PARTS = 300  # a message that names more takes the parser hours; a person has to look at it
MOST_FILES = 50
LONGEST_HEAD = 256 * 1024  # bytes
HEADER_LINE = re.compile(rb"[!-9;-~]+:|[ \t]|$")
HEAD_END = re.compile(rb"\r?\n\r?\n")
# Of the lines above the whole message, those that say what it is. Who sent it and by which way is nobody's evidence.
KEPT_HEADERS = ("subject", "date", "mime-version")
ANSWERING = re.compile(r"(?i)^(re|aw|sv|antw)\s*:\s*")
WHOLE_NAME = "the whole message.eml"
WHOLE_TEXT_NAME = "the whole message.txt"
OUTLOOKS_OWN = ("winmail.dat", "win.dat")


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """What a message says. `files` are names and bytes; where the words and files are not all of it, the last one is
    the whole message, without the lines that say who sent it.

    `address` is where an answer goes; it and `message_id` are never written down as they are. `contents` is the SHA-256
    of the message without the lines that differ from one delivery to the next.
    """

    message_id: str
    contents: str
    address: str | None
    why_aside: WhyAside | None
    words: str
    files: tuple[tuple[str, bytes], ...]
    empty_files: int = 0
    only_outlook: bool = False

    @property
    def says_nothing(self) -> bool:
        return not self.words.strip() and not self.files


def open_message(raw: bytes) -> OpenedMessage:
    """The message in these bytes. What cannot be taken apart is kept whole, for a person."""
    raw = with_an_end_of_its_head(raw)
    head, contents = head_of(raw), sha256(whole(raw)).hexdigest()
    try:
        return kept_whole(raw, head, contents) if is_too_much(raw) else taken_apart(raw, contents)
    # The library raises dozens of kinds for messages that are no messages; a person reads those.
    except Exception:
        return kept_whole(raw, head, contents)


def head_of(raw: bytes) -> Message:
    """The lines above the message, alone: reading them cannot fail or take long."""
    end = HEAD_END.search(raw, 0, LONGEST_HEAD)
    head = raw[: end.start()] if end else raw[:LONGEST_HEAD]
    return BytesParser(policy=compat32).parsebytes(head, headersonly=True)


def with_an_end_of_its_head(raw: bytes) -> bytes:
    """A message without a body may end with its last header; what is no message at all stays as it is."""
    if HEAD_END.search(raw) is None and all(HEADER_LINE.match(line) for line in raw.splitlines()):
        return raw.rstrip(b"\r\n") + b"\n\n"
    return raw


def is_too_much(raw: bytes) -> bool:
    """Whether taking it apart could take for ever, or there are no first lines that could be read."""
    has_head = HEAD_END.search(raw, 0, LONGEST_HEAD) is not None
    return not has_head or len(re.findall(rb"(?i)(?:multipart|message)/", raw)) > MOST_PARTS


def taken_apart(raw: bytes, contents: str) -> OpenedMessage:
    message = BytesParser(policy=compat32).parsebytes(raw)
    body = body_of(message)
    is_answer = names_one_of_ours(f"{header_of(message, 'In-Reply-To')} {header_of(message, 'References')}")
    new = without_history(body.text, settings.HEARD_URL + reverse("your_words")) if is_answer else body.text
    files = list(files_in(message))
    filled = [(name, data) for name, data in files if data][:MOST_FILES]
    words, had_key = without_keys(with_subject(header_of(message, "Subject"), new))
    is_all = new == body.text and not body.says_less and not is_broken(message) and len(files) <= MOST_FILES
    if not is_all:
        filled.append(whole_text(body.text) if had_key or without_keys(body.text)[1] else (WHOLE_NAME, whole(raw)))
    return OpenedMessage(
        message_id=header_of(message, "Message-ID"),
        contents=contents,
        address=address_to_answer(message),
        why_aside=why_aside(message),
        words=words,
        files=tuple(filled),
        empty_files=sum(1 for _, data in files if not data),
        only_outlook=any(name.casefold() in OUTLOOKS_OWN for name, _ in files),
    )


def with_subject(subject: str, text: str) -> str:
    """What stands in the subject is said as well; that of an answer is what was said before."""
    if not subject or ANSWERING.match(subject):
        return text
    return f"{subject}\n\n{text}" if text.strip() else subject


def without_keys(text: str) -> tuple[str, bool]:
    """The text without five words that open something, and whether there were any. Nobody who reads it may use them."""
    found = [words for words in five_words_said_in(text) if opened_by([words])]
    for words in found:
        text = re.sub(r"[^A-Za-z]+".join(words.words), "[…]", text, flags=re.IGNORECASE)
    return text, bool(found)


def whole_text(text: str) -> tuple[str, bytes]:
    return WHOLE_TEXT_NAME, without_keys(text)[0].encode("utf-8", "replace")


def whole(raw: bytes) -> bytes:
    """The message byte for byte, under only those of its first lines that say what it is."""
    end = HEAD_END.search(raw)
    if end is None:
        return raw
    lines = re.split(rb"\r?\n(?![ \t])", raw[: end.start()])
    kept = [line for line in lines if is_kept(line)]
    return b"\n".join(kept) + b"\n\n" + raw[end.end() :]


def is_kept(line: bytes) -> bool:
    name = line.partition(b":")[0].strip().lower().decode("ascii", "replace")
    return name in KEPT_HEADERS or name.startswith("content-")


def kept_whole(raw: bytes, head: Message, contents: str) -> OpenedMessage:
    """A message that only a person can read."""
    return OpenedMessage(
        message_id=header_of(head, "Message-ID"),
        contents=contents,
        address=address_to_answer(head),
        why_aside=why_aside(head),
        words="",
        files=((WHOLE_NAME, whole(raw)),) if raw.strip() else (),
    )
