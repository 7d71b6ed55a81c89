"""What a file holds is in the text, or a warning tells that it is not: a case for every place where words can hide."""

import pytest
from tests.text.readers.looking import check_whole
from tests.text.readers.making import (
    WORD,
    open_document,
    pdf,
    word_document,
    word_paragraph,
    word_run,
    workbook,
)

from heard.text.readers import read_bytes

HIDDEN = word_paragraph(word_run("TOKEN"))
BOX = f"<w:pict><w:txbxContent>{HIDDEN}</w:txbxContent></w:pict>"
NOTE = f'<w:footnotes {WORD}><w:footnote w:id="2">{HIDDEN}</w:footnote></w:footnotes>'
MENTION = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def choice(first: str, second: str) -> str:
    versions = f"<mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{versions}</mc:AlternateContent></w:r>"


def page(body: str) -> bytes:
    return f"<!doctype html><html><body><p>seen</p>{body}</body></html>".encode()


def mail(body: str, kind: str = "multipart/mixed; boundary=q", encoding: str = "8bit") -> bytes:
    head = f"Subject: seen\nMIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
    return f"{head}\n{body}\n".encode("cp1252")


def rtf(body: str) -> bytes:
    return f"{{\\rtf1\\ansi seen\\par {body}\\par}}".encode()


CUE = "00:00:01.000 --> 00:00:02.000\n"

READ = {
    "docx: a box only old readers show": ("a.docx", word_document(word_paragraph(choice("<w:drawing/>", BOX)))),
    "docx: words in two versions": (
        "a.docx",
        word_document(word_paragraph(choice("<w:t>TOKEN</w:t>", "<w:t>x</w:t>"))),
    ),
    "docx: words in the second version": ("a.docx", word_document(word_paragraph(choice("", "<w:t>TOKEN</w:t>")))),
    "docx: after a field that never ends": ("a.docx", word_document(word_paragraph(FIELD.format("begin")) + HIDDEN)),
    "docx: a formula in one line": (
        "a.docx",
        word_document(word_paragraph("<m:oMath><m:r><m:t>TOKEN</m:t></m:r></m:oMath>")),
    ),
    "docx: a footnote in a text box": (
        "a.docx",
        word_document(
            word_paragraph("<w:r>" + BOX.replace("TOKEN", "box").replace("</w:p>", MENTION + "</w:p>") + "</w:r>"),
            footnotes=NOTE,
        ),
    ),
    "odt: a block nobody knows": ("a.odt", open_document("<text:unknown><text:p>TOKEN</text:p></text:unknown>")),
    "odt: a shape": ("a.odt", open_document("<draw:connector><text:p>TOKEN</text:p></draw:connector>")),
    "html: after the end of the page": ("a.html", page("") + b"<p>TOKEN</p>"),
    "html: a second page": ("a.html", page("") + page("TOKEN")),
    "html: between the rows of a table": ("a.html", page("<table>TOKEN<tr><td>x</td></tr></table>")),
    "html: between the cells of a row": ("a.html", page("<table><tr>TOKEN<td>x</td></tr></table>")),
    "html: around the cells of a row": ("a.html", page("<table><tr><form><td>TOKEN</td></form></tr></table>")),
    "eml: behind an encoded body": ("a.eml", mail("aGVsbG8=\n\nTOKEN", "text/plain; charset=utf-8", "base64")),
    "eml: the form that is more than a stub": (
        "a.eml",
        mail(
            "--q\nContent-Type: text/plain\n\nPlease see the page.\n"
            "--q\nContent-Type: text/html\n\n<p>We waited in the hall, TOKEN.</p>\n--q--",
            "multipart/alternative; boundary=q",
        ),
    ),
    "vtt: lines that end as on old Macs": ("a.vtt", f"WEBVTT\n\n{CUE}TOKEN\n".replace("\n", "\r").encode()),
    "srt: no numbers": ("a.srt", b"00:00:01,000 --> 00:00:02,000\nTOKEN\n\n00:00:03,000 --> 00:00:04,000\nb\n"),
}

