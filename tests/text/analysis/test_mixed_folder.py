"""A folder as people send it: text, Word, tables, e-mail, junk. What can be read is; the rest is told of."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from moving_answers import ANSWERS, LETTER, MOVING, SIBLINGS, WORKERS

from heard.text.analysis import Request, analyse
from heard.text.analysis.result import Analysis

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_docx(path: Path, paragraphs: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def write_email(path: Path, text: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "kit@example.org", "inquiry@example.org", "My evidence"
    message["Date"], message["Message-ID"] = "Mon, 17 May 2021 16:30:00 +0100", "<1@example.org>"
    message.set_content(text)
    path.write_bytes(message.as_bytes())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    evidence = tmp_path / "evidence"
    (evidence / "sub").mkdir(parents=True)
    (evidence / "one.txt").write_text(MOVING[0], encoding="utf-8")
    (evidence / "long.txt").write_text("\n\n".join(f"{answer}. {LETTER}" for answer in WORKERS), encoding="utf-8")
    write_docx(evidence / "notes.docx", [f"{answer}. {LETTER[:90]}" for answer in (*SIBLINGS, *MOVING)])
    (evidence / "form.csv").write_text(
        "ref,answer\n" + "".join(f'{n},"{answer}"\n' for n, answer in enumerate(ANSWERS)), encoding="utf-8"
    )
    write_email(evidence / "sub" / "letter.eml", f"Dear inquiry,\n\n{LETTER}\n\nKit")
    (evidence / "junk.pdf").write_bytes(b"%PDF-1.7 cut sho")
    (evidence / "nothing.txt").write_bytes(b"")
    (evidence / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    (evidence / ".DS_Store").write_bytes(b"\0")
    return evidence


@pytest.fixture
def analysis(folder: Path) -> Analysis:
    return analyse(Request((folder,), column="answer"))


def test_what_can_be_read_is_read(analysis: Analysis) -> None:
    assert {source.name for source in analysis.sources} == {
        "form.csv", "long.txt", "notes.docx", "one.txt", "sub/letter.eml"
    }  # fmt: skip


def test_each_file_that_cannot_be_read_is_counted_and_has_a_sentence(analysis: Analysis) -> None:
    assert analysis.accounting.unreadable == 3
    for name in ("junk.pdf", "nothing.txt", "photo.jpg"):
        assert [warning for warning in analysis.warnings if warning.startswith(f"Not read: {name}")]


def test_hidden_files_are_told_of(analysis: Analysis) -> None:
    assert any(".DS_Store" in warning for warning in analysis.warnings)


def test_every_file_is_a_source_or_has_a_warning(folder: Path, analysis: Analysis) -> None:
    told = " ".join(analysis.warnings)
    sources = {source.name for source in analysis.sources}
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert all(path.relative_to(folder).as_posix() in sources or path.name in told for path in files)


def test_answers_of_several_files_have_ids_of_their_own(analysis: Analysis) -> None:
    ids = [answer.id for answer in analysis.answers]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "1.2"


def test_a_table_whose_columns_do_not_fit_does_not_stop_the_rest(folder: Path) -> None:
    analysis = analyse(Request((folder,), column="nowhere"))
    assert any(
        "Not read: There is no column “nowhere” (--column) in form.csv" in warning for warning in analysis.warnings
    )
    assert analysis.accounting.unreadable == 4
