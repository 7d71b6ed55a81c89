"""E-mails: the subject, the date, the body and the words of every attachment that can be read.

Addresses and names in the headers are no part of the text. Of a body sent both as plain text and as a web page, the
plain one is read, unless the page says much more. Lines that repeat the message replied to (`> …`) are quotation blocks
in the style “reply”.
"""

import re
from collections import Counter
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Message
from heard.text.readers.building import Layout, Run, SourceBuilder, counted
from heard.text.readers.decoding import decode
from heard.text.readers.html import PageWriter, parse_page
from heard.text.readers.media import Medium, medium_of
from heard.text.readers.reading import read_bytes
from heard.text.readers.refusals import locked
from heard.text.spans import Block, BlockKind, Source, Span

_MOST_PARTS = 100
_MUCH = 0.2  # of a page’s words: fewer are signatures, buttons and captions
_UNREAD = {
    Unreadable.EMPTY: ("empty attachment", "empty attachments"),
    Unreadable.LOCKED: ("attachment locked with a password", "attachments locked with a password"),
    Unreadable.DAMAGED: ("damaged attachment", "damaged attachments"),
    Unreadable.TOO_LARGE: ("attachment that is too large", "attachments that are too large"),
    Unreadable.BOMB: ("attachment that unpacks to too much", "attachments that unpack to too much"),
    Unreadable.UNSUPPORTED: (
        "attachment of a kind that cannot be read here",
        "attachments of a kind that cannot be read here",
    ),
    Unreadable.NO_TEXT: ("attachment without words that can be read", "attachments without words that can be read"),
}
_SCANNED = ("scanned attachment", "scanned attachments")
_BEYOND = (f"attachment beyond the first {_MOST_PARTS}", f"attachments beyond the first {_MOST_PARTS}")
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read(name: str, data: bytes) -> Source:
    message = parse(data)
    if message.get_content_type() in _LOCKED and message.get_param("smime-type") != "signed-data":
        raise locked(name)
    return read_message(name, data, message)


def parse(data: bytes) -> EmailMessage:
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)


def read_message(name: str, data: bytes, message: EmailMessage) -> Source:
    """A message that was parsed already; `data` is the file it came from."""
    return _Mail(name, data, message).read()


class _Mail:
    def __init__(self, name: str, data: bytes, message: EmailMessage) -> None:
        self.builder = SourceBuilder(name, data)
        self.message = message
        self.time = _header(message, "date") or None
        self.body: EmailMessage | None = None
        self.parts = 1
        self.unread: Counter[tuple[str, str]] = Counter()
        self.pictures = 0

    def read(self) -> Source:
        place = Message(1, self.time)
        subject = _header(self.message, "subject")
        if subject:
            self.builder.add_paragraph([Run(subject)], Layout(BlockKind.HEADING, 1, "subject"), place)
        if self.time:
            self.builder.add_paragraph([Run(self.time)], Layout(style="date"), place)
        before = len(self.builder)
        self._write_body(place)
        for part in self._attachments():
            self._write_attachment(part)
        if len(self.builder) == before and not subject:
            raise UnreadableFile(Unreadable.NO_TEXT, f"{self.builder.name} holds no words that can be read.")
        self._tell_what_is_left_out()
        return self.builder.build()

    def _write_body(self, place: Message) -> None:
        plain, page = self._form("plain"), self._form("html")
        if page and (not plain or self._says_more(page, plain)):
            self.body = page[0]
            self._write_page(page[1], place)
        elif plain:
            self.body = plain[0]
            self._write_plain(plain[1].rstrip("\n"), place)

    def _form(self, wanted: str) -> tuple[EmailMessage, str] | None:
        """The body in one of its forms, if it has any words in it."""
        part = self.message.get_body((wanted,))
        text = self._text_of(part) if isinstance(part, EmailMessage) else ""
        return (part, text) if isinstance(part, EmailMessage) and text.strip() else None

    def _says_more(self, page: tuple[EmailMessage, str], plain: tuple[EmailMessage, str]) -> bool:
        """Whether the page is the form to read, because it says much more. Tells how much only the other form says."""
        forms = [part for part, is_alternative in _leaves(self.message, False) if is_alternative]
        if page[0] not in forms or plain[0] not in forms:
            return False
        shown, written = _count_words(_shown_text(page[1])), _count_words(plain[1])
        only_page, only_plain = (shown - written).total(), (written - shown).total()
        reads_page = only_page > max(only_plain, _MUCH * shown.total())
        lost = only_plain if reads_page else only_page
        if lost:
            self.builder.warn(
                f"The message was sent in two forms; {counted(lost, 'word')} of the other "
                f"{'is' if lost == 1 else 'are'} not in the text."
            )
        return reads_page

    def _write_plain(self, text: str, place: Message) -> None:
        """The lines as they are, with a block for every paragraph and every repeated passage."""
        self.builder.write("\n" if len(self.builder) else "")
        span = self.builder.write_line(text)
        self.builder.locate(span, place)
        written = span.of(self.builder.text)
        for start, end, is_reply in _passages(written):
            kind = BlockKind.QUOTATION if is_reply else BlockKind.PARAGRAPH
            style = "reply" if is_reply else ""
            self.builder.add_block(Block(Span(span.start + start, span.start + end), kind, style=style))

    def _write_page(self, text: str, place: Message) -> None:
        root = parse_page(text)
        if root is not None:
            writer = PageWriter(self.builder, place, apart=True)
            writer.write(root)
            writer.tell_what_is_left_out()

    def _text_of(self, part: EmailMessage) -> str:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        charset = part.get_content_charset()
        if charset:
            try:
                return _decoded(data, charset).replace("\r\n", "\n") + _after_base64(part)
            except (LookupError, UnicodeError):
                pass
        text, warnings = decode(self.builder.name, data)
        for warning in warnings:
            self.builder.warn(warning)
        return text.replace("\r\n", "\n") + _after_base64(part)

    def _attachments(self) -> Iterator[EmailMessage]:
        """Every part that is neither the body nor the same body in another form."""
        for part, is_alternative in _leaves(self.message, False):
            is_other_body = is_alternative and part.get_content_type() in ("text/plain", "text/html")
            is_blank_body = not part.is_attachment() and not part.get_filename() and not _bytes_of(part).strip()
            if part is not self.body and not is_blank_body and (part.get_filename() or not is_other_body):
                yield part

    def _write_attachment(self, part: EmailMessage) -> None:
        self.parts += 1
        if part.get_content_maintype() == "image" or medium_of(_bytes_of(part)) is Medium.PICTURE:
            self.pictures += 1
            return
        if self.parts > _MOST_PARTS:
            self.unread[_BEYOND] += 1
            return
        try:
            attached = read_bytes(_name_of(part, self.parts), _bytes_of(part))
        except UnreadableFile as error:
            is_scan = error.kind is Unreadable.NO_TEXT and _bytes_of(part).startswith(b"%PDF")
            self.unread[_SCANNED if is_scan else _UNREAD[error.kind]] += 1
            return
        self.builder.write("\n")
        self.builder.add_source(attached, Message(self.parts, self.time))
        for warning in attached.warnings:
            self.builder.warn(f"In an attachment: {warning}")

    def _tell_what_is_left_out(self) -> None:
        read = self.parts - 1 - self.unread.total() - self.pictures
        if read:
            self.builder.warn(f"The words of {counted(read, 'attachment')} stand after the message.")
        self.builder.warn_left_out(self.pictures, "picture")
        for (one, many), number in self.unread.items():
            self.builder.warn_left_out(number, one, many)
        self.builder.warn_left_out(
            _count_lines_outside(self.message),
            "line outside the parts of the message",
            "lines outside the parts of the message",
        )


