"""Plain text: the file's characters, exactly, line by line."""

from heard.text.readers.building import SourceBuilder
from heard.text.readers.decoding import decode
from heard.text.spans import Source


def read(name: str, data: bytes) -> Source:
    text, warnings = decode(name, data)
    builder = SourceBuilder(name, data)
    for warning in warnings:
        builder.warn(warning)
    builder.locate_lines(builder.write(text), 1)
    return builder.build()
