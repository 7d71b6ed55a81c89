"""What a Word document holds and its reader leaves out: counted and told, so that nothing is lost unsaid."""

from collections import Counter

from lxml import etree

from heard.text.readers.building import SourceBuilder
from heard.text.readers.package import local

_NAMES = {  # in the order they are told: one of them, several of them
    "deletion": ("deletion under “track changes”", "deletions under “track changes”"),
    "hidden": ("hidden character", "hidden characters"),
    "hidden row": ("hidden row of a table", "hidden rows of tables"),
    "comment": ("comment", "comments"),
    "header": ("running header", "running headers"),
    "footer": ("running footer", "running footers"),
    "picture": ("picture", "pictures"),
    "drawing": ("chart or diagram", "charts or diagrams"),
    "word art": ("piece of WordArt", "pieces of WordArt"),
    "formula": ("formula", "formulas"),
    "reading": ("pronunciation guide", "pronunciation guides"),
    "embedded": ("embedded file", "embedded files"),
    "prompt": ("form prompt that was not filled in", "form prompts that were not filled in"),
    "form field": ("tick box or drop-down list", "tick boxes or drop-down lists"),
    "unmet": ("passage in an unusual place of the file", "passages in unusual places of the file"),
}
_OF_MARGINS = {"textpath", "blip", "imagedata"}


class LeftOut:
    """Counts of what is not in the text, and of the pieces of text that somebody has dealt with."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._pieces = 0

    def deal_with(self, piece: etree._Element) -> None:
        """Says that a piece of text was written, or counted here by its own name."""
        self._pieces += _is_piece(piece)

    def add(self, what: str, element: etree._Element | None = None) -> None:
        """Counts one thing, with all the text in it."""
        self.counts[what] += 1
        self.pass_over(element)

    def pass_over(self, element: etree._Element | None) -> None:
        """Says that the text in an element needs no telling, because it is told or written elsewhere."""
        if element is not None:
            self._pieces += count_pieces(element)

    def compare(self, *parts: etree._Element | None) -> None:
        """Counts the pieces of text in these parts that nobody has dealt with."""
        there = sum(count_pieces(part) for part in parts if part is not None)
        self.counts["unmet"] += max(there - self._pieces, 0)

    def tell(self, builder: SourceBuilder) -> None:
        for what, (one, many) in _NAMES.items():
            builder.warn_left_out(self.counts[what], one, many)


def count_pieces(element: etree._Element) -> int:
    return sum(1 for piece in element.iter("{*}t", "{*}delText") if _is_piece(piece))


def is_filled(margin: etree._Element) -> bool:
    """Whether a header or footer shows anything."""
    return count_pieces(margin) > 0 or any(local(element) in _OF_MARGINS for element in margin.iter())


def _is_piece(element: etree._Element) -> bool:
    return bool((element.text or "").strip())
