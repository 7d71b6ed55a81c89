"""Clean copies of PDF: nothing tells who made it or runs, and its pages, words and links are as they were."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal
from heard.protect.copies.cleaning.kinds import clean

CANARY = "kingfisher-4417"
WORDS = "It was a week"


def telling_pdf(**saved: object) -> bytes:
    """One page with words, a photo, a comment, a link and a form; and a canary wherever PDF hides something."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    picture = pdf.make_stream(photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8)
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    picture.Filter = pikepdf.Name.DCTDecode
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(P=picture))
    page.obj.Contents = pdf.make_stream(f"BT /F 20 Tf 50 200 Td ({WORDS}) Tj ET q 50 0 0 50 0 0 cm /P Do Q".encode())
    page.obj.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=CANARY))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
    page.obj.AA = pikepdf.Dictionary(O=script)
    page.obj.Annots = pikepdf.Array(
        [
            note("Text", T=CANARY, Contents="What does this mean?", M="D:2026", NM=CANARY),
            note("Link", A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/help")),
            note("Link", A=script),
            note("FileAttachment", Contents=CANARY),
        ]
    )
    pdf.docinfo["/Author"] = CANARY
    pdf.attachments["notes.txt"] = f"{CANARY} wrote this".encode()
    pdf.Root.OpenAction = script
    pdf.Root.Metadata = pdf.make_stream(f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode())
    into = io.BytesIO()
    pdf.save(into, **saved)  # type: ignore[arg-type]
    return into.getvalue()


def note(kind: str, **more: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9], **more)


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY
    into = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(into, "JPEG", exif=exif.tobytes())
    return into.getvalue()


def everything_in(data: bytes) -> bytes:
    """Each object of it, unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        into = io.BytesIO()
        pdf.save(
            into, stream_decode_level=pikepdf.StreamDecodeLevel.all, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
        streams = [thing.read_raw_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    return into.getvalue() + b"".join(streams)


def test_nothing_tells_who_made_it_and_nothing_runs() -> None:
    given = everything_in(telling_pdf())
    assert given.count(CANARY.encode()) >= 8
    found = everything_in(clean(telling_pdf(), "application/pdf").data)
    assert CANARY.encode() not in found
    for gone in (b"/Info", b"/Metadata", b"/JavaScript", b"/EmbeddedFiles", b"/OpenAction", b"/PieceInfo"):
        assert gone not in found, gone


def test_its_words_can_still_be_read_and_its_links_followed() -> None:
    copy = clean(telling_pdf(), "application/pdf")
    assert copy.media_type == "application/pdf"
    assert WORDS in pypdfium2.PdfDocument(copy.data)[0].get_textpage().get_text_bounded()
    found = everything_in(copy.data)
    assert b"https://example.org/help" in found
    assert b"What does this mean?" in found


def test_its_photo_is_drawn_as_before() -> None:
    before, after = (
        pypdfium2.PdfDocument(data)[0].render().to_pil().tobytes()
        for data in (telling_pdf(), clean(telling_pdf(), "application/pdf").data)
    )
    assert before == after


def test_one_that_is_only_protected_against_changes_is_cleaned() -> None:
    guarded = telling_pdf(encryption=pikepdf.Encryption(owner="owner", user=""))
    assert CANARY.encode() not in everything_in(clean(guarded, "application/pdf").data)


def test_one_that_is_locked_is_said_to_be() -> None:
    with pytest.raises(CannotClean) as refusal:
        clean(telling_pdf(encryption=pikepdf.Encryption(owner="owner", user="user")), "application/pdf")
    assert refusal.value.refusal == Refusal.LOCKED


@pytest.mark.parametrize("cut", [10, 200])
def test_a_broken_one_is_said_to_be(cut: int) -> None:
    with pytest.raises(CannotClean) as refusal:
        clean(telling_pdf()[:cut], "application/pdf")
    assert refusal.value.refusal == Refusal.BROKEN
