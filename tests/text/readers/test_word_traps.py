"""Word documents with what usual converters lose or leak, written here as Word writes it."""

import io
import zipfile

import pytest
from tests.text.readers.looking import block_with, check_whole, find

from heard.text.locators import Cell
from heard.text.readers import read_bytes
from heard.text.spans import BlockKind, Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def docx(body: str, namespace: str = W, **parts: str) -> Source:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {namespace}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    source = read_bytes("a.docx", packed.getvalue())
    check_whole(source)
    return source


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def test_moved_text_is_where_it_was_moved_to() -> None:
    body = paragraph(f"<w:moveFrom>{run('moved')}</w:moveFrom>{run('first ')}<w:moveTo>{run('moved')}</w:moveTo>")
    assert docx(body).text == "first moved\n"


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = paragraph(run("one "), "<w:rPr><w:del/></w:rPr>") + paragraph(run("sentence"))
    assert docx(body).text == "one sentence\n"


def test_a_box_written_twice_for_old_readers_is_read_once() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>".format(paragraph(run("boxed")))
    versions = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="m">{versions}</mc:AlternateContent>'
    assert docx(paragraph(run("holder") + f"<w:r>{both}</w:r>")).text == "holder\nboxed\n"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    instruction = '<w:r><w:instrText> HYPERLINK "https://a.example/b" </w:instrText></w:r>'
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instruction}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    source = docx(paragraph(run("see ") + field + run(".")))
    assert source.text == "see here.\n"
    [link] = source.links
    assert (link.span.of(source.text), link.url) == ("here", "https://a.example/b")


def test_words_in_content_controls_are_read_but_prompts_are_told() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = paragraph(control.format("", run("typed"))) + control.format(
        "<w:showingPlcHdr/>", paragraph(run("Click to enter text"))
    )
    source = docx(body)
    assert source.text == "typed\n"
    assert "1 form prompt that was not filled in is not in the text." in source.warnings


@pytest.mark.parametrize("hidden", ["<w:vanish/>", '<w:rStyle w:val="secret"/>'])
def test_hidden_words_are_left_out_and_told(hidden: str) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    source = docx(paragraph(run("seen ") + run("unseen", hidden)), styles=styles)
    assert source.text == "seen \n"
    assert "6 hidden characters are not in the text." in source.warnings


def test_a_style_based_on_a_quotation_is_one() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Young voices"/>'
        '<w:basedOn w:val="Q"/></w:style></w:styles>'
    )
    source = docx(paragraph(run("said"), '<w:pStyle w:val="V"/>'), styles=styles)
    assert (source.blocks[0].kind, source.blocks[0].style) == (BlockKind.QUOTATION, "Young voices")


def test_an_outline_level_makes_a_heading_and_level_ten_does_not() -> None:
    body = paragraph(run("yes"), '<w:outlineLvl w:val="2"/>') + paragraph(run("no"), '<w:outlineLvl w:val="9"/>')
    first, second = docx(body).blocks
    assert (first.kind, first.level, second.kind) == (BlockKind.HEADING, 3, BlockKind.PARAGRAPH)


def test_a_paragraph_taken_out_of_a_list_is_no_item() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = paragraph(run("in"), '<w:pStyle w:val="L"/>') + paragraph(
        run("out"), '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert [block.kind for block in docx(body, styles=styles).blocks] == [BlockKind.ITEM, BlockKind.PARAGRAPH]


def test_cells_count_the_columns_they_span() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>'.format(paragraph(run("wide")))
    table = f"<w:tbl><w:tr>{wide}<w:tc>{paragraph(run('last'))}</w:tc></w:tr></w:tbl>"
    source = docx(table)
    assert source.locate(find(source, "last")) == (Cell("table 1", 1, 3),)


def test_a_page_break_is_a_line_break_only_between_words() -> None:
    end = '<w:r><w:br w:type="page"/></w:r>'
    source = docx(paragraph(run("before") + end + run("after") + end))
    assert source.text == "before\nafter\n"


def test_strict_documents_are_read() -> None:
    assert docx(paragraph(run("strict"), '<w:outlineLvl w:val="0"/>'), STRICT).blocks[0].kind is BlockKind.HEADING


def test_a_paragraph_is_bold_only_if_all_of_it_is() -> None:
    source = docx(
        paragraph(run("all ", "<w:b/>") + run("bold", "<w:b/>")) + paragraph(run("part", "<w:b/>") + run("ly"))
    )
    assert block_with(source, "all bold").bold
    assert not block_with(source, "partly").bold


def test_embedded_parts_and_charts_are_told() -> None:
    body = paragraph(run("words") + '<w:r><w:drawing><c:chart xmlns:c="c"/></w:drawing></w:r>') + "<w:altChunk/>"
    told = docx(body).warnings
    assert "1 chart or diagram is not in the text." in told
    assert "1 embedded file is not in the text." in told
