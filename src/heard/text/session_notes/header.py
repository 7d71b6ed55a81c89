"""The header of session notes: the title and the short lines around it, before the first paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.headings import LARGER, MOST_TITLE_LINES, STATES
from heard.text.session_notes.labels import LabelKind, is_stating, label_kind, label_of
from heard.text.session_notes.numbers import NUMBER, ORDINAL
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.vocabulary import one_of
from heard.text.session_notes.when import is_when
from heard.text.spans import BlockKind, Span

LONGEST_LINE = 110
MOST_LINES = 12
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
ORGANISATION = re.compile(
    r"(?:.*\b)?"
    + one_of(
        """commission | inquiry | council | association | trust | alliance | network | foundation | committee | group
        | appg | federation | society | partnership | union | coalition | collective | board | authority |
        review | panel | forum | union | charity | service"""
    )
    + r"(?:\s+(?:on|for|of|into)\s+.+)?",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(?:(?:notes?|evidence|listening|sessions?|summary|minutes|meeting|record|report|of|from|the|and|a|an|our|hearing|"
    rf"event|round ?table|workshop|discussion|no|number|{NUMBER}|{ORDINAL})\W*)+"
    r"(?:[–—:-]\s*what\s+\w+\s+(?:heard|said|told us))?",
    re.IGNORECASE,
)  # a line that names no subject of its own
SUBTITLE = re.compile(r"(?:notes|summary|minutes|record|report)\s+(?:of|from|on)\b", re.IGNORECASE)
VENUE = re.compile(
    r"\b"
    + one_of(
        """hall | centre | center | online | zoom | teams | room | rooms | library | church | school | college | house |
        street | road | building | hotel | chapel | theatre | museum | hub | club"""
    )
    + r"\b",
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


def find_header(passages: Sequence[Passage], headings: set[int], ends_before: int) -> Header:
    """Reads the header. Takes out of `headings` the title, and header lines that only look like headings.

    It ends before the passage `ends_before` at the latest, with which the first of several sessions begins.
    """
    header = Header(title=_title(passages, headings))
    headings -= set(header.title)
    index = 0
    while index < min(len(passages), MOST_LINES, max(ends_before, *header.title, 0)) and (
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
        elif not _is_short(passage) or (leading and _states_something(passage)):
            break
    return leading


def _marked_title(passages: Sequence[Passage], leading: Sequence[int]) -> list[int]:
    """The leading heading that says that these are notes, best of all one with the date below it; or else the first."""
    undated = [index for index in leading if not dates_in(passages[index].text)] or leading
    named = [index for index in undated if _says_what_it_is(passages[index])]
    dated = [index for index in named if index + 1 < len(passages) and _states_something(passages[index + 1])]
    first = (dated or named or [*undated])[0]
    is_section = SECTION_NAMES.fullmatch(passages[first].text) is not None
    if is_section or _is_among_equals(passages, first):
        return []
    if _is_organisation(passages, first) and _can_be_title(passages, first + 1):
        return [first + 1]
    return _with_its_subject(passages, [i for i in undated if not _heads_text(passages, i)] or [first], first)


def _can_be_title(passages: Sequence[Passage], index: int) -> bool:
    """Whether a line below an organisation's name says that these are notes, and nothing else."""
    below = passages[index] if index < len(passages) else None
    if below is None or (below.is_item and not _is_lone(passages, index)):
        return False
    return _is_short(below) and _says_what_it_is(below) and not _states_something(below)


def _heads_text(passages: Sequence[Passage], index: int) -> bool:
    """Whether running text follows a line, so that it heads a section."""
    return index + 1 < len(passages) and not _is_short(passages[index + 1])


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


def _is_organisation(passages: Sequence[Passage], index: int) -> bool:
    """Whether a line names nothing but a body, so that the title is the line below it."""
    return ORGANISATION.fullmatch(passages[index].text) is not None and not _says_what_it_is(passages[index])


def _outshines(first: Passage, second: Passage) -> bool:
    """Whether the first line alone is set as a title."""
    return first.is_underlined > second.is_underlined or first.size > LARGER * second.size > 0


