"""Readers: files to sources and tables. `read` and `read_table` choose the reader by what the file is.

Only UnreadableFile comes out of here: whatever a library does with a broken file, the caller gets one sentence to show.
Each format's module, and the library it uses, is imported when a file of that kind is first met.
"""

from heard.text.readers.reading import MOST_BYTES, read, read_bytes, read_table, read_table_bytes, shown_name
from heard.text.readers.tables import Row, Table

__all__ = ["MOST_BYTES", "Row", "Table", "read", "read_bytes", "read_table", "read_table_bytes", "shown_name"]
