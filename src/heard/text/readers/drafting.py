"""Reading a file for a draft: also what a machine must recognise, one piece at a time, so that little is lost.

The first piece holds what stands in the file as text; each further one holds a page or a picture that was recognised,
or some words that were heard. `assembled` puts them together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from io import BytesIO
from typing import TypeVar

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import InPicture, Moment, Page
from heard.text.readers.building import counted
from heard.text.readers.kinds import FileKind, recognise
from heard.text.readers.media import Medium, medium_of
from heard.text.readers.reading import read_bytes
from heard.text.readers.refusals import damaged
from heard.text.readers.transcribing import HEARD, NONE, Engine, Segment
from heard.text.spans import Located, Source, Span

MOST_PAGES = 300  # of one file that are recognised; that takes an hour or two
MOST_INSIDE = 20  # pictures inside a document or an e-mail; that takes some minutes
_Page = TypeVar("_Page")
_PICTURES_LEFT_OUT = re.compile(r"\b([\d,]+) pictures? (?:is|are) not in the text\.$")
_SCANS_LEFT_OUT = re.compile(r"perhaps a scan|\bscanned attachments? (?:is|are) not in the text\.$")


class Inside(Enum):
    """What became of a picture inside a document or an e-mail."""

    READ = auto()
    WORDLESS = auto()
    UNREAD = auto()
    BEYOND = auto()


_TOLD_OF_PICTURES = {
    Inside.READ: (
        "The words of 1 picture inside stand after all the others.",
        "The words of {number} pictures inside stand after all the others.",
    ),
    Inside.WORDLESS: ("No words were found in 1 picture inside.", "No words were found in {number} pictures inside."),
    Inside.UNREAD: (
        "1 picture inside is not read: it is too large, damaged or of a kind that is not opened here.",
        "{number} pictures inside are not read: they are too large, damaged or of a kind that is not opened here.",
    ),
    Inside.BEYOND: (
        f"1 picture inside is not read: it comes after the first {MOST_INSIDE}.",
        f"{{number}} pictures inside are not read: they come after the first {MOST_INSIDE}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a file's words. `number` of `count` where it is a page that was recognised, with `count` 0 if unknown."""

    text: str = ""
    located: tuple[Located, ...] = ()
    warnings: tuple[str, ...] = ()
    number: int = 0
    count: int = 0
    page: int = 0  # where its words belong, in a PDF; of a picture inside something else, its number
    by: str = ""  # what read it


def pieces_of(name: str, data: bytes, engine: Engine) -> Iterator[Piece]:
    """A file's words piece by piece. Raises UnreadableFile: at once where there are none, later where they end."""
    medium = medium_of(data)
    if medium is Medium.PICTURE:
        yield from _pieces_of_picture(name, data)
    elif medium is Medium.RECORDING:
        yield from _pieces_of_recording(name, data, engine)
    elif recognise(name, data).kind is FileKind.PDF:
        yield from _pieces_of_pdf(name, data)
    else:
        yield from _pieces_of_document(name, data)


def assembled(pieces: list[Piece]) -> Piece:
    """The pieces as one: pages that were recognised stand between those that hold text."""
    first, *rest = pieces
    ordered, at = [], 0
    for piece in rest:
        place = max(_place_for(piece.page, first), at)
        ordered += [_cut(first, at, place), piece]
        at = place
    ordered.append(_cut(first, at, len(first.text)))
    by = " and ".join(dict.fromkeys(piece.by for piece in pieces if piece.by))
    warnings = dict.fromkeys(warning for piece in pieces for warning in piece.warnings)
    text, located = _joined([piece for piece in ordered if piece.text])
    return Piece(text, located, tuple(warnings), by=by)


def _joined(pieces: list[Piece]) -> tuple[str, tuple[Located, ...]]:
    """Their texts one after the other, with a blank line around each page that was recognised."""
    texts: list[str] = []
    located: list[Located] = []
    length = 0
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before:
            ended = before.text.endswith("\n")
            gap = ("" if ended else "\n") + ("\n" if before.page or piece.page else "")
            texts.append(gap)
            length += len(gap)
        located += [_moved(each, length) for each in piece.located]
        texts.append(piece.text)
        length += len(piece.text)
    return "".join(texts), tuple(located)


def _place_for(page: int, whole: Piece) -> int:
    """Where in a PDF's text the words of a page belong: before those of the next page that has any."""
    for each in whole.located:
        if isinstance(each.locator, Page) and each.locator.page > page:
            return each.span.start
    return len(whole.text)


