"""A message as the parts it is made of: which of them are its body, in which form, and which are files."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from heard.collect.channels.email.headers import file_name_of
from heard.collect.channels.email.plain_text import joined
from heard.text.errors import UnreadableFile
from heard.text.readers.apart import read_apart

ENDINGS = {"message/rfc822": ".eml", "text/calendar": ".ics", "text/csv": ".csv", "application/pdf": ".pdf"}
ENDINGS |= {"image/png": ".png", "image/jpeg": ".jpg", "image/heic": ".heic", "audio/mp4": ".m4a", "video/mp4": ".mp4"}
MUCH = 0.2  # of a page's words: fewer are signatures, buttons and captions
NOT_SAID = re.compile(r"https?://\S+|www\.\S+|mailto:\S+|\[(?:cid|image):[^\]]*\]|<[^\s>]+@[^\s>]+>")


@dataclass
class Body:
    """The words of a message. `says_less` where something of it is in none of its words: another form, a picture."""

    texts: list[str] = field(default_factory=list)
    says_less: bool = False

    @property
    def text(self) -> str:
        return "\n".join(text.strip("\n") for text in self.texts if text.strip())

    def add(self, other: "Body") -> None:
        self.texts += other.texts
        self.says_less = self.says_less or other.says_less


def body_of(part: Message) -> Body:
    """Of several forms of the same words the plain one, unless the page says much more."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        inner = [body_of(child) for child in children(part)]
        if kind == "multipart/alternative":
            return fullest(inner)
        together = Body()
        for body in inner:
            together.add(body)
        return together
    if is_file(part):
        return Body()
    return plain_body(part) if kind == "text/plain" else page_body(part)


def children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def is_file(part: Message) -> bool:
    """Whether a part stands beside the body. An inner message is a file: it is somebody else's, or an older one."""
    if part.get_content_type() not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
        return True
    return bool(file_name_of(part))


def plain_body(part: Message) -> Body:
    text, is_sure = text_of(part)
    if str(part.get_param("format", "")).casefold() == "flowed":
        text = joined(text, without_space=str(part.get_param("delsp", "")).casefold() == "yes")
    return Body([text], says_less=not is_sure)


def page_body(part: Message) -> Body:
    text, is_sure = text_of(part)
    if not text.strip():
        return Body()
    try:
        read = read_apart("the message.html", text.encode("utf-8-sig", "replace"))
    except UnreadableFile:
        return Body(says_less=True)
    return Body([read.text], says_less=not is_sure or bool(read.warnings))


def fullest(forms: list[Body]) -> Body:
    """The first form that has words, unless a later one says much more. What only another says is not in the words."""
    said = [form for form in forms if form.text.strip()]
    if not said:
        return Body(says_less=any(form.says_less for form in forms))
    chosen = said[0]
    for other in said[1:]:
        more, less = words_of(other.text) - words_of(chosen.text), words_of(chosen.text) - words_of(other.text)
        if more.total() > max(less.total(), MUCH * words_of(other.text).total()):
            chosen, more = other, less
        chosen = Body(chosen.texts, chosen.says_less or bool(more))
    return chosen


def words_of(text: str) -> Counter[str]:
    """Words, without the addresses and picture names that only one form of a message writes out."""
    return Counter(re.findall(r"[^\W_]+", NOT_SAID.sub(" ", text).casefold()))


def text_of(part: Message) -> tuple[str, bool]:
    """A text part's characters, and whether it is sure that they are the right ones."""
    data = bytes_of(part)
    charset = part.get_content_charset("")
    # Programs that say ISO 8859-1 write its superset, as web pages do.
    named = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "": "utf-8"}.get(charset, charset)
    for encoding, is_sure in ((named, True), ("utf-8", False), ("cp1252", False)):
        try:
            return data.decode(encoding).replace("\r\n", "\n"), is_sure
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace").replace("\r\n", "\n"), False


def files_in(part: Message) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every part that is a file, in order. An unnamed one is called by its number."""
    found = (leaf for leaf in leaves(part) if is_file(leaf))
    for number, leaf in enumerate(found, start=1):
        kind = leaf.get_content_type()
        yield file_name_of(leaf) or f"file {number}{ENDINGS.get(kind, '')}", bytes_of(leaf)


def leaves(part: Message) -> Iterator[Message]:
    if part.get_content_maintype() != "multipart":
        yield part
        return
    for child in children(part):
        yield from leaves(child)


def bytes_of(part: Message) -> bytes:
    if part.get_content_maintype() == "message" and children(part):
        return b"\n".join(child.as_bytes() for child in children(part))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def is_broken(part: Message) -> bool:
    """Whether any part is not as it should be: a boundary that never comes, text that is no base64."""
    return bool(part.defects) or any(is_broken(child) for child in children(part))
