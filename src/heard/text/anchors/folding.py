"""Folding: a text with the differences taken out that typing and typesetting make, and that change nobody's words.

White space, which way a mark curls, how long a dash is, ligatures, composed and decomposed accents, dots for an
ellipsis. Letters, figures and stops stay; so does case.
"""

import re
import unicodedata
from collections.abc import Iterator

from heard.text.segments.views import Edit, View

ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－\ufffe\x02", "-"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
}
ALIKE_TABLE = str.maketrans(ALIKE)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
DROPPED = "\xad\u200b\u2060\ufeff"  # soft hyphens and spaces without width
TO_FOLD = re.compile(rf"(?<=[^\W_])-\s*\n\s*(?=[^\W_])|[{DROPPED}]|[{''.join(LIGATURES)}]|(?:(?! (?!\s))\s+)")
JAMO = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"


def fold(view: View) -> View:
    """The view folded. A hyphen at a line end is closed up and kept."""
    alike = view.translated(ALIKE_TABLE)
    plain = alike.edited(Edit(m.start(), m.end(), _plain(m.group())) for m in TO_FOLD.finditer(alike.text))
    # Taking out what has no width can leave two spaces side by side.
    even = plain.edited(Edit(m.start(), m.end(), " ") for m in re.finditer(r" {2,}", plain.text))
    return even if unicodedata.is_normalized("NFC", even.text) else even.edited(_compositions(even.text))


def without_hyphens(view: View) -> View:
    """A folded view without the hyphens inside words, for comparing words that a line end may have broken."""
    return view.edited(Edit(m.start(), m.end(), "") for m in re.finditer(r"(?<=[^\W_])-(?=[^\W_])", view.text))


def casefolded(view: View) -> View:
    """A folded view in which capitals do not matter."""
    lower = view.translated({ord(c): c.lower() for c in set(view.text) if len(c.lower()) == 1})
    return lower.edited(Edit(m.start(), m.end(), m.group().casefold()) for m in re.finditer("[ßİŉǰΐΰև]", lower.text))


def _plain(piece: str) -> str:
    if piece in LIGATURES:
        return LIGATURES[piece]
    if piece.startswith("-"):
        return "-"
    return "" if piece in DROPPED else " "


def _compositions(text: str) -> Iterator[Edit]:
    """Edits that compose letters with the accents after them (NFC)."""
    characters = set(text)
    combining = "".join(re.escape(c) for c in characters if unicodedata.combining(c))
    lone = "".join(re.escape(c) for c in characters if unicodedata.normalize("NFC", c) != c)
    patterns = [rf"[^{combining}]?[{combining}]+"] if combining else []
    patterns += [rf"[{JAMO}]+"] + ([rf"[{lone}]"] if lone else [])
    for match in re.finditer("|".join(patterns), text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield Edit(match.start(), match.end(), composed)
