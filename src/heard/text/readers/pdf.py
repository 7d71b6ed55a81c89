"""PDFs with a text layer: the words of each page in reading order."""

from io import BytesIO

import pypdfium2

from heard.text.locators import Page
from heard.text.readers.building import SourceBuilder
from heard.text.readers.refusals import damaged, locked
from heard.text.spans import Source


def read(name: str, data: bytes) -> Source:
    builder = SourceBuilder(name, data)
    try:
        document = pypdfium2.PdfDocument(BytesIO(data))
    except pypdfium2.PdfiumError as error:
        raise (locked(name) if "password" in str(error).lower() else damaged(name)) from error
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_range().replace("\ufffe", "-\r\n").replace("\x02", "-\r\n")
        builder.locate(builder.write_line(text), Page(number))
    return builder.build()