TOLD = {
    "docx: a footnote nobody mentions": (
        "a.docx",
        word_document("", footnotes=NOTE),
        "1 passage in an unusual place of the file is not in the text.",
    ),
    "docx: an element nobody knows": (
        "a.docx",
        word_document(f"<w:unknown>{HIDDEN}</w:unknown>"),
        "1 passage in an unusual place of the file is not in the text.",
    ),
    "docx: words inside a field’s instruction": (
        "a.docx",
        word_document(word_paragraph(FIELD.format("begin") + word_run("TOKEN") + FIELD.format("end"))),
        "1 passage in an unusual place of the file is not in the text.",
    ),
    "docx: a deletion around a paragraph": (
        "a.docx",
        word_document(f"<w:del>{HIDDEN}</w:del>"),
        "1 deletion under “track changes” is not in the text.",
    ),
    "docx: words moved to nowhere": (
        "a.docx",
        word_document(f"<w:moveFrom>{HIDDEN}</w:moveFrom>"),
        "1 deletion under “track changes” is not in the text.",
    ),
    "docx: a hidden row": (
        "a.docx",
        word_document(f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{HIDDEN}</w:tc></w:tr></w:tbl>"),
        "1 hidden row of a table is not in the text.",
    ),
    "docx: a formula": (
        "a.docx",
        word_document(word_paragraph("<m:oMath><m:f><m:num><m:r><m:t>TOKEN</m:t></m:r></m:num></m:f></m:oMath>")),
        "1 formula is not in the text.",
    ),
    "docx: letters above letters": (
        "a.docx",
        word_document(word_paragraph(f"<w:r><w:ruby><w:rt>{word_run('TOKEN')}</w:rt></w:ruby></w:r>")),
        "1 pronunciation guide is not in the text.",
    ),
    "docx: WordArt": (
        "a.docx",
        word_document(word_paragraph('<w:r><w:pict><v:textpath string="TOKEN"/></w:pict></w:r>')),
        "1 piece of WordArt is not in the text.",
    ),
    "docx: a header that is a picture": (
        "a.docx",
        word_document("", header1=f"<w:hdr {WORD}><w:p><w:r><v:imagedata/></w:r></w:p></w:hdr>"),
        "1 running header is not in the text.",
    ),
    "docx: a document in the document": (
        "a.docx",
        word_document(word_paragraph("<w:subDoc/>")),
        "1 embedded file is not in the text.",
    ),
    "odt: a header of the first page": (
        "a.odt",
        open_document("", "<style:header-first><text:p>TOKEN</text:p></style:header-first>"),
        "1 running header is not in the text.",
    ),
    "odt: a hidden row": (
        "a.odt",
        open_document(
            '<table:table><table:table-row table:visibility="collapse"><table:table-cell><text:p>TOKEN</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
        "1 hidden row of a table is not in the text.",
    ),
    "odt: letters above letters": (
        "a.odt",
        open_document("<text:p><text:ruby><text:ruby-text>TOKEN</text:ruby-text></text:ruby></text:p>"),
        "1 pronunciation guide is not in the text.",
    ),
    "html: a template": (
        "a.html",
        page("<template><p>TOKEN</p></template>"),
        "1 hidden part of the page is not in the text.",
    ),
    "html: a hidden row": (
        "a.html",
        page("<table><tr hidden><td>TOKEN</td></tr></table>"),
        "1 hidden part of the page is not in the text.",
    ),
    "html: a script that writes": (
        "a.html",
        page("<script>document.write('TOKEN')</script>"),
        "The page has a script, which was not run: words that it would add are not in the text.",
    ),
    "html: characters for XML": (
        "a.html",
        page("<![CDATA[TOKEN]]>"),
        "1 comment in the page’s code is not in the text.",
    ),
    "eml: two forms that differ": (
        "a.eml",
        mail(
            "--q\nContent-Type: text/plain\n\nWe waited in the hall for hours.\n"
            "--q\nContent-Type: text/html\n\n<p>We waited in the hall for hours. TOKEN</p>\n--q--",
            "multipart/alternative; boundary=q",
        ),
        "The message was sent in two forms; 1 word of the other is not in the text.",
    ),
    "eml: before and after the parts": (
        "a.eml",
        mail("TOKEN\n--q\nContent-Type: text/plain\n\nbody\n--q--\nTOKEN again"),
        "2 lines outside the parts of the message are not in the text.",
    ),
    "eml: an Outlook bundle": (
        "a.eml",
        mail(
            "--q\nContent-Type: text/plain\n\nbody\n--q\nContent-Type: application/ms-tnef\n"
            "Content-Transfer-Encoding: base64\n\neJ8+IgAATOKEN+==\n--q--"
        ),
        "1 attachment of a kind that cannot be read here is not in the text.",
    ),
    "rtf: WordArt": (
        "a.rtf",
        rtf("{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv TOKEN}}}}"),
        "1 piece of WordArt is not in the text.",
    ),
    "rtf: a formula": ("a.rtf", rtf("{\\mmath{\\*\\moMath{\\mr TOKEN}}}"), "1 formula is not in the text."),
    "vtt: a title": (
        "a.vtt",
        f"WEBVTT - TOKEN\n\n{CUE}seen\n".encode(),
        "1 line at the head of the file is not in the text.",
    ),
    "srt: words after an empty line": (
        "a.srt",
        b"1\n00:00:01,000 --> 00:00:02,000\nseen\n\nTOKEN\n",
        "1 passage without a time is not in the text.",
    ),
    "md: the address of a link": (
        "a.md",
        b"seen\n\n[b]: https://TOKEN.example\n",
        "1 line that is no running text, such as the address of a link, is not in the text.",
    ),
    "md: lists nested too deep": (
        "a.md",
        "".join("  " * depth + "- seen\n" for depth in range(60)).encode() + b"  " * 60 + b"- TOKEN\n",
        "lines that are no running text, such as the addresses of links, are not in the text.",
    ),
    "md: a cell too many": (
        "a.md",
        b"|a|b|\n|-|-|\n|1|2|TOKEN|\n",
        "1 cell beyond the columns of its table is not in the text.",
    ),
    "xlsx: an error": (
        "a.xlsx",
        workbook('<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>'),
        "1 cell with an error in place of a value (such as #REF!), read as empty.",
    ),
    "xlsx: a printed header": (
        "a.xlsx",
        workbook(after="<headerFooter><oddHeader>TOKEN</oddHeader></headerFooter>"),
        "1 printed header or footer is not read.",
    ),
    "xlsx: a thread of comments": (
        "a.xlsx",
        workbook(**{"threadedComments/threadedComment1.xml": "<a><threadedComment>TOKEN</threadedComment></a>"}),
        "1 comment is not read.",
    ),
    "xlsx: a text box": (
        "a.xlsx",
        workbook(**{"drawings/drawing1.xml": "<x:txBody><a:p><a:r><a:t>TOKEN</a:t></a:r></a:p></x:txBody>"}),
        "1 text box is not read.",
    ),
    "xlsx: an embedded file": (
        "a.xlsx",
        workbook(**{"embeddings/a.bin": "TOKEN"}),
        "1 embedded file is not read.",
    ),
    "pdf: a stamp": (
        "a.pdf",
        pdf("/Subtype/Stamp"),
        "1 drawing, stamp or mark made on a page is not in the text.",
    ),
    "pdf: a file pinned to a page": ("a.pdf", pdf("/Subtype/FileAttachment"), "1 attached file is not in the text."),
    "pdf: a typed note in another form": (
        "a.pdf",
        pdf("/Subtype/FreeText/RC(<p>TOKEN</p>)"),
        "1 comment is not in the text.",
    ),
}


@pytest.mark.parametrize(("name", "data"), READ.values(), ids=READ.keys())
def test_it_is_in_the_text(name: str, data: bytes) -> None:
    source = read_bytes(name, data)
    check_whole(source)
    assert source.text.count("TOKEN") == 1


@pytest.mark.parametrize(("name", "data", "told"), TOLD.values(), ids=TOLD.keys())
def test_it_is_told(name: str, data: bytes, told: str) -> None:
    source = read_bytes(name, data)
    check_whole(source)
    assert "TOKEN" not in source.text
    assert any(warning.endswith(told) for warning in source.warnings), source.warnings


@pytest.mark.parametrize("code", ["1F642", "1F9FD"])
def test_an_emoji_that_word_writes_in_two_versions_is_read(code: str) -> None:
    symbol = f'<w16se:symEx xmlns:w16se="x" w16se:font="Segoe UI Emoji" w16se:char="{code}"/>'
    emoji = chr(int(code, 16))
    body = word_paragraph(choice(symbol, f"<w:t>{emoji}</w:t>"))
    assert read_bytes("a.docx", word_document(body)).text == f"seen\n{emoji}\n"


def test_a_message_sent_twice_in_the_same_words_needs_no_warning() -> None:
    forms = (
        "--q\nContent-Type: text/plain\n\n*Ring* us at <https://a.example/b>:\n\n * first\n"
        '--q\nContent-Type: text/html\n\n<p><b>Ring</b> <a href="https://a.example/b">us</a> at:</p>'
        "<ul><li>first</ul>\n--q--"
    )
    source = read_bytes("a.eml", mail(forms, "multipart/alternative; boundary=q"))
    assert source.warnings == ()
    assert "*Ring*" in source.text


def test_curly_marks_under_a_western_european_label_are_read() -> None:
    data = mail("“no”", "text/plain; charset=iso-8859-1")
    assert "“no”" in read_bytes("a.eml", data).text
