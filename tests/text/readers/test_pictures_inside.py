"""Pictures inside documents and e-mails are read like a picture that comes by itself, and what is not read is told."""

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from making import word_document, word_paragraph
from making_msg import outlook_message
from PIL import Image
from pptx import Presentation

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import InPicture, locator_as_json, locator_from_json
from heard.text.readers import drafting, pictures
from heard.text.readers.drafting import Piece, assembled, pieces_of
from heard.text.readers.ocr_layout import Seen
from heard.text.readers.transcribing import Engine

WIDE, NARROW, WORDLESS = 90, 60, 30  # points across: what the machine “reads” in the pictures of these tests
SAYS = {WIDE: "in bin bags", NARROW: "on a Tuesday"}


@pytest.fixture
def reads_by_width(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(page: Image.Image) -> list[Seen]:
        words = SAYS.get(page.width)
        return [Seen(words, 0.99, ((0.1, 0.1), (0.5, 0.1), (0.5, 0.2), (0.1, 0.2)))] if words else []

    monkeypatch.setattr(pictures, "recognise", recognise)


def picture(width: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, 40), "white").save(stream, "PNG")
    return stream.getvalue()


def document(*inside: bytes, words: str = "seen", deleted: int = 0) -> bytes:
    """A docx with pictures in it, the last `deleted` of them deleted under “track changes”."""
    shows = [f'<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="{R}" r:embed="r{n}"/></w:drawing></w:r>' for n in range(99)]
    kept = len(inside) - deleted
    runs = "".join(shows[:kept]) + "".join(f"<w:del>{each}</w:del>" for each in shows[kept : len(inside)])
    stream = io.BytesIO(word_document(word_paragraph(runs)))
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"seen", words.encode())
    relations = "".join(f'<Relationship Id="r{n}" Type="image" Target="media/{n}.png"/>' for n in range(len(inside)))
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{P}">{relations}</Relationships>'.encode()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
        for number, data in enumerate(inside):
            package.writestr(f"word/media/{number}.png", data)
    return into.getvalue()


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"


def mail(*inside: bytes, maintype: str = "image", subtype: str = "png", body: str = "It was\n") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Moving"
    message["MIME-Version"] = "1.0"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(body)
    for number, data in enumerate(inside):
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename=f"{number}.bin")
    return message.as_bytes()


def draft(name: str, data: bytes) -> Piece:
    return assembled(list(pieces_of(name, data, Engine())))


def read_in_pictures(read: Piece) -> dict[str, str]:
    return {
        str(each.locator): read.text[each.span.start : each.span.end]
        for each in read.located
        if isinstance(each.locator, InPicture)
    }


BOTH = {"picture 1": SAYS[WIDE], "picture 2": SAYS[NARROW]}


