"""Clean copies of office documents: nobody's name, machine or session, and every word, change and comment as it was."""

import io
import zipfile

import openpyxl
import pptx
import pytest
from openpyxl.comments import Comment
from PIL import Image

from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal
from heard.protect.copies.cleaning.kinds import OPEN_DOCUMENT, OPEN_XML, clean
from heard.text.readers.reading import read_bytes

CANARY, OTHER = "kingfisher-4417", "osprey-2290"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    into = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(into, "JPEG", exif=exif.tobytes())
    return into.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
        package.comment = CANARY.encode()
    return into.getvalue()


def telling_docx(**more: str | bytes) -> bytes:
    body = f"""
      <w:p w:rsidR="00AA4417" w:rsidRDefault="00AA4417"><w:r w:rsidRPr="00AA4417">
      <w:t xml:space="preserve">It was </w:t></w:r>
      <w:ins w:id="1" w:author="{CANARY}" w:date="2026-03-04T10:00:00Z"><w:r><w:t>a week</w:t></w:r></w:ins>
      <w:del w:id="2" w:author="{OTHER}" w:date="2026-03-04T10:00:00Z">
      <w:r><w:delText>two days</w:delText></w:r></w:del>
      <w:r><w:commentReference w:id="0"/></w:r></w:p>"""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f"""<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/word/document.xml" ContentType="{main}"/>
      <Override PartName="/customXml/itemProps1.xml" ContentType="application/xml"/>"""
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">{types}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
            + relation.format("a", REL, "officeDocument", "word/document.xml")
            + relation.format("b", f"{package}/relationships/metadata", "thumbnail", "docProps/thumbnail.jpeg")
            + "</Relationships>",
            "docProps/core.xml": f"<c><creator>{CANARY}</creator></c>",
            "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
            "docProps/thumbnail.jpeg": photo(),
            "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
            + relation.format("c", REL, "comments", "comments.xml")
            + relation.format("d", REL, "customXml", "../customXml/item1.xml")
            + "</Relationships>",
            "word/_rels/settings.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="e"'
            f' Type="{REL}/attachedTemplate" Target="file:///C:\\Users\\{CANARY}\\x.dotm" TargetMode="External"/>'
            "</Relationships>",
            "word/comments.xml": f'{HEAD}<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{CANARY}"'
            f' w:initials="{CANARY}" w:date="2026-03-04T10:00:00Z"><w:p><w:r><w:t>Ask about this.</w:t></w:r></w:p>'
            "</w:comment></w:comments>",
            "word/people.xml": f'{HEAD}<w15:people xmlns:w15="urn:w15"><w15:person w15:author="{CANARY}">'
            f'<w15:presenceInfo w15:providerId="AD" w15:userId="{CANARY}"/></w15:person></w15:people>',
            "word/settings.xml": f'{HEAD}<w:settings xmlns:w="{W}"><w:attachedTemplate w:id="e"/><w:rsids>'
            '<w:rsidRoot w:val="00AA4417"/></w:rsids></w:settings>',
            "word/media/image1.jpeg": photo(),
            "customXml/item1.xml": f"<p><owner>{CANARY}</owner></p>",
            "customXml/itemProps1.xml": "<p/>",
            **more,
        }
    )


def telling_odt() -> bytes:
    ns = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:'
        'xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:'
        'meta:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:o="http://openoffice.org/2009/'
        'office" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    )
    content = f"""{HEAD}<office:document-content {ns}><office:body><office:text>
      <text:tracked-changes><text:changed-region><text:insertion><office:change-info><dc:creator>{OTHER}</dc:creator>
      <dc:date>2026-03-04T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
      <text:p o:paragraph-rsid="00aa4417">It was <office:annotation><dc:creator>{CANARY}</dc:creator>
      <dc:date>2026-03-04T10:00:00</dc:date><meta:creator-initials>{CANARY}</meta:creator-initials>
      <text:p>Ask about this.</text:p></office:annotation>a week</text:p></office:text></office:body>
      </office:document-content>"""
    return zipped(
        {
            "mimetype": f"{OPEN_DOCUMENT}text",
            "META-INF/manifest.xml": f"{HEAD}<manifest:manifest {ns}>"
            '<manifest:file-entry manifest:full-path="content.xml"/>'
            '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>',
            "content.xml": content,
            "meta.xml": f"{HEAD}<office:document-meta {ns}><office:meta><meta:initial-creator>{CANARY}"
            "</meta:initial-creator></office:meta></office:document-meta>",
            "settings.xml": f"{HEAD}<office:document-settings {ns}>"
            f'<config:config-item config:name="PrinterName">{CANARY}</config:config-item>'
            '<config:config-item config:name="Zoom">100</config:config-item></office:document-settings>',
            "Thumbnails/thumbnail.png": photo(),
        }
    )


