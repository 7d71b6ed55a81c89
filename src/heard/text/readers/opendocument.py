"""What OpenDocument texts and spreadsheets have in common: names of parts, and how white space folds."""

from collections.abc import Iterator

from lxml import etree

from heard.text.readers.package import local

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MOST_SPACES = 1000  # that one element may stand for


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its usual prefix; empty where it is missing."""
    prefix, _, local_name = name.partition(":")
    return str(element.get(f"{{{NAMESPACES[prefix]}}}{local_name}", ""))


class Folding:
    """Folds the white space of one paragraph (OpenDocument 1.3, part 3, section 6.1.2)."""

    def __init__(self) -> None:
        self._after_space = True

    def fold(self, text: str) -> str:
        """One space for several, none at the start of the paragraph."""
        folded = []
        for character in text:
            is_space = character in " \t\n\r"
            if not (is_space and self._after_space):
                folded.append(" " if is_space else character)
            self._after_space = is_space
        return "".join(folded)

    def exact(self, element: etree._Element) -> str:
        """What an element for white space stands for; empty for any other."""
        match local(element):
            case "s":
                number = attribute(element, "text:c")
                written = " " * min(int(number) if number.isdigit() else 1, _MOST_SPACES)
            case "tab":
                written = "\t"
            case "line-break":
                written = "\n"
            case _:
                return ""
        self._after_space = False
        return written


def words_in(paragraph: etree._Element) -> str:
    """The words of a paragraph, without comments and notes."""
    return "".join(_words(paragraph, Folding()))


def _words(element: etree._Element, folding: Folding) -> Iterator[str]:
    yield folding.fold(element.text or "")
    for child in element:
        if written := folding.exact(child):
            yield written
        elif local(child) not in ("annotation", "note", "ruby-text"):
            yield from _words(child, folding)
        yield folding.fold(child.tail or "")
