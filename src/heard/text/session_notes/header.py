"""The header of session notes: the title and the short lines around it, before the first paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.labels import LabelKind, is_stating, label_kind, label_of
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.vocabulary import one_of
from heard.text.session_notes.when import is_when
from heard.text.spans import BlockKind, Span

LONGEST_LINE = 110
MOST_LINES = 12
MOST_TITLE_LINES = 3
MOST_LEADING = 6
SAYS_WHAT_IT_IS = re.compile(
    r"\b"
    + one_of(
        r"""notes? | sessions? | evidence | minutes | summary | meetings? | round ?tables? | workshops? | hearings?
        | event | listening | record | report | consultation | discussions? | what we heard | heard | seminar |
        conversation | assembly | forum | engagement | focus group"""
    )
    + r"\b",
    re.IGNORECASE,
)
SECTION_NAMES = re.compile(
    r"(?:\d+[.)]?\s*)?"
    + one_of(
        r"""welcome.* | introductions? | background | context | overview | summary | executive summary | attend\w+ |
        present | agenda | contents | purpose | aims? | about .* | key (?:themes|points|messages)"""
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a labelled line states: the value's words and its place."""

    kind: LabelKind
    text: str
    span: Span
    passages: tuple[int, ...]


@dataclass
class Header:
    """What stands before the body: `title` holds indexes of passages, `lines` those of the header's other lines."""

    title: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    first_body: int = 0


def find_header(passages: Sequence[Passage], headings: set[int]) -> Header:
    """Reads the header. Takes out of `headings` the title, and header lines that only look like headings."""
    header = Header(title=_title(passages, headings))
    headings -= set(header.title)
    index = 0
    while index < min(len(passages), MOST_LINES) and (
        index in header.title or _is_header_line(passages, headings, index, header.title)
    ):
        if index not in header.title:
            headings.discard(index)
            header.lines.append(index)
        index += 1
    header.first_body = index
    header.facts = list(_facts(passages, header.lines))
    return header


def _title(passages: Sequence[Passage], headings: set[int]) -> list[int]:
    leading = _leading_headings(passages)
    if leading:
        return _marked_title(passages, leading)
    return _title_by_looks(passages, headings)


def _leading_headings(passages: Sequence[Passage]) -> list[int]:
    """Headings that the file marks, at the top, with only short lines between them."""
    leading: list[int] = []
    for index, passage in enumerate(passages[:MOST_LEADING]):
        if passage.kind is BlockKind.HEADING and not is_when(passage.text):
            leading.append(index)
        elif not _is_short(passage) or _states_something(passage):
            break
    return leading


def _marked_title(passages: Sequence[Passage], leading: Sequence[int]) -> list[int]:
    """The leading heading that says that these are notes, best of all one with the date below it; or else the first."""
    named = [index for index in leading if _says_what_it_is(passages[index])]
    dated = [index for index in named if index + 1 < len(passages) and _states_something(passages[index + 1])]
    first = (dated or named or [*leading])[0]
    is_section = SECTION_NAMES.fullmatch(passages[first].text) is not None
    return [] if is_section or _is_among_equals(passages, first) else [first]


def _is_among_equals(passages: Sequence[Passage], first: int) -> bool:
    """Whether a heading that does not say what the document is heads running text, as others of its level do."""
    levels = [
        passage.paragraph.block.level
        for passage in passages
        if passage.kind is BlockKind.HEADING and passage.paragraph.block
    ]
    block = passages[first].paragraph.block
    if SAYS_WHAT_IT_IS.search(passages[first].text) or block is None or levels.count(block.level) == 1:
        return False
    return first + 1 < len(passages) and not _is_short(passages[first + 1])


def _title_by_looks(passages: Sequence[Passage], headings: set[int]) -> list[int]:
    """The first short lines: up to the one that says that these are notes, or else the first alone."""
    run = list(_title_lines(passages))
    followed_by_body = bool(run) and run[-1] + 1 < len(passages) and not _states_something(passages[run[-1] + 1])
    if len(run) > 1 and followed_by_body and run[-1] in headings and not _says_what_it_is(passages[run[-1]]):
        run.pop()
    run = run[:MOST_TITLE_LINES]
    if not run or SECTION_NAMES.fullmatch(passages[run[0]].text) or len(run) == len(passages):
        return []
    saying = next((i for i in run if _says_what_it_is(passages[i])), None)
    if saying is None:
        return run[:1]
    apart = max((i for i in run[1:] if i <= saying and passages[i].paragraph.first.gap > 0), default=0)
    return list(range(apart, saying + 1))


