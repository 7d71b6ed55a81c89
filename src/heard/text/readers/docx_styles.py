"""What the styles and numbering of a Word document say about its paragraphs and runs."""

import re
from dataclasses import dataclass

from lxml import etree

from heard.text.readers.building import QUOTATION_STYLE, Layout
from heard.text.spans import BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INDENT = 200  # twentieths of a point, from which a paragraph counts as set in
_BODY = 9  # the outline level that means “not a heading”


@dataclass(frozen=True, slots=True)
class Look:
    """Of a run: None where nothing is said, so that a style's word holds."""

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


@dataclass(frozen=True, slots=True)
class Setting:
    """Of a paragraph, likewise."""

    outline: int | None = None
    list_level: int | None = None  # -1: taken out of a list
    indent: int | None = None

    def over(self, other: "Setting") -> "Setting":
        return Setting(
            other.outline if self.outline is None else self.outline,
            other.list_level if self.list_level is None else self.list_level,
            other.indent if self.indent is None else self.indent,
        )


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    look: Look
    setting: Setting
    quotation: bool


_PLAIN = Style("", Look(), Setting(), False)


class Styles:
    """The styles of a document, each with all it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._defaults = Look()
        self._default_paragraph = ""
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        self._defaults = read_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iterfind(f"{W}style"):
            identifier = element.get(f"{W}styleId", "")
            self._elements[identifier] = element
            if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                self._default_paragraph = identifier

    def style(self, identifier: str | None) -> Style:
        """The style of that identifier (None: the default one for paragraphs), with all it inherits."""
        return self._style(self._default_paragraph if identifier is None else identifier, ())

    def look(self, style: Style, properties: etree._Element | None) -> Look:
        """How a run looks: its own properties over its style's, over its paragraph's, over the document's."""
        own = read_look(properties)
        reference = value_of(properties, "rStyle")
        if reference:
            own = own.over(self.style(reference).look)
        return own.over(style.look).over(self._defaults)

    def layout(self, style: Style, properties: etree._Element | None) -> Layout:
        """What a paragraph is, by its own properties and its style's."""
        setting = read_setting(properties).over(style.setting)
        level = _heading_level(style.name, setting)
        listed = setting.list_level is not None and setting.list_level >= 0
        if level:
            return Layout(BlockKind.HEADING, level, style.name)
        if style.quotation:
            return Layout(BlockKind.QUOTATION, 0, style.name, indented=(setting.indent or 0) >= _INDENT)
        if listed:
            return Layout(BlockKind.ITEM, (setting.list_level or 0) + 1, style.name)
        return Layout(BlockKind.PARAGRAPH, 0, style.name, indented=(setting.indent or 0) >= _INDENT)

    def _style(self, identifier: str, seen: tuple[str, ...]) -> Style:
        if identifier in self._known:
            return self._known[identifier]
        element = self._elements.get(identifier)
        if element is None or identifier in seen:
            return _PLAIN
        based_on = value_of(element, "basedOn")
        parent = self._style(based_on, (*seen, identifier)) if based_on else _PLAIN
        name = value_of(element, "name") or identifier
        style = Style(
            name,
            read_look(element.find(f"{W}rPr")).over(parent.look),
            read_setting(element.find(f"{W}pPr")).over(parent.setting),
            parent.quotation or QUOTATION_STYLE.search(name) is not None,
        )
        self._known[identifier] = style
        return style


def _heading_level(name: str, setting: Setting) -> int:
    if setting.outline is not None:
        return setting.outline + 1 if setting.outline < _BODY else 0
    named = re.fullmatch(r"heading (\d)", name, re.IGNORECASE)
    if named:
        return int(named[1])
    return 1 if name.lower() == "title" else 0


def read_look(properties: etree._Element | None) -> Look:
    if properties is None:
        return Look()
    size = value_of(properties, "sz")
    return Look(
        _switch(properties, "b"),
        _switch(properties, "i"),
        _switch(properties, "vanish"),
        float(size) / 2 if size and re.fullmatch(r"\d+(\.\d+)?", size) else None,
    )


def read_setting(properties: etree._Element | None) -> Setting:
    if properties is None:
        return Setting()
    return Setting(
        _whole(value_of(properties, "outlineLvl")), _list_level(properties), _indent(properties.find(f"{W}ind"))
    )


def _list_level(properties: etree._Element) -> int | None:
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return None
    if value_of(numbering, "numId") == "0":
        return -1
    return _whole(value_of(numbering, "ilvl")) or 0


def _indent(element: etree._Element | None) -> int | None:
    if element is None:
        return None
    for side in ("start", "left"):
        if (given := element.get(f"{W}{side}")) is not None:
            return _whole(given)
    return None


def _whole(number: str | None) -> int | None:
    return int(number) if number and re.fullmatch(r"-?\d{1,9}", number) else None


def _switch(properties: etree._Element, name: str) -> bool | None:
    element = properties.find(f"{W}{name}")
    return None if element is None else is_on(element.get(f"{W}val", "1"))


def is_on(value: str) -> bool:
    return value.lower() not in ("0", "false", "off", "none")


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child element."""
    element = parent.find(f"{W}{name}") if parent is not None else None
    return element.get(f"{W}val") if element is not None else None
