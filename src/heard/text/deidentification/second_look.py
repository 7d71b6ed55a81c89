"""A second look at a working text, before it counts: what is left in it that may give somebody away.

The engine reads it again, now without what was replaced, with the inquiry's roster and the giver's own names; and
`residual` looks with a method of its own. Nothing that was replaced is reported again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from heard.text.deidentification.categories import Category, Identifier
from heard.text.deidentification.deidentify import find_identifiers
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.inquiry_roster import InquiryRoster, ListedEntry
from heard.text.deidentification.residual import Reason, figures_left, words_left
from heard.text.deidentification.word_lists import UNLISTED, listings, plain
from heard.text.redaction import Redacted
from heard.text.spans import Span

SAYS_SOMETHING = re.compile(r"\w{2}|\d")
LETTERS = re.compile(r"[^\W\d_]+")
OF_DEVICES = frozenset({"img", "dsc", "dscn", "vid", "pxl", "mov", "scan", "docx", "pdf"})  # what cameras call files
SURELY_LIKE_A_NAME = 0.7


@dataclass(frozen=True, slots=True)
class Left:
    """`span` of the original was left standing and may give somebody away. `found` is the finding it rests on."""

    span: Span
    found: Finding


def look_again(working: Redacted, roster: InquiryRoster, *, fast: bool = False) -> list[Left]:
    """What is left in `working`, in order; `fast` leaves the model out."""
    text = working.text
    ((_, found),) = find_identifiers([text], roster, fast=fast)
    spans = [(piece, each) for each in found for piece in outside(Span(each.start, each.end), working.places, text)]
    told = [span for span, _ in spans]
    spans += [
        (span, each)
        for span, each in residues(text)
        if not any(span.overlaps(other) for other in (*told, *working.places))
    ]
    return [Left(working.to_original(span), each) for span, each in sorted(spans, key=lambda pair: pair[0])]


def outside(span: Span, places: Sequence[Span], text: str) -> Iterator[Span]:
    """What of `span` lies outside our own words, where that says anything."""
    start = span.start
    for place in (place for place in places if place.overlaps(span)):
        yield from saying(text, start, place.start)
        start = place.end
    yield from saying(text, start, span.end)


def saying(text: str, start: int, end: int) -> Iterator[Span]:
    if start < end and SAYS_SOMETHING.search(text, start, end):
        stretch = text[start:end]
        blank = len(stretch) - len(stretch.lstrip(" \n\t,.;:"))
        yield Span(start + blank, start + len(stretch.rstrip(" \n\t,;:")))


def residues(text: str) -> Iterator[tuple[Span, Finding]]:
    """What is spelt like a name, or is a long number, as findings."""
    from collections import Counter

    for left in (*words_left(0, text, Counter(), 1), *figures_left(0, text)):
        if left.reason is Reason.SPELT_LIKE_NAME and left.score < SURELY_LIKE_A_NAME:
            continue
        category = Category.REFERENCE if left.reason is Reason.FIGURES else Category.NAME
        yield Span(left.start, left.end), Finding(left.start, left.end, category, "second look", left.score)


def own_entries(names: Iterable[str], addresses: Iterable[str], files: Iterable[str]) -> list[ListedEntry]:
    """The giver's own names, as a roster: the name they want printed, parts of their address, of their files' names."""
    told = [name for name in names if name.strip()]
    parts = [part for address in addresses for part in LETTERS.findall(address.partition("@")[0])]
    parts += [part for file in files for part in LETTERS.findall(file.rpartition(".")[0] or file)]
    may_be_names = [part for part in dict.fromkeys(parts) if len(part) > 2 and may_be_name(part)]
    return [ListedEntry(name, "contributor", (), "[contributor]") for name in (*told, *may_be_names)]


def may_be_name(word: str) -> bool:
    listed = listings().get(plain(word), UNLISTED)
    return plain(word) not in OF_DEVICES and (not listed.ordinary or listed.given)


def is_direct(found: Finding) -> bool:
    return found.category.identifier is Identifier.DIRECT
