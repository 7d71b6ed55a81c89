"""Headings and points of a list are sentences to `heard reading-age`, whatever kind of file they stand in."""

import json
from pathlib import Path

import pytest
from making import open_document, word_document, word_paragraph, word_run

from heard.cli.main import main

PARAGRAPHS = ("What you told us", "Moves come too fast", "Your things are put in bags", "Nobody says goodbye")


def test_headings_and_points_of_a_document_are_sentences_as_in_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "draft.docx": word_document("".join(word_paragraph(word_run(words)) for words in PARAGRAPHS)),
        "draft.odt": open_document("".join(f"<text:p>{words}</text:p>" for words in PARAGRAPHS)),
        "draft.txt": "\n\n".join(("seen", *PARAGRAPHS)).encode(),
    }
    said = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert main(["reading-age", str(tmp_path / name), "--json"]) == 0
        measured = json.loads(capsys.readouterr().out)
        said.append((measured["sentences"], measured["flesch_kincaid"]))
    assert said[0] == said[1] == said[2]
    assert said[0][0] == 5