def _title_lines(passages: Sequence[Passage]) -> Iterator[int]:
    """The first lines, as long as they can be a title's. The very first may look like a label, or hold a date."""
    for index, passage in enumerate(passages[: MOST_TITLE_LINES + 1]):
        if index == 0:
            can_be = _is_marked_title(passages) or (_is_titlelike(passage) and not _states_a_fact(passage))
        else:
            can_be = _is_titlelike(passage) and not _states_something(passage)
        if not can_be:
            return
        yield index


def _is_titlelike(passage: Passage) -> bool:
    text = passage.text
    if not _is_short(passage) or passage.is_item or passage.kind is BlockKind.QUOTATION:
        return False
    return (
        bool(re.search(r"[^\W\d_]{2}", text))
        and not text[0].islower()
        and text[0] not in '“"('
        and text[-1] not in "?:"
    )


def _states_a_fact(passage: Passage) -> bool:
    """Whether a line is plainly a label with its value, or nothing but a date."""
    label = label_of(passage.text)
    is_fact = label is not None and label.kind is not LabelKind.OTHER
    return passage.kind is BlockKind.CELL or is_when(passage.text) or is_fact


def _says_what_it_is(passage: Passage) -> bool:
    return SAYS_WHAT_IT_IS.search(passage.text) is not None


def _is_marked_title(passages: Sequence[Passage]) -> bool:
    """Whether the first line is words in marks, and the next says that these are notes."""
    first = passages[0]
    below = passages[1] if len(passages) > 1 else None
    is_marked = _is_short(first) and first.text[0] in "“\"‘'" and first.text[-1] in "”\"’'"
    return is_marked and below is not None and _is_titlelike(below) and _says_what_it_is(below)


def _states_something(passage: Passage) -> bool:
    if passage.kind is BlockKind.CELL or is_when(passage.text):
        return True
    is_label = label_of(passage.text) is not None or (
        is_stating(passage.text) and not SAYS_WHAT_IT_IS.search(passage.text)
    )
    return _is_short(passage) and (is_label or bool(dates_in(passage.text)))


def _is_short(passage: Passage) -> bool:
    text = passage.text
    return len(text) <= LONGEST_LINE and not re.search(r"[.;,!]$", text) and len(text.split()) <= 18


def _is_header_line(passages: Sequence[Passage], headings: set[int], index: int, title: Sequence[int]) -> bool:
    passage = passages[index]
    if passage.is_item or passage.kind is BlockKind.QUOTATION:
        return False
    if passage.kind is BlockKind.HEADING:
        return _heads_the_header(passages, index, title)
    if index in headings:
        is_dated = bool(dates_in(passage.text)) and not SAYS_WHAT_IT_IS.search(passage.text)
        return is_dated or not _heads_body(passages, headings, index)
    if label_of(passage.text) is not None or _states_something(passage):
        return True
    return _is_short(passage) and not passage.text.endswith(":") and passage.text[0] not in "“\"‘'"


def _heads_the_header(passages: Sequence[Passage], index: int, title: Sequence[int]) -> bool:
    """Whether a marked heading belongs to the header: above the title, or above the date like a second title."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    above_title = bool(title) and index < title[0]
    return (
        above_title
        or is_when(passages[index].text)
        or (following is not None and _states_something(following) and bool(title))
    )


def _heads_body(passages: Sequence[Passage], headings: set[int], index: int) -> bool:
    """Whether what follows a heading-like line is running text, so that it heads a section."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    return (
        following is not None
        and index + 1 not in headings
        and not _states_something(following)
        and not following.is_bold
    )


def _facts(passages: Sequence[Passage], lines: Sequence[int]) -> list[Fact]:
    facts: list[Fact] = []
    for position, index in enumerate(lines):
        passage = passages[index]
        following = lines[position + 1] if position + 1 < len(lines) else None
        kind = label_kind(passage.text)
        if kind and following == index + 1:
            value = passages[following]
            facts.append(Fact(kind, value.text, value.span, (index, following)))
        elif label := label_of(passage.text):
            span = passage.span_of(label.value_at, len(passage.text))
            facts.append(Fact(label.kind, passage.text[label.value_at :], span, (index,)))
    return facts
