"""Pictures: what is written in them, recognised by a machine. What they show, only a person can say."""

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import InPicture
from heard.text.readers.building import SourceBuilder, counted
from heard.text.readers.ocr import UNSURE_BELOW, recognise
from heard.text.readers.ocr_layout import Seen, SeenLine, lay_out
from heard.text.readers.refusals import damaged
from heard.text.spans import Source

MOST_POINTS = 50_000_000  # of one picture; the largest telephones make about as many
MOST_PAGES = 200  # of one file; only faxes and scanners put several pictures into one
_FORMATS = ("JPEG", "MPO", "PNG", "GIF", "WEBP", "TIFF", "BMP", "HEIF", "AVIF")
RECOGNISED = (
    "A machine recognised these words in a picture. Please hold them against it, word by word and line by line."
)


def pages_of(name: str, data: bytes) -> Iterator[Image.Image]:
    """The pictures in a file, one after the other, each the right way up. Raises UnreadableFile."""
    formats = _known_formats()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MOST_POINTS
        try:
            with Image.open(BytesIO(data), formats=formats) as file:
                pages = ImageSequence.Iterator(file) if file.format == "TIFF" else [file]
                for number, page in enumerate(pages):
                    if number == MOST_PAGES:
                        return
                    yield _upright(name, page)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise too_many_points(name) from error
        except UnidentifiedImageError as error:
            raise damaged(name) from error


def too_many_points(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.BOMB,
        f"{name} is a picture of more than {MOST_POINTS // 1_000_000} million points, "
        "more than we open. Please send a smaller copy of it.",
    )


def shows_no_words(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.NEEDS_DESCRIPTION,
        f"No words were found in {name}. A person has to look at it and say what it shows.",
    )


def source_of(name: str, data: bytes, seen: Sequence[Seen], page: int = 0) -> Source:
    """What was recognised, as a source; `page` for a scanned page. Raises UnreadableFile where it is nothing."""
    builder = SourceBuilder(name, data)
    lines = lay_out(seen)
    for line in lines:
        builder.write("\n" * line.blanks)
        span = builder.write_line(line.text)
        builder.locate(span, InPicture(_boxes(line), page or None))
    if not builder.text.strip():
        raise shows_no_words(name)
    builder.warn(RECOGNISED)
    unsure = sum(any(each.score < UNSURE_BELOW for each in line.seen) for line in lines)
    if unsure:
        where = f" of page {page}" if page else ""
        builder.warn(f"The machine is unsure of {counted(unsure, 'line')}{where}.")
    return builder.build()


def read_picture(name: str, data: bytes, page: Image.Image, number: int = 0) -> Source:
    """What is written in one picture. Raises UnreadableFile where nothing is."""
    return source_of(name, data, recognise(page), number)


def _boxes(line: SeenLine) -> tuple[tuple[float, float, float, float], ...]:
    boxes = []
    for seen in line.seen:
        across, down = [x for x, _ in seen.corners], [y for _, y in seen.corners]
        boxes.append((round(min(across), 4), round(min(down), 4), round(max(across), 4), round(max(down), 4)))
    return tuple(boxes)


def _upright(name: str, page: Image.Image) -> Image.Image:
    if page.width * page.height > MOST_POINTS:
        raise too_many_points(name)
    return _on_white(ImageOps.exif_transpose(page) or page)


def _on_white(page: Image.Image) -> Image.Image:
    """What is see-through is paper: black words on nothing would otherwise be black on black."""
    if not page.has_transparency_data:
        return page.convert("RGB")
    paper = Image.new("RGBA", page.size, "white")
    paper.alpha_composite(page.convert("RGBA"))
    return paper.convert("RGB")


def _known_formats() -> list[str]:
    """The formats that are opened, as far as this Pillow knows them. Others would start programs, or are rare."""
    from pillow_heif import register_heif_opener

    Image.init()
    register_heif_opener()
    return [name for name in _FORMATS if name in Image.OPEN]
