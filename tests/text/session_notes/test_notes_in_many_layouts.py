"""Notes of several makes, each against the answer that was written by hand beside it (`notes/NAME.key`)."""

from pathlib import Path

import pytest
from keys import facts_of, read_key, sections_of, without_prose

from heard.text.readers import read
from heard.text.session_notes import read_session_notes

NOTES = Path(__file__).with_name("notes")
KEYS = sorted(NOTES.glob("*.key"))


def notes_for(key: Path) -> Path:
    """The notes that a key answers."""
    [notes] = [path for path in NOTES.glob(f"{key.stem}.*") if path != key]
    return notes


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_the_facts_are_those_that_a_reader_finds(key: Path) -> None:
    assert facts_of(read_session_notes(read(notes_for(key)))) == read_key(key).facts


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_every_quotation_is_in_its_section(key: Path) -> None:
    found = without_prose(sections_of(read_session_notes(read(notes_for(key)))))
    assert found == without_prose(read_key(key).sections)


@pytest.mark.parametrize("key", [key for key in KEYS if read_key(key).has_prose], ids=lambda key: key.stem)
def test_every_paragraph_is_in_its_section(key: Path) -> None:
    assert sections_of(read_session_notes(read(notes_for(key)))) == read_key(key).sections


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_what_is_uncertain_has_a_warning(key: Path) -> None:
    warnings = list(read_session_notes(read(notes_for(key))).warnings)
    for word in read_key(key).warnings:
        assert any(word in warning for warning in warnings), word
