"""Whatever words go into a file come out of it, and every place lies inside the text."""

import csv
import html
import io
import zipfile
from xml.sax.saxutils import escape

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.text.readers.looking import check_whole

from heard.text.readers import read_bytes, read_table_bytes

ODD = [
    "🙂",
    "👩🏽\u200d🦽",
    "e\u0301",
    "ŵ",
    "\u00a0",
    "\u00ad",
    "قالت",
    "\r\n",
    "\n",
    "\r",
    "\x0c",
    "\u2028",
    "\x85",
    "“",
    "\t",
    " ",
]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
WORDS = st.lists(st.one_of(st.sampled_from(ODD), CHARACTERS), max_size=40).map("".join)
XML_WORDS = WORDS.map(lambda text: "".join(c for c in text if c not in "\r\x0c\x85\ufffe\uffff"))
MANY = settings(max_examples=150, deadline=None)


def has_words(text: str) -> bool:
    return bool(text.strip("\ufeff").strip())


@MANY
@given(WORDS)
@example("a\r\n\r\rb\r\n")
def test_text(words: str) -> None:
    assume(has_words(words) and not words.startswith("\ufeff"))
    source = read_bytes("a.txt", ("Words: " + words).encode())
    check_whole(source)
    assert source.text == ("Words: " + words).replace("\r\n", "\n")
    covered = "".join(place.span.of(source.text) for place in source.located)
    assert covered == source.text.replace("\n", "")


@MANY
@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_csv(rows: list[list[str]]) -> None:
    rows = [[f"{number}", *row] for number, row in enumerate(rows)]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["id", "one", "two", "three", "four"], *rows])
    data = ("\ufeff" + written.getvalue()).encode()
    table = read_table_bytes("a.csv", data)
    expected = [[cell.replace("\r\n", "\n") for cell in row] + [""] * (5 - len(row)) for row in rows]
    assert [list(row.cells) for row in table.rows] == expected
    check_whole(read_bytes("a.csv", data))


@MANY
@given(st.lists(XML_WORDS.map(lambda text: text.replace("\n", " ").replace("\u2028", " ")), min_size=1, max_size=5))
def test_vtt(cues: list[str]) -> None:
    cues = [f"word {cue}" for cue in cues]
    blocks = [f"00:0{n}:00.000 --> 00:0{n}:01.000\n{html.escape(cue, quote=False)}\n" for n, cue in enumerate(cues)]
    source = read_bytes("a.vtt", ("WEBVTT\n\n" + "\n".join(blocks)).encode())
    check_whole(source)
    assert [place.span.of(source.text) for place in source.located] == cues


@MANY
@given(st.lists(XML_WORDS, min_size=1, max_size=5))
def test_docx(paragraphs: list[str]) -> None:
    assume(any(map(has_words, paragraphs)))
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>' for words in paragraphs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
    source = read_bytes("a.docx", packed.getvalue())
    check_whole(source)
    assert source.text == "".join(words + "\n" for words in paragraphs)


@MANY
@given(XML_WORDS)
def test_html(words: str) -> None:
    source = read_bytes("a.html", f"<!doctype html><html><body><pre>x{escape(words)}</pre></body></html>".encode())
    check_whole(source)
    assert source.text.rstrip("\n") == f"x{words}".rstrip("\n")


@MANY
@given(WORDS)
def test_rtf(words: str) -> None:
    words = "x" + "".join(c for c in words if c not in "\r\n\x0c\x85\t")
    units = [
        int.from_bytes(words.encode("utf-16-le")[n : n + 2], "little")
        for n in range(0, len(words.encode("utf-16-le")), 2)
    ]
    body = "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)
    source = read_bytes("a.rtf", f"{{\\rtf1\\ansi {body}\\par}}".encode())
    check_whole(source)
    assert source.text == words + "\n"
