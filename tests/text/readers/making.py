"""Small files written by hand, each with something in a place where a reader could miss it."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc" xmlns:m="m" xmlns:v="v"'
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT = " ".join(
    f'xmlns:{prefix}="{_OPEN_DOCUMENT}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def word_run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def word_paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def word_document(body: str, **parts: str) -> bytes:
    """A docx with a paragraph “seen”, then `body`; `parts` are further parts of its main folder."""
    first = word_paragraph(word_run("seen"))
    whole = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{first}{body}</w:body></w:document>",
    }
    return zipped(whole | {f"word/{name}.xml": xml for name, xml in parts.items()})


def open_document(body: str, margins: str = "") -> bytes:
    """An odt with a paragraph “seen”, then `body`; `margins` are its headers and footers."""
    content = f"<office:body><office:text><text:p>seen</text:p>{body}</office:text></office:body>"
    styles = f"<office:master-styles><style:master-page>{margins}</style:master-page></office:master-styles>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODT}>{styles}</office:document-styles>",
        }
    )


def workbook(rows: str = "", after: str = "", **parts: str) -> bytes:
    """An xlsx with one sheet: two filled rows, then `rows`, then what stands `after` them in the sheet's part."""
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    first = f'<row r="1">{cell.format("A1", "id")}{cell.format("B1", "words")}</row>'
    second = f'<row r="2">{cell.format("A2", "a")}{cell.format("B2", "seen")}</row>'
    whole = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{first}{second}{rows}</sheetData>{after}'
        "</worksheet>",
    }
    return zipped(whole | {f"xl/{name}": xml for name, xml in parts.items()})


def pdf(annotation: str) -> bytes:
    """A page that says “seen”, with one annotation."""
    content = "BT /F1 12 Tf 50 300 Td (seen) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R"
        "/Annots[6 0 R]>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/Annot/Rect[10 10 90 90]{annotation}>>",
    ]
    text, places = "%PDF-1.7\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{words}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{text}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF"
    ).encode()