def telling_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    sheet = book.active
    sheet["A1"] = "It was a week"
    sheet["A1"].comment = Comment("Ask about this.", CANARY)
    sheet["A2"].comment = Comment("Yes.", OTHER)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def telling_pptx() -> bytes:
    show = pptx.Presentation()
    show.core_properties.author = show.core_properties.last_modified_by = CANARY
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text = "It was a week"
    slide.shapes.add_picture(io.BytesIO(photo()), 0, 0)
    into = io.BytesIO()
    show.save(into)
    return into.getvalue()


TELLING = {
    "letter.docx": (telling_docx, f"{OPEN_XML}wordprocessingml.document"),
    "letter.odt": (telling_odt, f"{OPEN_DOCUMENT}text"),
    "answers.xlsx": (telling_xlsx, f"{OPEN_XML}spreadsheetml.sheet"),
    "slides.pptx": (telling_pptx, f"{OPEN_XML}presentationml.presentation"),
}


def everything_in(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name.encode() + package.read(name) for name in package.namelist()]
    return data + b"".join(parts)


@pytest.mark.parametrize("name", TELLING)
def test_nobody_is_named_and_what_it_is_stays(name: str) -> None:
    make, media_type = TELLING[name]
    assert CANARY.encode() in everything_in(make())
    copy = clean(make(), "application/octet-stream")
    assert copy.media_type == media_type
    found = everything_in(copy.data)
    for canary in (CANARY, OTHER, "00AA4417", "00aa4417"):
        assert canary.encode() not in found, canary


@pytest.mark.parametrize("name", TELLING)
def test_its_words_are_as_they_were(name: str) -> None:
    given = TELLING[name][0]()
    before, after = read_bytes(name, given).text, read_bytes(name, clean(given, "").data).text
    assert "It was" in before
    assert after == before


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt", "answers.xlsx"])
def test_two_who_commented_stay_apart_without_their_names(name: str) -> None:
    found = everything_in(clean(TELLING[name][0](), "").data).decode("utf-8", "replace")
    assert "Author 1" in found
    assert "Author 2" in found
    assert "Ask about this." in found


def test_what_other_programs_open_still_opens() -> None:
    book = openpyxl.load_workbook(io.BytesIO(clean(telling_xlsx(), "").data))
    assert book.active["A1"].value == "It was a week"
    assert book.active["A1"].comment.text.endswith("Ask about this.")
    show = pptx.Presentation(io.BytesIO(clean(telling_pptx(), "").data))
    assert show.slides[0].shapes.title.text == "It was a week"


def test_a_change_stays_a_change() -> None:
    with zipfile.ZipFile(io.BytesIO(clean(telling_docx(), "").data)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:ins ") == body.count("<w:del ") == 1
    assert "two days" in body
    assert "2026" not in body


def test_parts_that_were_left_out_are_led_to_from_nowhere() -> None:
    with zipfile.ZipFile(io.BytesIO(clean(telling_docx(), "").data)) as package:
        names, found = package.namelist(), everything_in(clean(telling_docx(), "").data)
    assert not [name for name in names if "customXml" in name or "thumbnail" in name]
    for gone in (b"customXml", b"thumbnail", b"attachedTemplate"):
        assert gone not in found


@pytest.mark.parametrize("inside", ["word/embeddings/sheet.xlsx", "word/vbaProject.bin", "ppt/media/film.mp4"])
def test_what_holds_something_that_cannot_be_cleaned_says_so(inside: str) -> None:
    assert not clean(telling_docx(), "").is_partly
    assert clean(telling_docx(**{inside: b"x"}), "").is_partly


def test_a_bomb_and_a_broken_one_are_refused() -> None:
    for given in (telling_docx(**{"word/big.xml": b" " * 300_000_000}), telling_docx()[:600], b"PK\x03\x04"):
        with pytest.raises(CannotClean) as refusal:
            clean(given, "")
        assert refusal.value.refusal == Refusal.BROKEN


def test_a_zip_that_is_no_document_is_of_an_unknown_kind() -> None:
    with pytest.raises(CannotClean) as refusal:
        clean(zipped({"a.txt": b"a"}), "")
    assert refusal.value.refusal == Refusal.UNKNOWN_KIND
