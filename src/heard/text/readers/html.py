"""Web pages: the words a visitor sees, block by block. Nothing is run, nothing is fetched.

White space folds as a browser folds it, except where the page keeps it (`<pre>`); `<br>` is a line break. Words in
`<q>` get the quotation marks a browser draws around them.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from lxml import etree

from heard.text.locators import Cell, Locator
from heard.text.readers.building import QUOTATION_STYLE, Layout, Run, SourceBuilder
from heard.text.readers.decoding import decode
from heard.text.readers.package import local
from heard.text.readers.refusals import no_words
from heard.text.spans import BlockKind, Source


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre search section summary table tbody td "
    "tfoot th thead tr ul"
)
_SPACED = _names("address blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre table ul")
_UNSEEN = _names("script style head title meta link base datalist param source track")
_HIDDEN = _names("template noframes noembed")
_LEFT_OUT = {  # what a visitor sees, but which is not the page’s own running words
    "nav": ("menu", "menus"),
    "img": ("picture", "pictures"),
    "picture": ("picture", "pictures"),
    "svg": ("picture", "pictures"),
    "canvas": ("picture", "pictures"),
    "video": ("recording", "recordings"),
    "audio": ("recording", "recordings"),
    "iframe": ("embedded page", "embedded pages"),
    "object": ("embedded page", "embedded pages"),
    "embed": ("embedded page", "embedded pages"),
    "frame": ("embedded page", "embedded pages"),
    "select": ("form field", "form fields"),
    "input": ("form field", "form fields"),
    "textarea": ("form field", "form fields"),
    "button": ("button", "buttons"),
}
_DEEPEST = 200  # elements in elements: what is deeper is words without structure
_BOLD = {"b", "strong", "th"}
_ITALIC = {"i", "em", "dfn", "var"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_KEEPING = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SET_IN = re.compile(r"(?:margin|padding)-left\s*:\s*(?:0*[1-9]|0*\.0*[1-9])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WRITING = re.compile(
    r"\bdocument\s*\.\s*write|\b(?:inner|outer)(?:HTML|Text)\b|\btextContent\b|\binsertAdjacent|\bcreateTextNode\b"
)
_OPENING_MARKS = "“‘\"'«„"


def read(name: str, data: bytes) -> Source:
    builder = SourceBuilder(name, data)
    text = _decode_page(name, data, builder)
    root = parse_page(text)
    if root is None:
        raise no_words(name)
    page = PageWriter(builder)
    page.write(root)
    page.tell_what_is_left_out()
    page.tell_scripts(root)
    page.tell_title(root)
    return builder.build()


def parse_page(text: str) -> etree._Element | None:
    """The root of a page or of a piece of one; None where there is nothing in it.

    Raises ValueError where a limit of the parser would cut the page short.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\0", "\ufffd")
    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    for after in (
        list(root.itersiblings()) if root is not None else ()
    ):  # words after the end of the page, or a second page in the same file
        root.append(after)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ValueError("The page is nested too deeply to be read in full.")
    return root


