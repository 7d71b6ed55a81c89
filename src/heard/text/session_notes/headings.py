"""Headings: said by the file's own styles, or recognised by their looks and their place."""

import re
from collections.abc import Sequence

from heard.text.segments.furniture import ADDRESS
from heard.text.segments.turns import prefix_of
from heard.text.session_notes.dates import dates_in
from heard.text.session_notes.judging import is_title
from heard.text.session_notes.labels import label_of
from heard.text.session_notes.pairing import MarkStyle, pair_marks
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.roles import is_bare_role, is_signature
from heard.text.session_notes.times import times_in
from heard.text.session_notes.vocabulary import one_of, words
from heard.text.session_notes.when import is_when
from heard.text.spans import BlockKind

LONGEST = 110  # characters
MOST_WORDS = 16
MOST_WORDS_BEFORE_COLON = 4
STATES = re.compile(
    r"(?:chaired|hosted|facilitated|led|attended|convened|organised|written|notes taken|prepared|held)"
    r" (?:by|at|in|on|online)\b",
    re.IGNORECASE,
)
ENDS_LIKE_PROSE = re.compile(r"[.,;”]$|[.!?…,][\"'’”]$")
MOST_TITLE_LINES = 3
LARGER = 1.1  # times the body's type size
HANGING = words("a an and or but of the to by with from that which who as is are was were our their")
LEADS_IN = re.compile(
    r"\b"
    + one_of(
        """said | says | told | asked | explained | shared | include[sd]? | including | following | these | here |
        below | such as | wanted | want | suggested | heard | called for | like | asks? | example | were | are | was
        | is | noted | added | described | felt"""
    )
    + r"\b",
    re.IGNORECASE,
)


def find_headings(passages: Sequence[Passage]) -> set[int]:
    """Which passages are headings, by their index. The title is among them if it looks like one."""
    marked = {i for i, passage in enumerate(passages) if passage.kind is BlockKind.HEADING}
    larger = LARGER * _body_size(passages)
    styled = {i for i in range(len(passages)) if i not in marked and _is_styled_heading(passages, i, larger)}
    if marked or sum(index >= MOST_TITLE_LINES for index in styled) >= 2:
        return marked | _without_lists(passages, styled, marked)
    looks = {i for i in range(len(passages)) if _looks_like_heading(passages, i)}
    return _without_lists(passages, looks | styled, set())


def _is_styled_heading(passages: Sequence[Passage], index: int, larger: float) -> bool:
    """Bold as a whole, or set larger than the body, and short like a heading."""
    passage = passages[index]
    stands_out = passage.is_bold or passage.is_underlined or passage.size > larger > 0
    return (
        stands_out and passage.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, None) and _is_heading_like(passages, index)
    )


def _body_size(passages: Sequence[Passage]) -> float:
    """The type size most characters have."""
    sizes: dict[float, int] = {}
    for passage in passages:
        sizes[passage.size] = sizes.get(passage.size, 0) + len(passage.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _looks_like_heading(passages: Sequence[Passage], index: int) -> bool:
    passage = passages[index]
    return passage.kind in (None, BlockKind.PARAGRAPH) and not passage.is_italic and _is_heading_like(passages, index)


def _is_heading_like(passages: Sequence[Passage], index: int) -> bool:
    """Short, begins like a title, ends without a stop, something follows, and it is none of the other short things."""
    passage = passages[index]
    text = passage.text
    if (
        len(text) > LONGEST
        or passage.word_count > MOST_WORDS
        or len(passage.paragraph.lines) > 2
        or not re.search(r"[^\W\d_]{2}", text)
    ):
        return False
    if text[0].islower() or ENDS_LIKE_PROSE.search(text) or text.split()[-1].casefold() in HANGING:
        return False
    if index + 1 == len(passages) or (_runs_into(passages[index + 1]) and not passage.text.isupper()):
        return False
    if text.endswith(":") and not _is_short_name(text):
        return False
    if passage.is_item and not _is_numbered_heading(passages, index):
        return False
    follows_lead = index > 0 and passages[index - 1].text.endswith(":") and not passages[index - 1].is_bold
    return not follows_lead and not _is_something_else(passages, index)


def _runs_into(following: Passage) -> bool:
    return following.text[:1].islower() and not following.is_item


def _is_short_name(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS_BEFORE_COLON and not LEADS_IN.search(text)


def _is_numbered_heading(passages: Sequence[Passage], index: int) -> bool:
    """A number that stands alone, not among its fellows in a list."""
    passage = passages[index]
    if passage.paragraph.marker is not None and passage.number is None and _is_bulleted(passage):
        return False
    return not any(_are_fellows(passage, passages[i]) for i in (index - 1, index + 1) if 0 <= i < len(passages))


def _are_fellows(passage: Passage, other: Passage) -> bool:
    """Whether two passages are neighbours in one list: both bulleted, or numbered one after the other."""
    if not other.is_item or passage.number is None or other.number is None:
        return other.is_item and passage.number is None and other.number is None
    return abs(other.number - passage.number) == 1


def _is_bulleted(passage: Passage) -> bool:
    return not passage.paragraph.first.text[:1].isalnum() and passage.paragraph.first.text[:1] != "("


def _is_something_else(passages: Sequence[Passage], index: int) -> bool:
    """Whether a short line is a date, a label, who spoke, what somebody said, an address."""
    text = passages[index].text
    after_words = index > 0 and passages[index - 1].text[-1] in ".!?…”’\"')"
    return (
        is_when(text)
        or (bool(dates_in(text)) and dates_in(text)[0].start == 0 and times_in(text) is not None)
        or STATES.match(text) is not None
        or label_of(text) is not None
        or is_signature(text)
        or (
            after_words
            and is_bare_role(text)
            and not passages[index].is_bold
            and passages[index].paragraph.first.gap == 0
        )
        or bool(ADDRESS.search(text))
        or "@" in text
        or text.startswith(("“", "„", "«", '"', "©", "("))
        or _is_spoken(text)
        or (prefix_of(text) is not None and bool(re.match(r"\S+\s+\d{1,2}:\d{2}", text)))
    )


def _is_spoken(text: str) -> bool:
    """Whether a line begins with words in single marks that are no title."""
    pairs = pair_marks(text, MarkStyle.SINGLE).pairs if text[0] in "‘'" else []
    return bool(pairs) and pairs[0].opens == 0 and not is_title(text[1 : pairs[0].closes])


def _without_lists(passages: Sequence[Passage], found: set[int], marked: set[int]) -> set[int]:
    """Of three or more short lines in a row (names, contents, a poem), only the last can head what follows."""
    kept = set(found)
    run: list[int] = []
    for index in [*range(len(passages)), None]:
        if index is not None and index in found:
            run.append(index)
            continue
        if len(run) >= 3:
            kept -= {i for i in run[:-1] if not (i in marked or _stands_out(passages[i]))}
        run = []
    return kept


def _stands_out(passage: Passage) -> bool:
    """Whether a line is unlike the lines of a list: bold, in capitals, numbered."""
    return passage.is_bold or passage.is_underlined or passage.text.isupper() or passage.number is not None