def _cut(whole: Piece, start: int, end: int) -> Piece:
    inside = (each for each in whole.located if start <= each.span.start and each.span.end <= end)
    return Piece(whole.text[start:end], tuple(_moved(each, -start) for each in inside))


def _moved(located: Located, by: int) -> Located:
    return Located(Span(located.span.start + by, located.span.end + by), located.locator)


def _as_piece(source: Source, by: str, number: int = 0, count: int = 0, page: int = 0) -> Piece:
    return Piece(source.text, source.located, source.warnings, number, count, page, by)


def _pieces_of_picture(name: str, data: bytes) -> Iterator[Piece]:
    if _is_drawing(data):
        raise UnreadableFile(Unreadable.NEEDS_DESCRIPTION, f"{name} is a drawing. A person has to say what it shows.")
    from heard.text.readers.ocr import engine_name
    from heard.text.readers.pictures import pages_of, read_picture, shows_no_words

    found = False
    yield Piece(by="")
    for number, page in enumerate(_whatever_opens(name, pages_of(name, data)), start=1):
        try:
            source = read_picture(name, data, page)
        except UnreadableFile:
            continue
        found = True
        yield _as_piece(source, engine_name(), number)
    if not found:
        raise shows_no_words(name)


def _is_drawing(data: bytes) -> bool:
    """Whether a picture is written down as lines and shapes, of which nothing is recognised."""
    return not _is_scan(data) and b"\0" not in data[:4096]


def _is_scan(data: bytes) -> bool:
    return data.startswith(b"%PDF")


def _whatever_opens(name: str, pages: Iterator[_Page]) -> Iterator[_Page]:
    """The same, with any error of the library that opens pictures as one sentence."""
    try:
        yield from pages
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise damaged(name) from error


def _pieces_of_document(name: str, data: bytes) -> Iterator[Piece]:
    """Its words, and after them those that a machine recognises in the pictures inside it."""
    refusal: UnreadableFile | None = None
    try:
        first = _as_piece(read_bytes(name, data), f"reader of {recognise(name, data).kind}")
    except UnreadableFile as error:
        if error.kind is not Unreadable.NO_TEXT:
            raise
        refusal, first = error, Piece()
    inside = _inside(name, data)
    if refusal and not inside:
        raise refusal
    yield replace(first, warnings=_without_pictures(first.warnings, len(inside)), count=len(inside))
    different = _each_once(inside)
    ended = Counter({Inside.BEYOND: len(different[MOST_INSIDE:])})
    for number, picture in different[:MOST_INSIDE]:
        try:
            for piece in _pieces_inside(picture):
                yield _as_inside(piece, number, len(inside))
            ended[Inside.READ] += 1
        except UnreadableFile as error:
            is_wordless = error.kind is Unreadable.NEEDS_DESCRIPTION and not _is_drawing(picture)
            ended[Inside.WORDLESS if is_wordless else Inside.UNREAD] += 1
    if refusal and not ended[Inside.READ]:
        raise UnreadableFile(
            Unreadable.NEEDS_DESCRIPTION,
            f"{name} holds pictures in which no words were found. A person has to look at it.",
        )
    yield Piece(warnings=tuple(_told_of_pictures(ended)))


def _inside(name: str, data: bytes) -> list[bytes]:
    """The pictures inside. Where they cannot be got at, the words are not lost for it: their reader tells of them."""
    from heard.text.readers.pictures_inside import pictures_inside

    try:
        return list(pictures_inside(name, data))
    except Exception:
        return []


def _pieces_inside(picture: bytes) -> Iterator[Piece]:
    """Of a picture, or of a page that was scanned."""
    return _pieces_of_pdf("", picture) if _is_scan(picture) else _pieces_of_picture("", picture)


def _each_once(inside: list[bytes]) -> list[tuple[int, bytes]]:
    """The pictures with the numbers at which they stand first: a logo on every page takes no place from the others."""
    numbers: dict[bytes, int] = {}
    for number, picture in enumerate(inside, start=1):
        numbers.setdefault(picture, number)
    return [(number, picture) for picture, number in numbers.items()]


