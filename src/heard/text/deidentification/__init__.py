"""Find what identifies people in testimony and put something harmless in its place, the same throughout an inquiry.

`deidentify` is the whole of it; `find_residue` then looks at the result with other eyes.
"""

from heard.text.deidentification.categories import Category, Identifier
from heard.text.deidentification.deidentify import RedactedSpan, Redaction, deidentify
from heard.text.deidentification.replacements import Replacements
from heard.text.deidentification.roster import Roster, RosterEntry, read_roster

__all__ = [
    "Category",
    "Identifier",
    "RedactedSpan",
    "Redaction",
    "Replacements",
    "Roster",
    "RosterEntry",
    "deidentify",
    "read_roster",
]
