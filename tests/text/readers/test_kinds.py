"""The kind of a file is what its content says, whatever its name says."""

from pathlib import Path

import pytest
from making import zipped

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers import read_bytes
from heard.text.readers.kinds import FileKind, recognise

MADE = {
    "corridor.docx": FileKind.DOCX,
    "corridor.odt": FileKind.ODT,
    "corridor.rtf": FileKind.RTF,
    "corridor.html": FileKind.HTML,
    "corridor-tagged.pdf": FileKind.PDF,
    "sheets-libreoffice.xlsx": FileKind.WORKBOOK,
    "sheets-libreoffice.ods": FileKind.WORKBOOK,
    "captions.srt": FileKind.SRT,
    "captions-ffmpeg.vtt": FileKind.VTT,
    "mail-mimelite.eml": FileKind.EMAIL,
    "letter.md": FileKind.MARKDOWN,
}


@pytest.mark.parametrize(("name", "kind"), MADE.items())
def test_honest_names_need_no_warning(files: Path, name: str, kind: FileKind) -> None:
    recognised = recognise(name, (files / name).read_bytes())
    assert (recognised.kind, recognised.warning) == (kind, "")


@pytest.mark.parametrize("name", [name for name, kind in MADE.items() if kind is not FileKind.MARKDOWN])
def test_a_lying_extension_is_read_as_what_it_is_with_a_warning(files: Path, name: str) -> None:
    data = (files / name).read_bytes()
    lying = "evidence.csv" if not name.endswith(("xlsx", "ods")) else "evidence.docx"
    source = read_bytes(lying, data)
    assert source.text == read_bytes(name, data).text
    assert source.warnings[0].startswith(
        f"The file’s name ends in {lying[-4:]}".replace("docx", ".docx").replace("..", ".")
    )


@pytest.mark.parametrize(("after", "kind"), [("Dear inquiry,", FileKind.TEXT), ("<HTML>", FileKind.HTML)])
def test_any_number_of_comments_may_come_first(after: str, kind: FileKind) -> None:
    """Each is gone over once: where they could be shared out in several ways, five hundred would take for ever."""
    assert recognise("", f"{'<!-- - -->' * 500}\n{after}".encode()).kind is kind


def test_words_in_a_word_file_name_are_read_as_text() -> None:
    source = read_bytes("letter.docx", b"Dear inquiry,\n")
    assert source.text == "Dear inquiry,\n"
    assert "plain text" in source.warnings[0]


@pytest.mark.parametrize("start", ["BM riders say", "MZ wrote", "ID3 is a tag", "RIFF raff", "PK is my name", "II*"])
def test_words_that_begin_like_another_kind_of_file_are_words(start: str) -> None:
    assert read_bytes("note.txt", start.encode()).text == start


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture"),
        ("talk.mp4", b"\x00\x00\x00\x18ftypmp42", "a picture or recording"),
        ("talk.mp3", b"ID3\x04\x00\x00", "a recording"),
        ("files.gz", b"\x1f\x8b\x08\x00\x00\x00", "a compressed file"),
        ("x.pdf", b"\x00\x01\x02\x03" * 100, "damaged"),
        ("x.bin", b"\x00\x01\x02\x03" * 100, "neither text nor"),
    ],
)
def test_what_is_not_read_is_named(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_bytes(name, data)


@pytest.mark.parametrize(("entry", "kind"), [("WordDocument", FileKind.DOC), ("__substg1.0_0037001F", FileKind.MSG)])
def test_old_word_files_and_outlook_messages_are_told_by_what_is_in_the_container(entry: str, kind: FileKind) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert recognise("letter", container + entry.encode("utf-16-le")).kind is kind


@pytest.mark.parametrize("part", ["Index/Document.iwa", "Index.zip"])
def test_apples_documents_are_asked_for_as_a_pdf(part: str) -> None:
    with pytest.raises(UnreadableFile, match="save it as a PDF") as refused:
        read_bytes("story.pages", zipped({part: "", "preview.jpg": ""}))
    assert refused.value.kind is Unreadable.UNSUPPORTED
