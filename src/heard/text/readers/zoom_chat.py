"""Zoom chats in the three shapes Zoom has saved them: what was said to everyone, without who said it in the words.

Old:   `10:02:11 From  Ann  to  Everyone : text`
New:   `10:02:11 From Ann to Everyone:` and then the text, over several indented lines
Cloud: `10:02:11<TAB>Ann:<TAB>text`
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Message
from heard.text.readers.building import SourceBuilder
from heard.text.readers.decoding import decode
from heard.text.spans import Block, BlockKind, Source

_TIME = r"(?P<time>\d{1,2}:\d\d:\d\d(?: ?[AP]M)?)"
# A name may hold “ to ” or “:”, so a known audience is looked for first, then any.
_EVERYONE = (
    r"(?:everyone|all panelists(?: and attendees)?|hosts and panelists|[^:]*group chat|waiting room participants)"
)
_HEADERS = (
    re.compile(
        rf"{_TIME}[ \t]+From[ \t]+(?P<sender>.+?)[ \t]+to[ \t]+(?P<audience>{_EVERYONE})[ \t]*:[ \t]?(?P<text>.*)", re.I
    ),
    re.compile(
        rf"{_TIME}[ \t]+From[ \t]+(?P<sender>.+?)[ \t]+to[ \t]+"
        r"(?P<audience>[^:]+?[ \t]*\((?:direct message|privately)\))[ \t]*:[ \t]?(?P<text>.*)",
        re.I,
    ),
    re.compile(
        rf"{_TIME}[ \t]+From[ \t]+(?P<sender>.+?)[ \t]+to[ \t]+(?P<audience>[^:]+?)[ \t]*:[ \t]?(?P<text>.*)", re.I
    ),
    re.compile(rf"{_TIME}\t(?P<sender>[^\t]+?):\t(?P<text>.*)"),
)
_PUBLIC = re.compile(_EVERYONE, re.I)
_REPLY = re.compile(r"\s*Replying to [\"“].*[\"”]:?\s*$")
_REACTION = re.compile(r"\s*(?:Reacted to [\"“].*[\"”] with \S+|Removed an? \S+ reaction from [\"“].*[\"”])\s*$", re.S)


@dataclass(slots=True)
class _Message:
    time: str
    sender: str
    audience: str
    lines: list[str] = field(default_factory=list)

    @property
    def private(self) -> bool:
        return bool(self.audience) and not _PUBLIC.fullmatch(self.audience.strip())


def looks_like_chat(head: str) -> bool:
    """Whether a text begins with a chat line, and has a second one or nothing else."""
    lines = [line for line in head.lstrip("\ufeff").split("\n") if line.strip()]
    if not lines or not _header(lines[0]):
        return False
    return len(lines) == 1 or any(_header(line) for line in lines[1:]) or lines[1][:1].isspace()


def read(name: str, data: bytes) -> Source:
    text, warnings = decode(name, data)
    builder = SourceBuilder(name, data)
    for warning in warnings:
        builder.warn(warning)
    left_out = _LeftOut()
    for number, message in enumerate(_messages(text.replace("\r\n", "\n"), left_out), start=1):
        _write_message(builder, number, message, left_out)
    left_out.tell(builder)
    if not len(builder):
        raise UnreadableFile(Unreadable.NO_TEXT, f"{name} is a chat without any message to everyone.")
    return builder.build()


@dataclass(slots=True)
class _LeftOut:
    """Counts of what is in the chat and not in the text."""

    private: int = 0
    reactions: int = 0
    replies: int = 0
    strays: int = 0

    def tell(self, builder: SourceBuilder) -> None:
        builder.warn_left_out(self.private, "private message")
        builder.warn_left_out(self.reactions, "reaction")
        builder.warn_left_out(
            self.replies,
            "repeated beginning of a message that was replied to",
            "repeated beginnings of messages that were replied to",
        )
        builder.warn_left_out(self.strays, "line before the first message", "lines before the first message")


def _header(line: str) -> re.Match[str] | None:
    for shape in _HEADERS:
        if match := shape.match(line):
            return match
    return None


def _messages(text: str, left_out: _LeftOut) -> Iterator[_Message]:
    message = None
    for line in text.lstrip("\ufeff").split("\n"):
        if match := _header(line):
            if message:
                yield message
            parts = match.groupdict()
            message = _Message(parts["time"], parts["sender"].strip(), parts.get("audience") or "")
            if parts["text"].strip():
                message.lines.append(parts["text"])
        elif message:
            message.lines.append(line)
        elif line.strip():
            left_out.strays += 1
    if message:
        yield message


def _write_message(builder: SourceBuilder, number: int, message: _Message, left_out: _LeftOut) -> None:
    words = _own_words(message, left_out)
    if message.private:
        left_out.private += 1
    elif _REACTION.match(words):
        left_out.reactions += 1
    elif words.strip():
        span = builder.write_line(words)
        builder.add_block(Block(span, BlockKind.MESSAGE))
        builder.locate(span, Message(number, message.time, message.sender))


def _own_words(message: _Message, left_out: _LeftOut) -> str:
    """The message without Zoom's indentation, blank ends and the repeated words of a message it replies to."""
    lines = [re.sub(r"^(?:\t| {4})", "", line) for line in message.lines]
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and _REPLY.match(lines[0]) and not message.private:
        left_out.replies += 1
        lines.pop(0)
        while lines and not lines[0].strip():
            lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)
