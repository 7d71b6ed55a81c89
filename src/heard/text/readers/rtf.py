"""RTF: what the page shows, paragraph by paragraph; what it does not show is left out and told.

After the Rich Text Format specification 1.9.1. A group that begins with a star and a word we do not know is passed
over, as the specification asks. Text boxes follow the paragraph they hang on; footnotes stand at the end.
"""

import re
from collections import Counter
from copy import copy
from dataclasses import dataclass, field

from heard.text.locators import Cell
from heard.text.readers.building import QUOTATION_STYLE, Layout, Run, SourceBuilder
from heard.text.readers.rtf_tables import RtfStyle, read_fonts, read_styles
from heard.text.spans import BlockKind, Source

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z'])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
_PASSED_OVER = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pntext", "listtext", "xe", "tc", "nonshppict", "shprslt", "objdata"}
    | {"nonesttables", "sn", "sv", "annotation", "pict"}
    | {margin + side for margin in ("header", "footer") for side in ("", "l", "r", "f")}
)
_ENTERED = frozenset({"shpinst", "shppict", "fldinst", "fldrslt", "ud", "do"})
_CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_COUNTED = {"object": "embedded file", "mmath": "formula"}
_SEVERAL = {  # of what takes more than an s
    "character that could not be decoded": "characters that could not be decoded",
    "piece of WordArt": "pieces of WordArt",
}
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "{": "{", "}": "}", "\\": "\\"}
_SWITCHES = {"b": "bold", "i": "italic", "v": "hidden", "deleted": "deleted"}
_NUMBERS = {
    "s": "style",
    "li": "indent",
    "lin": "indent",
    "outlinelevel": "outline",
    "ls": "listed",
    "ilvl": "level",
    "uc": "after_unicode",
}
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_STORIES = {"shptxt": "box", "dptxbxtext": "box", "footnote": "footnote"}
_INDENT = 200  # twentieths of a point
_DEEPEST = 5000  # groups in groups


@dataclass(slots=True)
class _Field:
    instruction: str = ""

    @property
    def url(self) -> str:
        link = re.match(r'\s*HYPERLINK\s+"?([^"\s]+)', self.instruction)
        return link[1] if link and not link[1].startswith("\\") else ""


