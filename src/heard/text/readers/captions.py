"""WebVTT and SubRip captions: what was said, cue by cue, with its time and, where the file says so, its speaker.

A speaker named by a voice tag (`<v Name>`) is no part of the words. One named by a prefix (`Name: words`) stays in the
text, because the file cannot be told from words with a colon for sure; the cue's block begins after it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heard.text.locators import Moment
from heard.text.readers.building import SourceBuilder
from heard.text.readers.decoding import decode
from heard.text.readers.refusals import damaged, no_words
from heard.text.spans import Block, BlockKind, Source, Span

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t].*)?")
_TAG = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>|\{\\an?\d+\}", re.IGNORECASE
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]*)>", re.IGNORECASE)
_PREFIX = re.compile(r"(?:>>[ \t]*)?([^\s:][^:\n]{0,59}?)[ \t]*:[ \t]+(?=\S)")
_BRACKETED = re.compile(r"\(([^()\n]{1,60})\)[ \t]*(?:\n|$)")
_NAME = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?:,?[ ](?:[^\W\d_a-z][\w’'.-]*|[\d]{1,3}|\([^()]*\)|and|&|de|van|von|der|al|ap|ab)){0,6}"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start_ms: int
    end_ms: int
    payload: str


@dataclass(slots=True)
class _Captions:
    cues: list[_Cue] = field(default_factory=list)
    titles: int = 0
    notes: int = 0
    untimed: int = 0
    unparsed: int = 0


def read(name: str, data: bytes) -> Source:
    text, warnings = decode(name, data)
    builder = SourceBuilder(name, data)
    for warning in warnings:
        builder.warn(warning)
    captions = _parse(re.sub(r"\r\n?", "\n", text.lstrip("\ufeff")))
    if not captions.cues:
        raise damaged(name) if captions.unparsed or captions.untimed else no_words(name)
    is_vtt = text.lstrip("\ufeff").startswith("WEBVTT")
    voices = [voice for cue in captions.cues for voice in _voices(cue, is_vtt)]
    prefixes = _speakers_by_prefix([voice[1] for voice in voices])
    for cue, words, speaker in voices:
        _write(builder, cue, words, speaker, prefixes)
    builder.warn_left_out(captions.titles, "line at the head of the file", "lines at the head of the file")
    builder.warn_left_out(captions.notes, "note, style or region", "notes, styles or regions")
    builder.warn_left_out(captions.untimed, "passage without a time", "passages without a time")
    builder.warn_left_out(
        captions.unparsed, "caption whose times could not be read", "captions whose times could not be read"
    )
    return builder.build()


def _parse(text: str) -> _Captions:
    """Blocks between empty lines: cues, or notes, styles and regions, which are no words."""
    captions = _Captions()
    for number, block in enumerate(re.split(r"\n[ \t]*\n", text)):
        lines = block.strip("\n").split("\n")
        if number == 0 and lines[0].startswith("WEBVTT"):
            lines = _without_head(captions, lines)
        if not any(line.strip() for line in lines):
            continue
        _add_block(captions, lines)
    return captions


def _without_head(captions: _Captions, lines: Sequence[str]) -> Sequence[str]:
    """The first block without the file's own heading, which ends where a cue begins."""
    first_cue = next((number for number, line in enumerate(lines) if "-->" in line), len(lines))
    head = [lines[0].removeprefix("WEBVTT"), *lines[1:first_cue]]
    captions.titles += sum(1 for line in head if re.search(r"\w", line))
    return lines[first_cue:]


def _add_block(captions: _Captions, lines: Sequence[str]) -> None:
    timed = next((index for index, line in enumerate(lines[:2]) if "-->" in line), None)
    if timed is None:
        is_note = re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", lines[0]) is not None
        captions.notes += is_note
        captions.untimed += not is_note
        return
    timing = _TIMING.fullmatch(lines[timed])
    if timing is None:
        captions.unparsed += 1
        return
    payload = "\n".join(lines[timed + 1 :])
    if payload.strip():
        captions.cues.append(_Cue(_milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:]), payload))


def _milliseconds(clock: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = (clock[0] or "0", *clock[1:])
    return (int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)) * 1000 + int(
        (fraction or "0").ljust(3, "0")
    )


def _voices(cue: _Cue, is_vtt: bool) -> Iterator[tuple[_Cue, str, str]]:
    """The parts of a cue that one voice speaks: its words, and the voice's name where a tag gives it."""
    pieces = _VOICE.split(cue.payload)
    for number in range(0, len(pieces), 2):
        words = _TAG.sub("", pieces[number]).strip("\n")
        words = html.unescape(words) if is_vtt else words
        if words.strip():
            speaker = html.unescape(pieces[number - 1]).strip() if number else ""
            yield cue, words, speaker


def _speakers_by_prefix(payloads: Sequence[str]) -> set[str]:
    """Which prefixes are speakers: those that come again, or look like a name."""
    times = Counter(match[1].strip() for words in payloads if (match := _PREFIX.match(words)))
    return {prefix for prefix, count in times.items() if count > 1 or _NAME.fullmatch(prefix)}


def _write(builder: SourceBuilder, cue: _Cue, words: str, speaker: str, prefixes: set[str]) -> None:
    begins = 0
    if not speaker:
        prefix = _PREFIX.match(words)
        bracketed = _BRACKETED.match(words)
        if prefix and prefix[1].strip() in prefixes:
            speaker, begins = prefix[1].strip(), prefix.end()
        elif bracketed and bracketed.end() < len(words) and _NAME.fullmatch(bracketed[1]):
            speaker, begins = bracketed[1], bracketed.end()
    span = builder.write_line(words)
    builder.add_block(Block(Span(span.start + begins, span.end), BlockKind.CUE))
    builder.locate(span, Moment(cue.start_ms, cue.end_ms, speaker or None))
