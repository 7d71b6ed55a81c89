"""Tables of counts in files, and the same tables safe to publish: what `heard suppress` does.

    copy = make_safe_copy(Path("attendance.csv"), threshold=10, round_to=None, against=[], progress=show)
    copy.cells      # as they are published
    lines_of(copy)  # what was hidden and why, in plain words

What is hidden is decided in `heard.text.suppression`; here are files, names, totals, symbols and words.
"""

from heard.text.safe_tables.report import files_of, lines_of
from heard.text.safe_tables.safe_copy import SafeCopy, make_safe_copy

__all__ = ["SafeCopy", "files_of", "lines_of", "make_safe_copy"]
