"""Reading published session notes into a session record: when, who, where, sections, and somebody's words.

`read_session_notes(source)` reads; `record_as_json(record)` is what `heard notes --json` prints. All that is found has
its span in the source, what the notes do not say stays empty, and what is uncertain has a warning.
"""

from heard.text.session_notes.reading import read_session_notes
from heard.text.session_notes.record import Attendance, Prose, Quotation, Section, SessionRecord, record_as_json

__all__ = ["Attendance", "Prose", "Quotation", "Section", "SessionRecord", "read_session_notes", "record_as_json"]
