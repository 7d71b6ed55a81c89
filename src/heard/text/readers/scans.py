"""Pages of a PDF that are only pictures: drawn, and their words recognised."""

import pypdfium2
from PIL import Image

from heard.text.readers.ocr import LONGEST_SIDE

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
