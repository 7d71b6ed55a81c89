"""Pages of a PDF that are only pictures: drawn, and their words recognised."""

from io import BytesIO

import pypdfium2
from PIL import Image

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Page
from heard.text.readers.ocr import LONGEST_SIDE
from heard.text.readers.reading import read_bytes

DOTS = 200 / 72  # an inch, by a PDF's points


def pages_without_words(data: bytes, with_words: set[int]) -> list[int]:
    """The numbers, from 1, of the pages that are drawn but hold no text, given those that do."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            number + 1
            for number in range(len(document))
            if number + 1 not in with_words and any(True for _ in document[number].get_objects(max_depth=4))
        ]
    finally:
        document.close()


def pages_that_are_pictures(name: str, data: bytes) -> list[int]:
    """The same of a PDF that nobody has read yet. Raises UnreadableFile where it cannot be read."""
    try:
        located = read_bytes(name, data).located
    except UnreadableFile as refusal:
        if refusal.kind is not Unreadable.NO_TEXT:
            raise
        located = ()
    return pages_without_words(data, {each.locator.page for each in located if isinstance(each.locator, Page)})


def one_page(data: bytes, number: int) -> bytes:
    """A PDF of one page alone, not drawn yet: of a long one only the first pages will be looked at."""
    document, alone = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    try:
        alone.import_pages(document, [number - 1])
        stream = BytesIO()
        alone.save(stream)
        return stream.getvalue()
    finally:
        alone.close()
        document.close()


def draw_page(data: bytes, number: int) -> Image.Image:
    """A page as a picture, at 200 dots an inch or as large as will be looked at."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        scale = min(DOTS, LONGEST_SIDE / max(page.get_width(), page.get_height(), 1))
        picture: Image.Image = page.render(scale=scale).to_pil()
        return picture
    finally:
        document.close()
