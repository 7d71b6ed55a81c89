"""Documents of office programs: who wrote, changed and printed them goes; their words, changes and comments stay.

Several authors of comments and changes stay apart: they become “Author 1”, “Author 2” and so on.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal
from heard.protect.copies.cleaning.segments import stripped
from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.package import Package, local, parse_xml

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can write
PICTURES = (".jpeg", ".jpg", ".png")


@dataclass
class Authors:
    """The same author has the same number through all parts of a document."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> str:
        return f"Author {self.numbers.setdefault(name, len(self.numbers) + 1)}"


CleanPart = Callable[[etree._Element, Authors], None]


def repacked(
    data: bytes,
    media_type: str,
    left_out: Callable[[str], bool],
    made_new: dict[str, bytes],
    clean_part: CleanPart,
    is_partly: Callable[[Iterator[str]], bool],
) -> Cleaned:
    """The document with each part cleaned, left out or made new. Raises CannotClean."""
    authors, into = Authors(), io.BytesIO()
    try:
        package = Package("", data)
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(into, "w") as made:
            kept = [entry for entry in given.infolist() if not entry.is_dir() and not left_out(entry.filename)]
            for entry in kept:
                name = entry.filename
                part = made_new.get(name) or cleaned_part(name, package.read(name), authors, clean_part)
                about = zipfile.ZipInfo(name, LONG_AGO)
                about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                made.writestr(about, part)
    except UnreadableFile as refusal:
        is_locked = refusal.kind == Unreadable.LOCKED
        raise CannotClean(Refusal.LOCKED if is_locked else Refusal.BROKEN) from refusal
    return Cleaned(into.getvalue(), media_type, is_partly(entry.filename for entry in kept))


def cleaned_part(name: str, part: bytes, authors: Authors, clean_part: CleanPart) -> bytes:
    if name.lower().endswith(PICTURES):
        return stripped(part)
    if not name.endswith((".xml", ".rels")):
        return part
    root = parse_xml("", part)
    clean_part(root, authors)
    return written(root)


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def remove(element: etree._Element) -> None:
    """The element and what is in it, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def elements(root: etree._Element) -> list[etree._Element]:
    """All of them, so that some may be removed meanwhile."""
    return [element for element in root.iter() if isinstance(element.tag, str)]


def local_name(name: str) -> str:
    """An attribute's name without its namespace."""
    return name[name.rfind("}") + 1 :]


__all__ = ["Authors", "elements", "local", "local_name", "remove", "repacked", "written"]
