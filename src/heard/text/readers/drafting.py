"""Reading a file for a draft: also what a machine must recognise, one piece at a time, so that little is lost.

The first piece holds what stands in the file as text; each further one holds a page that was recognised or some words
that were heard. `assembled` puts them together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Moment, Page
from heard.text.readers.kinds import FileKind, recognise
from heard.text.readers.media import Medium, medium_of
from heard.text.readers.reading import read_bytes
from heard.text.readers.refusals import damaged
from heard.text.readers.transcribing import HEARD, NONE, Engine, Segment
from heard.text.spans import Located, Source, Span

MOST_PAGES = 300  # of one file that are recognised; that takes an hour or two
_Page = TypeVar("_Page")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a file's words. `number` of `count` where it is a page that was recognised, with `count` 0 if unknown."""

    text: str = ""
    located: tuple[Located, ...] = ()
    warnings: tuple[str, ...] = ()
    number: int = 0
    count: int = 0
    page: int = 0  # where its words belong, in a PDF
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
        yield _as_piece(read_bytes(name, data), by=f"reader of {recognise(name, data).kind}")


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
    if b"\0" not in data[:4096]:
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


def _whatever_opens(name: str, pages: Iterator[_Page]) -> Iterator[_Page]:
    """The same, with any error of the library that opens pictures as one sentence."""
    try:
        yield from pages
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise damaged(name) from error


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