@pytest.mark.usefixtures("reads_by_width")
class TestWhatIsRead:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.docx", document(picture(WIDE), picture(NARROW))),
            ("a.eml", mail(picture(WIDE), picture(NARROW))),
            ("a.eml", mail(picture(WIDE), picture(NARROW), maintype="application", subtype="octet-stream")),
            ("a.eml", mail(document(picture(WIDE), picture(NARROW)), maintype="application", subtype="octet-stream")),
            ("a.msg", outlook_message("Moving", "It was", 0, {"0.png": picture(WIDE), "1.png": picture(NARROW)})),
        ],
        ids=["docx", "eml", "eml, not said to be pictures", "docx on an eml", "msg"],
    )
    def test_their_words_stand_after_all_others_and_know_their_picture(self, name: str, data: bytes) -> None:
        read = draft(name, data)
        assert read_in_pictures(read) == BOTH
        assert read.text.endswith(f"\n\n{SAYS[WIDE]}\n\n{SAYS[NARROW]}\n")
        assert "The words of 2 pictures inside stand after all the others." in read.warnings
        assert not any("not in the text" in warning or "not read" in warning for warning in read.warnings)
        assert "rapidocr" in read.by

    def test_those_of_a_presentation_too(self, tmp_path: Path) -> None:
        slides = Presentation()
        for width, is_hidden in ((WIDE, False), (WORDLESS, True), (NARROW, False)):
            slide = slides.slides.add_slide(slides.slide_layouts[5])
            slide.shapes.title.text = "A slide"
            slide.shapes.add_picture(io.BytesIO(picture(width)), 0, 0)
            if is_hidden:
                slide.element.set("show", "0")
        slides.save(str(tmp_path / "a.pptx"))
        assert read_in_pictures(draft("a.pptx", (tmp_path / "a.pptx").read_bytes())) == BOTH

    def test_an_open_document_too(self, files: Path) -> None:
        read = draft("letter.odt", (files / "corridor.odt").read_bytes())
        assert "No words were found in 1 picture inside." in read.warnings
        assert not any("picture is not in the text" in warning for warning in read.warnings)

    def test_a_document_that_is_nothing_but_a_photo_of_a_letter_is_read(self) -> None:
        read = draft("a.docx", document(picture(WIDE), words=" "))
        assert read.text.strip() == SAYS[WIDE]

    def test_one_in_which_nothing_is_written_needs_a_person(self) -> None:
        with pytest.raises(UnreadableFile, match="holds pictures in which no words were found") as refused:
            draft("a.docx", document(picture(WORDLESS), words=" "))
        assert refused.value.kind is Unreadable.NEEDS_DESCRIPTION

    def test_what_was_deleted_is_not_read(self) -> None:
        read = draft("a.docx", document(picture(WIDE), picture(NARROW), deleted=1))
        assert read_in_pictures(read) == {"picture 1": SAYS[WIDE]}

    def test_a_broken_one_takes_nothing_with_it_and_is_told(self) -> None:
        read = draft("a.docx", document(picture(WORDLESS), b"\x89PNG\r\n\x1a\n\0 cut short", picture(WIDE)))
        assert read_in_pictures(read) == {"picture 3": SAYS[WIDE]}
        assert "No words were found in 1 picture inside." in read.warnings
        assert any(warning.startswith("1 picture inside is not read: it is too large") for warning in read.warnings)

    def test_only_so_many_are_read_and_the_rest_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(drafting, "MOST_INSIDE", 1)
        read = draft("a.eml", mail(picture(WIDE), picture(NARROW), picture(WORDLESS)))
        assert read_in_pictures(read) == {"picture 1": SAYS[WIDE]}
        assert any(warning.startswith("2 pictures inside are not read: they come after") for warning in read.warnings)

    @pytest.mark.parametrize("ending", ["eml", "msg"])
    def test_scanned_pages_of_a_pdf_on_a_message_are_read_like_pictures(
        self, ending: str, files: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.2), (0.1, 0.2))
        monkeypatch.setattr(pictures, "recognise", lambda _page: [Seen("He hits me", 0.99, box)])
        whole, half = ((files / f"{name}-typst.pdf").read_bytes() for name in ("scan", "half-scan"))
        message = (
            mail(whole, half, maintype="application", subtype="pdf")
            if ending == "eml"
            else outlook_message("Moving", "It was", 0, {"a.pdf": whole, "b.pdf": half})
        )
        read = draft(f"a.{ending}", message)
        assert read_in_pictures(read) == {"picture 1": "He hits me", "picture 2": "He hits me"}
        assert not any("scan" in warning or "not in the text" in warning for warning in read.warnings)

    def test_one_that_has_words_is_read_as_before(self, files: Path) -> None:
        message = mail((files / "notes-typst.pdf").read_bytes(), maintype="application", subtype="pdf")
        assert read_in_pictures(draft("a.eml", message)) == {}


@pytest.mark.usefixtures("reads_by_width")
def test_the_same_picture_again_takes_no_place_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_INSIDE", 2)
    read = draft("letter.docx", document(picture(WIDE), picture(WIDE), picture(WIDE), picture(NARROW)))
    assert read_in_pictures(read) == {"picture 1": "in bin bags", "picture 4": "on a Tuesday"}
    assert not any("is not read" in warning or "not in the text" in warning for warning in read.warnings)


@pytest.mark.parametrize("inside", [b"<svg>Tuesday</svg>", b""], ids=["a drawing", "not in the file"])
def test_of_a_picture_that_was_not_looked_at_nobody_says_that_it_has_no_words(inside: bytes) -> None:
    warnings = draft("letter.docx", document(inside)).warnings
    assert any(warning.startswith("1 picture inside is not read") for warning in warnings)
    assert not any("No words" in warning for warning in warnings)


def test_where_pictures_take_too_much_memory_the_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object) -> Iterator[bytes]:
        raise MemoryError
        yield b""

    monkeypatch.setattr("heard.text.readers.pictures_inside.pictures_inside", too_much)
    assert "seen" in draft("letter.docx", document(picture(WIDE))).text


def test_where_pictures_cannot_be_got_at_the_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("word/media")

    monkeypatch.setattr("heard.text.readers.pictures_inside.pictures_inside", break_down)
    read = draft("a.docx", document(picture(WIDE)))
    assert read.text.startswith("seen")
    assert "1 picture is not in the text." in read.warnings


def test_a_picture_of_writing_in_a_letter_is_really_recognised(files: Path) -> None:
    """Once with the recogniser itself; the other tests tell it what it sees."""
    read = draft("a.docx", document((files / "poem-photo.jpg").read_bytes()))
    assert "We moved on a Tuesday." in read.text


def test_the_number_of_a_picture_is_kept_with_its_place() -> None:
    place = InPicture(((0.1, 0.1, 0.5, 0.2),), picture=3)
    assert locator_from_json(locator_as_json(place)) == place
    assert str(place) == "picture 3"
