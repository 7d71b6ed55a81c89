"""What the styles of an OpenDocument text say about its paragraphs and runs."""

import re
from dataclasses import dataclass

from lxml import etree

from heard.text.readers.building import QUOTATION_STYLE
from heard.text.readers.opendocument import NAMESPACES, attribute

_INDENT = 0.35  # centimetres from which a paragraph counts as set in
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


@dataclass(frozen=True, slots=True)
class Look:
    """Of a run: None where nothing is said, so that what is around it holds."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, other: "Look") -> "Look":
        """This look where it says something, else the other."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.hidden if self.hidden is None else self.hidden,
            other.size if self.size is None else self.size,
        )


class Styles:
    """The named and the automatic styles of a document."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        for root in roots:
            if root is not None:
                self._collect(root)

    def _collect(self, root: etree._Element) -> None:
        style = f"{{{NAMESPACES['style']}}}"
        for element in root.iter(f"{style}style"):
            self._styles[attribute(element, "style:family"), attribute(element, "style:name")] = element
        for element in root.iter(f"{style}default-style"):
            self._defaults[attribute(element, "style:family")] = element

    def look(self, name: str, family: str) -> Look:
        """How runs of a style look, with all it inherits."""
        chain = self._chain(name, family)
        if family == "paragraph" and family in self._defaults:
            chain.append(self._defaults[family])
        look = Look()
        for style in reversed(chain):
            look = _look_of(style, look.size).over(look)
        return look

    def display_name(self, name: str) -> str:
        """The name a person knows a paragraph style by; an automatic style has its parent’s."""
        named = self._named(name)
        return (
            (attribute(named, "style:display-name") or _decoded(attribute(named, "style:name")))
            if named is not None
            else ""
        )

    def is_quotation(self, name: str) -> bool:
        chain = self._chain(name, "paragraph")
        names = (attribute(style, f"style:{kind}") for style in chain for kind in ("name", "display-name"))
        return any(QUOTATION_STYLE.search(_decoded(name)) for name in names)

    def heading_level(self, name: str) -> int:
        """The level of a paragraph that is a heading by its style: an outline level, or the title."""
        for style in self._chain(name, "paragraph"):
            level = attribute(style, "style:default-outline-level")
            if level.isdigit():
                return int(level)
            if attribute(style, "style:name") == "Title":
                return 1
        return 0

    def is_indented(self, name: str) -> bool:
        for style in self._chain(name, "paragraph"):
            properties = style.find("style:paragraph-properties", NAMESPACES)
            if properties is not None and (margin := attribute(properties, "fo:margin-left")):
                return _centimetres(margin) >= _INDENT
        return False

    def _named(self, name: str) -> etree._Element | None:
        for style in self._chain(name, "paragraph"):
            parent = style.getparent()
            if parent is not None and parent.tag == f"{{{NAMESPACES['office']}}}styles":
                return style
        return self._styles.get(("paragraph", name))

    def _chain(self, name: str, family: str) -> list[etree._Element]:
        """A style and those it inherits from, nearest first."""
        chain: list[etree._Element] = []
        while (style := self._styles.get((family, name))) is not None and style not in chain and len(chain) < 50:
            chain.append(style)
            name = attribute(style, "style:parent-style-name")
        return chain


def _look_of(style: etree._Element, inherited_size: float | None) -> Look:
    properties = style.find("style:text-properties", NAMESPACES)
    if properties is None:
        return Look()
    weight, slant = attribute(properties, "fo:font-weight"), attribute(properties, "fo:font-style")
    display, size = attribute(properties, "text:display"), attribute(properties, "fo:font-size")
    return Look(
        weight in ("bold", "600", "700", "800", "900") if weight else None,
        slant in ("italic", "oblique") if slant else None,
        display == "none" if display else None,
        _points(size, inherited_size),
    )


def _points(size: str, inherited: float | None) -> float | None:
    """A type size in points; one in per cent is of the inherited size."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(pt|%)", size)
    if match is None:
        return None
    if match[2] == "pt":
        return float(match[1])
    return float(match[1]) / 100 * inherited if inherited else None


def _centimetres(length: str) -> float:
    match = re.fullmatch(r"(-?\d*\.?\d+)(cm|mm|in|pt|pc|px)", length)
    return float(match[1]) * _CENTIMETRES[match[2]] if match else 0.0


def _decoded(name: str) -> str:
    """Style names write what is no letter as `_20_`."""
    return re.sub(r"_([0-9a-f]{1,6})_", lambda match: chr(min(int(match[1], 16), 0x10FFFF)), name)
