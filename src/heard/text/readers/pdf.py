"""PDFs with a text layer: the words of each page in reading order, line by line, joined to paragraphs as blocks.

A hyphen at the end of a line stays a hyphen and a line end. Running titles and page numbers stay in the text, as
furniture. What somebody typed into a form’s fields, or over a page, stands at the end of its page.
"""

import logging
from collections import Counter
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import Page
from heard.text.readers.building import Layout, Run, SourceBuilder, block_of
from heard.text.readers.pdf_extras import Entry, PageExtras, place_links
from heard.text.readers.pdf_layout import PageParagraph, arrange
from heard.text.readers.pdf_lines import LineReader, PageText
from heard.text.readers.pdf_tags import read_tags
from heard.text.readers.refusals import damaged, locked
from heard.text.spans import BlockKind, Source, Span

_MOST_PAGES = 5000
logging.getLogger("pypdfium2").addHandler(logging.NullHandler())  # what its users should know, our warnings say


def read(name: str, data: bytes) -> Source:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (locked(name) if "password" in str(error).lower() else damaged(name)) from error
    try:
        return _Reader(name, data, document).read()
    finally:
        document.close()


class _Reader:
    def __init__(self, name: str, data: bytes, document: pypdfium2.PdfDocument) -> None:
        self.builder = SourceBuilder(name, data)
        self.document = document
        self.pages: list[PageText] = []
        self.extras: list[PageExtras] = []
        self.unplaced_links = self.tables = 0

    def read(self) -> Source:
        count = len(self.document)
        if count > _MOST_PAGES:
            raise UnreadableFile(
                Unreadable.TOO_LARGE,
                f"{self.builder.name} has more than {_MOST_PAGES:,} pages, the most that can be read here. "
                "Please split it into several files.",
            )
        self.document.init_forms()
        for number in range(count):
            self._read_page(number)
        self._check_words()
        self._write()
        self._tell_what_is_left_out()
        return self.builder.build()

    def _read_page(self, number: int) -> None:
        page = self.document[number]
        text_page = page.get_textpage()
        tags, self.tables = read_tags(page.raw, self.tables)
        reader = LineReader(text_page.raw, number + 1, page.get_height(), tags)
        self.pages.append(reader.read())
        self.unplaced_links += place_links(self.document.raw, page.raw, reader)
        form = self.document.formenv.raw if self.document.formenv else None
        self.extras.append(PageExtras(self.document.raw, form, page.raw))
        text_page.close()
        page.close()

    def _check_words(self) -> None:
        if not any(page.lines for page in self.pages) and not any(e.fields or e.typed for e in self.extras):
            raise UnreadableFile(
                Unreadable.NO_TEXT,
                f"{self.builder.name} holds pictures of pages, but no text. Please add it with a text layer "
                "(most scanners and PDF programs can recognise text), or add its words typed out.",
            )

    def _write(self) -> None:
        paragraphs = arrange(self.pages)
        position = 0
        for page, extras in zip(self.pages, self.extras, strict=True):
            while position < len(paragraphs) and paragraphs[position].lines[0].page == page.number:
                self._write_paragraph(paragraphs[position])
                position += 1
            self._write_entries(extras.fields, page.number, "form field")
            self._write_entries(extras.typed, page.number, "typed on the page")

    def _write_paragraph(self, paragraph: PageParagraph) -> None:
        builder = self.builder
        if paragraph.spaced and len(builder):
            builder.write("\n")
        start = len(builder)
        for number, line in enumerate(paragraph.lines):
            if number:
                builder.write("\n")
            span = builder.write(line.text)
            builder.locate(span, Page(line.page, (line.box,)))
            for first, last, url in sorted(line.links):
                builder.add_link(Span(span.start + first, span.start + last), url)
        runs = [run for line in paragraph.lines for run in line.runs]
        layout = Layout(paragraph.kind, paragraph.level, indented=paragraph.indented)
        builder.add_block(block_of(Span(start, len(builder)), runs, layout, paragraph.label))
        builder.write("\n")

    def _write_entries(self, entries: Sequence[Entry], page: int, style: str) -> None:
        for entry in entries:
            layout = Layout(BlockKind.PARAGRAPH, style=style)
            self.builder.add_paragraph([Run(entry.text)], layout, Page(page, (entry.box,)))

    def _tell_what_is_left_out(self) -> None:
        counts: Counter[str] = Counter()
        for extras in self.extras:
            counts.update(extras.counts)
        entries = sum(len(extras.fields) + len(extras.typed) for extras in self.extras)
        if entries:
            self.builder.warn(
                "1 filled-in field or note typed on a page stands at the end of its page."
                if entries == 1
                else f"{entries:,} filled-in fields and notes typed on pages stand at the end of their pages."
            )
        self._tell_pages()
        tell = self.builder.warn_left_out
        nameless = sum(page.unreadable for page in self.pages)
        tell(nameless, "character that the PDF does not name", "characters that the PDF does not name")
        tell(counts["picture"], "picture")
        tell(counts["comment"], "comment")
        tell(counts["mark"], "drawing, stamp or mark made on a page", "drawings, stamps or marks made on pages")
        tell(counts["ticked box"], "ticked box", "ticked boxes")
        tell(self.unplaced_links, "link that lies on no words", "links that lie on no words")
        tell(counts["attached file"] + pdfium.FPDFDoc_GetAttachmentCount(self.document.raw), "attached file")
        if pdfium.FPDF_GetFormType(self.document.raw) in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
            self.builder.warn("The PDF is a form (XFA) that can be read only in part. Please print it to a new PDF.")

    def _tell_pages(self) -> None:
        empty = [
            page.number for page, e in zip(self.pages, self.extras, strict=True) if not page.lines and not e.fields
        ]
        if empty:
            has = "has" if len(empty) == 1 else "have"
            self.builder.warn(f"{_named_pages(empty)} {has} no text: perhaps a scan, whose words are missing here.")
        layered = [
            page.number for page in self.pages if page.invisible * 2 > sum(len(line.text) for line in page.lines) > 0
        ]
        if layered:
            self.builder.warn(
                f"The words of {_named_pages(layered, 'page')} lie unseen under a scan: a machine recognised them. "
                "Please check them against the picture."
            )


def _named_pages(numbers: Sequence[int], word: str = "Page") -> str:
    """“Page 3”, “Pages 3, 5 and 9”, “Pages 1, 2, 3, … and 40 more”."""
    if len(numbers) == 1:
        return f"{word} {numbers[0]}"
    shown = [str(number) for number in numbers[:12]]
    rest = len(numbers) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"{word}s {', '.join(shown)} and {last}"