@dataclass(slots=True)
class _Story:
    """A flow of paragraphs: the document’s own, a text box’s or a footnote’s."""

    kind: str
    paragraphs: list[tuple[list[Run], Layout, Cell | None]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    boxes: list["_Story"] = field(default_factory=list)
    row: int = 0  # of the table we are in; 0: none
    column: int = 1
    has_label: bool = False  # an automatic bullet or number stood here


@dataclass(slots=True)
class _State:
    """What holds inside a group. Inner groups begin with a copy."""

    story: _Story
    destination: str = ""  # empty: words for the story; else the group they are lost or kept in
    upright: bool = False
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    size: float = 12.0
    code_page: str = "cp1252"
    after_unicode: int = 1
    field: _Field | None = None
    style: int = 0
    indent: int = 0
    outline: int = 9
    listed: int = 0
    level: int = 0
    in_table: bool = False


def read(name: str, data: bytes) -> Source:
    return _Document(name, data).read()


class _Document:
    """One pass over the tokens of a document."""

    def __init__(self, name: str, data: bytes) -> None:
        self.builder = SourceBuilder(name, data)
        self.text = data.decode("latin-1")
        self.code_page = "cp1252"  # of fonts without one of their own
        self.fonts = read_fonts(self.text)
        self.styles = read_styles(self.text)
        self.left_out: Counter[str] = Counter()
        self.notes: list[_Story] = []
        self.main = _Story("")
        self.state = _State(self.main)
        self.outer: list[_State] = []
        self.bytes = bytearray()
        self.high = 0  # the first half of a surrogate pair
        self.to_skip = 0  # characters that repeat a Unicode one for old readers
        self.starred = False
        self.tables = 0

    def read(self) -> Source:
        position = 0
        while position < len(self.text):
            token = _TOKEN.match(self.text, position)
            if token is None:
                break
            position = token.end()
            if token["word"] == "bin":
                position += max(int(token["number"] or 0), 0)
            else:
                self._follow(token)
        self._flush()
        self._end_paragraph(last=True)
        self._write(self.main)
        self._write_notes()
        self._tell_what_is_left_out(len(self.outer))
        return self.builder.build()

    def _follow(self, token: re.Match[str]) -> None:
        if token["text"] is not None:
            self._add_bytes(token["text"].encode("latin-1"))
        elif token["byte"]:
            self._add_bytes(bytes([int(token["byte"], 16)]))
        elif token["brace"] == "{":
            self._open()
        elif token["brace"]:
            self._close()
        elif token["word"]:
            self._obey(token["word"], int(token["number"]) if token["number"] else None)
        elif token["symbol"] == "*":
            self.starred = True
        elif token["symbol"]:
            self._add(_SYMBOLS.get(token["symbol"], "\n" if token["symbol"] in "\r\n" else ""))

    # groups

    def _open(self) -> None:
        self._flush()
        if len(self.outer) < _DEEPEST:
            self.outer.append(self.state)
            self.state = copy(self.state)
            if self.state.upright:  # the version for readers without Unicode comes first
                self.state.upright, self.state.destination = False, "upr"

    def _close(self) -> None:
        self._flush()
        if not self.outer:
            return
        story, self.state = self.state.story, self.outer.pop()
        if story is not self.state.story:
            self._end_story(story)

    def _end_story(self, story: _Story) -> None:
        if story.runs:
            story.paragraphs.append((story.runs, Layout(), None))
        if story.kind == "box":
            self.state.story.boxes.append(story)
        else:
            self.notes.append(story)

    def _begin_group(self, word: str) -> bool:
        """Whether a word makes its group something else than words in the line."""
        state, starred = self.state, self.starred
        self.starred = False
        if state.destination and not (word == "ud" and state.destination == "upr"):
            return True
        if word == "ud":
            state.destination = ""
        elif word in _STORIES:
            state.story = _Story(_STORIES[word])
        elif word == "field":
            state.field = _Field()
        elif word == "fldinst":
            state.destination = word
        elif word in _PASSED_OVER or (starred and word not in _ENTERED):
            self._pass_over(word)
        else:
            return False
        return True

    def _pass_over(self, word: str) -> None:
        self.state.destination = f"{word} {len(self.outer)}" if word.startswith(("header", "footer")) else word
        self.left_out["picture"] += word == "pict"
        self.left_out["comment"] += word == "annotation"
        self.state.story.has_label = self.state.story.has_label or word in ("pntext", "listtext")

    # words

    def _obey(self, word: str, number: int | None) -> None:
        self.to_skip = 0
        if word == "u" and number is not None:
            self._add_unicode(number % 65536)
            return
        self._flush()
        if self._begin_group(word):
            return
        if word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _SWITCHES:
            setattr(self.state, _SWITCHES[word], number != 0)
        elif word in _NUMBERS:
            setattr(self.state, _NUMBERS[word], number or 0)
            if word == "s":
                self.state.size = self.styles.get(number or 0, RtfStyle()).size
        elif word in ("par", "sect", "cell", "nestcell", "row"):
            self._end(word)
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        state = self.state
        match word:
            case "upr":
                state.upright = True
            case "plain":
                state.bold = state.italic = state.hidden = state.deleted = False
                state.size = 12.0
            case "pard":
                state.style = state.indent = state.listed = state.level = 0
                state.outline, state.in_table = 9, False
            case "intbl":
                state.in_table = True
            case "fs":
                state.size = (number or 24) / 2
            case "f":
                state.code_page = self.fonts.get(number or 0, self.code_page)
            case "ansicpg":
                self.code_page = state.code_page = _known(f"cp{number}")
            case name if name in _COUNTED:
                self.left_out[_COUNTED[name]] += 1
            case name if name in _CODE_PAGES:
                self.code_page = state.code_page = _CODE_PAGES[name]

    def _end(self, word: str) -> None:
        story = self.state.story
        if word == "row":
            story.row, story.column = story.row + 1, 1
            return
        self._end_paragraph(cell=word == "cell")
        if word == "cell":
            story.column += 1

    def _end_paragraph(self, cell: bool = False, last: bool = False) -> None:
        story, state = self.state.story, self.state
        if last and not story.runs and not story.boxes:
            return
        place = self._cell(story) if cell or state.in_table else None
        if place is None:
            story.row = 0
        layout = self._layout(state, story, place)
        story.paragraphs.append((story.runs, layout, place))
        for box in story.boxes:
            story.paragraphs.extend(box.paragraphs)
        story.runs, story.boxes, story.has_label = [], [], False

    def _cell(self, story: _Story) -> Cell:
        if not story.row:
            self.tables += 1
            story.row = story.column = 1
        return Cell(f"table {self.tables}", story.row, story.column)

    def _layout(self, state: _State, story: _Story, cell: Cell | None) -> Layout:
        style = self.styles.get(state.style, RtfStyle())
        name = style.name or story.kind
        level = _heading_level(style, state.outline)
        indented = state.indent >= _INDENT
        if level:
            return Layout(BlockKind.HEADING, level, name)
        if cell:
            return Layout(BlockKind.CELL, 0, name)
        if QUOTATION_STYLE.search(name):
            return Layout(BlockKind.QUOTATION, 0, name, indented)
        if state.listed or story.has_label:
            return Layout(BlockKind.ITEM, state.level + 1, name)
        return Layout(BlockKind.PARAGRAPH, 0, name, indented)

    # characters

    def _add_bytes(self, characters: bytes) -> None:
        skipped = min(self.to_skip, len(characters))
        self.to_skip -= skipped
        if len(characters) > skipped:
            self.high = 0
            self.bytes += characters[skipped:]

    def _flush(self) -> None:
        if self.bytes:
            characters, self.bytes = bytes(self.bytes), bytearray()
            text = characters.decode(self.state.code_page, errors="replace")
            self.left_out["character that could not be decoded"] += text.count("\ufffd")
            self._place(text)

    def _add_unicode(self, code: int) -> None:
        self._flush()
        self.to_skip = self.state.after_unicode
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            if self.high:
                self._place(chr(0x10000 + ((self.high - 0xD800) << 10) + (code - 0xDC00)))
            self.high = 0
        elif code:
            self._place(chr(code))

    def _add(self, text: str) -> None:
        self._flush()
        if self.to_skip and text:
            self.to_skip -= 1
        elif text:
            self._place(text)

    def _place(self, text: str) -> None:
        state = self.state
        if state.destination == "fldinst" and state.field:
            state.field.instruction += text
        elif state.destination:
            self.left_out["piece of WordArt"] += state.destination == "sn" and text == "gtextUNICODE"
            if state.destination.startswith(("header", "footer")) and text.strip():
                self.left_out[f"running {state.destination[:6]}"] = 1
        elif state.deleted:
            self.left_out["deleted character"] += len(text)
        elif state.hidden:
            self.left_out["hidden character"] += len(text)
        else:
            url = state.field.url if state.field else ""
            state.story.runs.append(Run(text, state.bold, state.italic, state.size, url))

    # the source

    def _write(self, story: _Story) -> None:
        for runs, layout, cell in story.paragraphs:
            self.builder.add_paragraph(runs, layout, cell)

    def _write_notes(self) -> None:
        for note in self.notes:
            self._write(note)
        self.builder.warn_notes(len(self.notes))

    def _tell_what_is_left_out(self, unclosed: int) -> None:
        for what, number in self.left_out.items():
            self.builder.warn_left_out(number, what, _SEVERAL.get(what, ""))
        if unclosed:
            self.builder.warn("The file ends before its last paragraph is closed, so it may be cut short.")


def _heading_level(style: RtfStyle, outline: int) -> int:
    outline = outline if outline < 9 else style.outline
    if outline < 9:
        return outline + 1
    named = re.fullmatch(r"heading (\d)", style.name, re.IGNORECASE)
    return int(named[1]) if named else int(style.name.lower() == "title")


def _known(code_page: str) -> str:
    try:
        "".encode(code_page)
    except LookupError:
        return "utf-8" if code_page == "cp65001" else "cp1252"
    return code_page