def _title_by_looks(passages: Sequence[Passage], headings: set[int]) -> list[int]:
    """The first short lines: up to the one that says that these are notes, or else the first alone."""
    run = list(_title_lines(passages))
    followed_by_body = bool(run) and run[-1] + 1 < len(passages) and not _states_something(passages[run[-1] + 1])
    if len(run) > 1 and followed_by_body and run[-1] in headings and not _says_what_it_is(passages[run[-1]]):
        run.pop()
    run = run[:MOST_TITLE_LINES]
    if len(run) > 1 and _outshines(passages[run[0]], passages[run[1]]) and not _is_organisation(passages, run[0]):
        run = run[:1]
    if not run or SECTION_NAMES.fullmatch(passages[run[0]].text) or len(run) == len(passages):
        return []
    if len(run) > 1 and _is_organisation(passages, run[0]) and not GENERIC.fullmatch(passages[run[1]].text):
        run = run[1:]
    saying = next((i for i in run if _says_what_it_is(passages[i])), None)
    if saying is None:
        return run[:1]
    apart = max((i for i in run[1:] if i <= saying and passages[i].paragraph.first.gap > 0), default=run[0])
    if _announces_its_subject(passages[saying]) and saying + 1 < len(passages) and _is_titlelike(passages[saying + 1]):
        return list(range(apart, saying + 2))
    if apart == saying:
        return _with_its_subject(passages, run, saying)
    is_subtitle = SUBTITLE.match(passages[saying].text) and not GENERIC.fullmatch(passages[saying].text)
    return list(range(apart, saying if is_subtitle else saying + 1))


def _with_its_subject(passages: Sequence[Passage], run: Sequence[int], named: int) -> list[int]:
    """A line that names no subject (“Evidence session notes”) takes the title beside it along, or gives way to it."""
    if not GENERIC.fullmatch(passages[named].text):
        return [named]
    if named - 1 in run:
        return [named - 1, named]
    if named + 1 not in run:
        return [named]
    below = passages[named + 1]
    is_one_line = below.paragraph.first.gap == 0 or (below.size > 0 and below.size == passages[named].size)
    return [named, named + 1] if is_one_line else [named + 1]


def _title_lines(passages: Sequence[Passage]) -> Iterator[int]:
    """The first lines, as long as they can be a title's. The very first may look like a label, or hold a date."""
    for index, passage in enumerate(passages[: MOST_TITLE_LINES + 1]):
        if index == 0 or (index == 1 and (_is_organisation(passages, 0) or GENERIC.fullmatch(passages[0].text))):
            is_marked = index == 0 and _is_marked_title(passages)
            is_fact = _states_a_fact(passage) or (index > 0 and label_of(passage.text) is not None)
            can_be = is_marked or (_is_titlelike(passage) and not is_fact)
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
        and (text[-1] not in "?:" or _announces_its_subject(passage))
    )


def _announces_its_subject(passage: Passage) -> bool:
    """Whether the title goes on in the next line: “Notes of the first evidence session:”."""
    return passage.text.endswith(":") and _says_what_it_is(passage)


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
    if STATES.match(passage.text):
        return _is_short(passage)
    is_label = label_of(passage.text) is not None or (
        is_stating(passage.text) and not SAYS_WHAT_IT_IS.search(passage.text)
    )
    return _is_short(passage) and (is_label or bool(dates_in(passage.text)))


def _is_short(passage: Passage) -> bool:
    text = passage.text
    return len(text) <= LONGEST_LINE and not re.search(r"[.;,!]$", text) and len(text.split()) <= 18


def _is_header_line(passages: Sequence[Passage], headings: set[int], index: int, title: Sequence[int]) -> bool:
    passage = passages[index]
    is_fact = label_of(passage.text) is not None
    is_listed = passage.is_item and not is_fact and not (title and _is_lone(passages, index))
    if is_listed or passage.kind is BlockKind.QUOTATION:
        return False
    if title and index < title[0] and _is_short(passage):
        return True
    if passage.kind is BlockKind.HEADING:
        return _heads_the_header(passages, index, title)
    if index in headings:
        below_title = bool(title) and index == title[-1] + 1
        is_dated = bool(dates_in(passage.text)) and (below_title or not SAYS_WHAT_IT_IS.search(passage.text))
        is_where = index > 0 and is_when(passages[index - 1].text) and VENUE.search(passage.text) is not None
        return is_dated or is_where or not _heads_body(passages, headings, index)
    if label_of(passage.text) is not None or _states_something(passage):
        return True
    return _is_short(passage) and not passage.text.endswith(":") and passage.text[0] not in "“\"‘'"


def _is_lone(passages: Sequence[Passage], index: int) -> bool:
    """Whether an item has no fellows: a subtitle, which some styles number."""
    beside = [passages[i] for i in (index - 1, index + 1) if 0 <= i < len(passages)]
    return not any(passage.is_item for passage in beside)


def _heads_the_header(passages: Sequence[Passage], index: int, title: Sequence[int]) -> bool:
    """Whether a marked heading belongs to the header: above the title, or above the date like a second title."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    above_title = bool(title) and index < title[0]
    dated_below_title = bool(title) and index == title[-1] + 1 and bool(dates_in(passages[index].text))
    return (
        above_title
        or dated_below_title
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
