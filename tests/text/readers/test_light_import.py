"""Importing the readers is light: no format’s library comes before a file of that format."""

import subprocess
import sys

HEAVY = ("lxml", "pypdfium2", "python_calamine", "markdown_it", "django", "numpy", "email")


def test_no_library_is_imported_before_it_is_needed() -> None:
    code = f"import sys, heard.text.readers; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_a_text_needs_no_library() -> None:
    code = (
        "import sys; from heard.text.readers import read_bytes; read_bytes('a.txt', b'words'); "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