def _as_inside(piece: Piece, number: int, count: int) -> Piece:
    """What was recognised in a picture, each line with the number of the picture."""
    located = tuple(
        replace(each, locator=replace(each.locator, picture=number)) if isinstance(each.locator, InPicture) else each
        for each in piece.located
    )
    unsure = tuple(re.sub(r"(unsure of [^.]*)\.$", rf"\1 of picture {number}.", warning) for warning in piece.warnings)
    return replace(piece, located=located, warnings=unsure, number=number, count=count, page=number)


def _without_pictures(warnings: tuple[str, ...], found: int) -> tuple[str, ...]:
    """The warnings of the reader, without those about the pictures that are about to be looked at."""
    scans = (_SCANS_LEFT_OUT.search(warning) for warning in warnings)
    warnings = tuple(warning for warning, scan in zip(warnings, scans, strict=True) if not (found and scan))
    told = [(warning, _PICTURES_LEFT_OUT.search(warning)) for warning in warnings]
    left = max((int(match[1].replace(",", "")) for _, match in told if match), default=0) - found
    kept = tuple(warning for warning, match in told if not (found and match))
    if not found or left <= 0:
        return kept
    return (*kept, f"{counted(left, 'further picture')} {'is' if left == 1 else 'are'} not in the text.")


def _told_of_pictures(ended: "Counter[Inside]") -> Iterator[str]:
    for how, (one, many) in _TOLD_OF_PICTURES.items():
        if ended[how]:
            yield (one if ended[how] == 1 else many).format(number=f"{ended[how]:,}")


def _pieces_of_recording(name: str, data: bytes, engine: Engine) -> Iterator[Piece]:
    if engine.name == NONE:
        raise needs_transcript(name)
    yield Piece(warnings=(HEARD,))
    transcriber = engine.transcriber()
    found = False
    for number, segment in enumerate(transcriber.transcribe(BytesIO(data)), start=1):
        if segment.text:
            found = True
            yield _as_words(segment, number, transcriber.name)
    if not found:
        raise needs_transcript(name)


def needs_transcript(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.NEEDS_TRANSCRIPT, f"{name} is a recording. A person has to listen to it and write down what is said."
    )


def _as_words(segment: Segment, number: int, by: str) -> Piece:
    words = Located(Span(0, len(segment.text)), Moment(segment.start_ms, segment.end_ms))
    return Piece(segment.text + "\n", (words,), number=number, by=by)


def _pieces_of_pdf(name: str, data: bytes) -> Iterator[Piece]:
    from heard.text.readers.scans import pages_without_words

    refusal: UnreadableFile | None = None
    try:
        source = read_bytes(name, data)
        with_words = {each.locator.page for each in source.located if isinstance(each.locator, Page)}
        first = _as_piece(source, f"reader of {FileKind.PDF}")
    except UnreadableFile as error:
        if error.kind is not Unreadable.NO_TEXT:
            raise
        refusal, with_words, first = error, set(), Piece()
    scanned = pages_without_words(data, with_words)
    if not scanned and refusal:
        raise refusal
    yield Piece(first.text, first.located, _without_scans(first.warnings, scanned), count=len(scanned), by=first.by)
    found = bool(first.text)
    for number, page in enumerate(scanned[:MOST_PAGES], start=1):
        piece = _recognised_page(name, data, page)
        found = found or bool(piece.text)
        yield Piece(piece.text, piece.located, piece.warnings, number, len(scanned), page, piece.by)
    if not found:
        raise UnreadableFile(
            Unreadable.NEEDS_DESCRIPTION,
            f"{name} holds pictures of pages in which no words were found. A person has to look at it.",
        )
    if len(scanned) > MOST_PAGES:
        raise UnreadableFile(
            Unreadable.TOO_LARGE, f"Of the scanned pages of {name}, only the first {MOST_PAGES} were read."
        )


def _recognised_page(name: str, data: bytes, page: int) -> Piece:
    from heard.text.readers.ocr import engine_name
    from heard.text.readers.pictures import read_picture
    from heard.text.readers.scans import draw_page

    try:
        return _as_piece(read_picture(name, data, draw_page(data, page), page), engine_name())
    except UnreadableFile:
        return Piece(warnings=(f"No words were found on page {page}.",), by=engine_name())


def _without_scans(warnings: tuple[str, ...], scanned: list[int]) -> tuple[str, ...]:
    """The warnings without the one that says a scan's words are missing, where they are about to be recognised."""
    return tuple(warning for warning in warnings if not (scanned and "perhaps a scan" in warning))