def _shown_text(page: str) -> str:
    builder = SourceBuilder("", b"")
    root = parse_page(page)
    if root is not None:
        PageWriter(builder).write(root)
    return builder.text


def _count_words(text: str) -> Counter[str]:
    """Words without the addresses and picture names that only one form of a message writes out."""
    written_out = r"https?://\S+|www\.\S+|mailto:\S+|\[(?:cid|image):[^\]]*\]"
    return Counter(re.findall(r"[^\W_]+", re.sub(written_out, " ", text).casefold()))


def _decoded(data: bytes, charset: str) -> str:
    """Mail programs say ISO 8859-1 and write its superset, as web pages do."""
    if charset.lower() in ("iso-8859-1", "latin-1", "latin1"):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return data.decode(charset)


def _after_base64(part: EmailMessage) -> str:
    """Words that a mailing list has added behind an encoded body, where decoding stops."""
    raw = part.get_payload()
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64" or not isinstance(raw, str):
        return ""
    added = re.search(r"=[ \t\r]*\n\s*(\S.*)", raw, re.DOTALL)
    return "\n" + added[1].replace("\r\n", "\n") if added else ""


def _count_lines_outside(message: EmailMessage) -> int:
    """Lines before, between and after the parts of a message, which no mail program shows, without the usual one."""
    texts = (text for part in message.walk() for text in (part.preamble, part.epilogue) if text)
    lines = (line for text in texts for line in text.split("\n"))
    return sum(1 for line in lines if re.search(r"\w", line) and not re.search(r"multi-?part|\bmime\b", line, re.I))


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line; empty where it is missing or cannot be understood."""
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):
        return ""


def _leaves(part: EmailMessage, is_alternative: bool) -> Iterator[tuple[EmailMessage, bool]]:
    """The parts that hold no further parts, each with whether it is one of several forms of the same words."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        yield part, is_alternative
        return
    for inner in part.iter_parts():
        if isinstance(inner, EmailMessage):
            yield from _leaves(inner, is_alternative or part.get_content_subtype() == "alternative")


def _passages(text: str) -> Iterator[tuple[int, int, bool]]:
    """Paragraphs and repeated passages: start, end, and whether every line begins with `>`."""
    for match in re.finditer(r"(?:[ \t]*>[^\n]*(?:\n|\Z))+|(?:[ \t]*[^\s>][^\n]*(?:\n|\Z))+", text):
        end = match.end() - 1 if match[0].endswith("\n") else match.end()
        yield match.start(), end, match[0].lstrip().startswith(">")


def _name_of(part: EmailMessage, number: int) -> str:
    """The attachment’s file name, or one with the ending its kind usually has."""
    endings = {"text/html": ".html", "text/csv": ".csv", "message/rfc822": ".eml", "text/markdown": ".md"}
    name = part.get_filename() or f"attachment {number}{endings.get(part.get_content_type(), '')}"
    return re.sub(r"[\\/\x00-\x1f]", "_", name)


def _bytes_of(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload(0) if part.is_multipart() else None
    return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
