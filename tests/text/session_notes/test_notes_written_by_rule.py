"""Notes laid out by rule (wrapped, paged, double-spaced; four kinds of marks; roles or none) say what was meant."""

from hypothesis import given, settings
from written import WrittenNotes, written_notes

from heard.text.session_notes import read_session_notes
from heard.text.spans import Source


@settings(deadline=None)
@given(notes=written_notes())
def test_every_quotation_is_found_under_its_heading_and_nothing_else_is(notes: WrittenNotes) -> None:
    record = read_session_notes(Source.from_text("notes.txt", notes.text()))
    found = [
        (section.heading, [(quotation.text, quotation.inline) for quotation in section.quotations])
        for section in record.sections
        if section.heading
    ]
    assert found == notes.meant()
    assert record.date == "2022-03-08"