def _decode_page(name: str, data: bytes, builder: SourceBuilder) -> str:
    """Decodes by the page’s own declaration where there is one that works."""
    declared = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", data[:4096], re.IGNORECASE)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        try:  # browsers read ISO 8859-1 as its superset
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin-1", "us-ascii") else encoding)
        except (LookupError, UnicodeError):
            pass
    text, warnings = decode(name, data)
    for warning in warnings:
        builder.warn(warning)
    return text


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the words at a point of the page."""

    layout: Layout = field(default_factory=Layout)
    bold: bool = False
    italic: bool = False
    keeps_space: bool = False
    url: str = ""
    cell: Cell | None = None
    lists: int = 0


@dataclass(slots=True)
class _Rows:
    """How many rows of a table have been read."""

    table: str
    number: int = 0


class PageWriter:
    """Walks a page and writes a paragraph at every end of a block."""

    def __init__(self, builder: SourceBuilder, locator: Locator | None = None, apart: bool = False) -> None:
        """`locator` holds for all paragraphs; without one they are numbered. `apart`: an empty line comes first."""
        self.builder = builder
        self.locator = locator
        self.left_out: Counter[str] = Counter()
        self.hidden = self.deleted = self.comments = 0
        self._runs: list[Run] = []
        self._place = _Place()  # of the paragraph being collected
        self._tables = 0
        self._depth = 0
        self._space_due = apart  # an empty line before the next paragraph

    def write(self, root: etree._Element) -> None:
        self.comments += sum(1 for comment in root.iter(etree.Comment) if _is_remark(comment.text or ""))
        self._walk(root, _Place())
        self._end_paragraph()

    def tell_scripts(self, root: etree._Element) -> None:
        scripts = (script.text or "" for script in root.iter("script") if _is_run(script))
        if any(_WRITING.search(script) for script in scripts):
            self.builder.warn("The page has a script, which was not run: words that it would add are not in the text.")

    def tell_what_is_left_out(self) -> None:
        for (one, many), number in self._left_out_by_name().items():
            self.builder.warn_left_out(number, one, many)
        self.builder.warn_left_out(self.comments, "comment in the page’s code", "comments in the page’s code")
        self.builder.warn_left_out(self.deleted, "passage marked as deleted", "passages marked as deleted")
        self.builder.warn_left_out(self.hidden, "hidden part of the page", "hidden parts of the page")

    def tell_title(self, root: etree._Element) -> None:
        title = " ".join(str(root.findtext("head/title") or "").split())
        if title and title not in " ".join(self.builder.text.split()):
            self.builder.warn("The page’s title, as a browser’s tab shows it, is not in the text.")

    def _left_out_by_name(self) -> Counter[tuple[str, str]]:
        by_name: Counter[tuple[str, str]] = Counter()
        for tag, number in self.left_out.items():
            by_name[_LEFT_OUT[tag]] += number
        return by_name

    def _walk(self, element: etree._Element, place: _Place) -> None:
        name = local(element)
        if name in _UNSEEN or not name:
            return
        if name in _HIDDEN or _is_hidden(element):
            self.hidden += bool(_words_in(element).strip())
        elif name in _LEFT_OUT:
            self.left_out[name] += element.get("type") != "hidden"
        elif name == "del":
            self.deleted += 1
        elif name == "br":
            self._runs.append(Run("\n"))
        elif name == "table":
            self._write_table(element, place)
        elif name in _BLOCKS:
            self._write_block(element, name, place)
        else:
            self._write_inline(element, name, place)

    def _children(self, element: etree._Element, place: _Place) -> None:
        if self._depth > _DEEPEST:
            self._write_text(_words_in(element), place)
            return
        self._depth += 1
        self._write_text(element.text, place)
        for child in element:
            self._walk(child, place)
            self._write_text(child.tail, place)
        self._depth -= 1

    def _write_block(self, element: etree._Element, name: str, place: _Place) -> None:
        inside = _place_in(element, name, place)
        self._end_paragraph(spaced=name in _SPACED and place.lists == 0)
        self._place = inside
        self._children(element, inside)
        self._end_paragraph(spaced=name in _SPACED and place.lists == 0)
        self._place = place

    def _write_inline(self, element: etree._Element, name: str, place: _Place) -> None:
        inside = replace(
            place,
            bold=place.bold or name in _BOLD,
            italic=place.italic or name in _ITALIC,
            keeps_space=place.keeps_space or _KEEPING.search(element.get("style", "")) is not None,
            url=_url_of(element) or place.url,
        )
        if name == "cite" and place.layout.kind is BlockKind.QUOTATION:
            self._write_citation(element, place)
        elif name == "q":
            self._write_quoted(element, inside)
        else:
            self._children(element, inside)

    def _write_citation(self, element: etree._Element, place: _Place) -> None:
        """Who said it, inside a quotation block but no part of the quotation."""
        self._end_paragraph()
        self._place = replace(place, layout=Layout(BlockKind.PARAGRAPH, style="cite"))
        self._children(element, self._place)
        self._end_paragraph()
        self._place = place

    def _write_quoted(self, element: etree._Element, place: _Place) -> None:
        marked = _words_in(element).strip()[:1] in tuple(_OPENING_MARKS)
        if not marked:
            self._runs.append(_run("“", place))
        self._children(element, place)
        if not marked:
            self._runs.append(_run("”", place))

    def _write_table(self, table: etree._Element, place: _Place) -> None:
        self._end_paragraph(spaced=True)
        self._tables += 1
        rows = _Rows(f"table {self._tables}")
        self._write_table_part(table, place, rows)
        self._end_paragraph(spaced=True)

    def _write_table_part(self, part: etree._Element, place: _Place, rows: "_Rows") -> None:
        """Rows in order, and whatever else stands between them."""
        self._write_text(part.text, place)
        for child in part:
            name = local(child)
            if name in ("thead", "tbody", "tfoot", "tr") and _is_hidden(child):
                self.hidden += bool(_words_in(child).strip())
            elif name in ("thead", "tbody", "tfoot"):
                self._write_table_part(child, place, rows)
            elif name == "tr":
                self._write_row(child, place, rows)
            else:
                self._walk(child, place)
            self._write_text(child.tail, place)

    def _write_row(self, row: etree._Element, place: _Place, rows: "_Rows") -> None:
        rows.number += 1
        column = 1
        self._write_text(row.text, place)
        for cell in row:
            inside = place
            if local(cell) in ("td", "th"):
                inside = replace(place, cell=Cell(rows.table, rows.number, column), layout=Layout(BlockKind.CELL))
                column += _span_of(cell)
            self._walk(cell, inside)
            self._write_text(cell.tail, place)

    def _write_text(self, text: str | None, place: _Place) -> None:
        if text:
            self._runs.append(_run(text if place.keeps_space else _SPACE.sub(" ", text), place))

    def _end_paragraph(self, spaced: bool = False) -> None:
        runs = _folded(self._runs, self._place.keeps_space)
        self._runs = []
        if any(run.text.strip() for run in runs):
            if self._space_due and len(self.builder):
                self.builder.write("\n")
            self._space_due = False
            self.builder.add_paragraph(runs, self._place.layout, self._place.cell or self.locator)
        self._space_due = self._space_due or spaced


def _place_in(element: etree._Element, name: str, place: _Place) -> _Place:
    style = element.get("class") or ""
    layout, lists = place.layout, place.lists
    if re.fullmatch(r"h[1-6]", name):
        layout = Layout(BlockKind.HEADING, int(name[1]), style)
    elif name == "blockquote" or (name in ("p", "div") and QUOTATION_STYLE.search(style)):
        layout = Layout(BlockKind.QUOTATION, 0, style)
    elif name in ("ul", "ol", "menu", "dir"):
        lists += 1
    elif name == "li":
        layout = Layout(BlockKind.ITEM, max(lists, 1), style)
    elif name in ("footer", "figcaption") and layout.kind is BlockKind.QUOTATION:
        layout = Layout(BlockKind.PARAGRAPH, style=name)
    elif layout.kind is BlockKind.PARAGRAPH:
        layout = Layout(BlockKind.PARAGRAPH, style=style)
    if layout.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION) and _SET_IN.search(element.get("style", "")):
        layout = replace(layout, indented=True)
    keeps = place.keeps_space or name == "pre" or _KEEPING.search(element.get("style", "")) is not None
    return replace(place, layout=layout, lists=lists, keeps_space=keeps, bold=place.bold or name in _BOLD)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDING.search(element.get("style", "")) is not None


def _is_run(script: etree._Element) -> bool:
    return (script.get("type") or "javascript").lower().endswith(("javascript", "ecmascript", "module"))


def _is_remark(comment: str) -> bool:
    """Whether a comment has words, and is not a condition for some browser or mail program."""
    return re.search(r"\w", comment) is not None and not re.match(r"\s*\[(?!CDATA)|.*\[endif\]\s*$", comment, re.DOTALL)


def _words_in(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _url_of(element: etree._Element) -> str:
    url = (element.get("href") or "").strip() if local(element) == "a" else ""
    return "" if url.startswith("#") or url.lower().startswith("javascript:") else url


def _run(text: str, place: _Place) -> Run:
    return Run(text, place.bold, place.italic, 0.0, place.url)


def _folded(runs: list[Run], keeps_space: bool) -> list[Run]:
    """One space where there were several, none at the ends of lines, except in text that keeps its space."""
    if keeps_space:
        first = runs[0].text.removeprefix("\n") if runs else ""
        runs = [replace(run, text=first) if n == 0 else run for n, run in enumerate(runs)]
        return _without_last_break(runs)
    folded: list[Run] = []
    for run in runs:
        text = run.text
        if text == "\n" or (folded and folded[-1].text.endswith(("\n", " "))) or not folded:
            if text == "\n" and folded:
                folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
            else:
                text = text.lstrip(" ") if text != "\n" else text
        folded.append(replace(run, text=text))
        if not text:
            folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
    return _without_last_break(folded)


def _without_last_break(runs: list[Run]) -> list[Run]:
    if runs and runs[-1].text.endswith("\n"):
        runs[-1] = replace(runs[-1], text=runs[-1].text[:-1])
    return runs


def _span_of(cell: etree._Element) -> int:
    span = cell.get("colspan", "1")
    return int(span) if re.fullmatch(r"[1-9]\d{0,2}", span) else 1
