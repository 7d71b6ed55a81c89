"""The conventions of one set of notes: which marks, what indentation and italics mean, who speaks in turns."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from heard.text.segments.marks import DOUBLE_MARK, opens_with_mark
from heard.text.segments.turns import prefix_of
from heard.text.session_notes.pairing import MarkStyle, pair_marks
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.roles import SAYS, has_role, is_role, is_signature, role_after_marks
from heard.text.session_notes.vocabulary import one_of

SAYS_ITALICS = re.compile(
    r"\b(?:quot\w+|words|voices)\b.{0,60}\bitalics?\b|\bitalics?\b.{0,60}\b(?:quot\w+|words|voices)\b", re.I
)
SAYS_QUOTATIONS = re.compile(r"\b(?:quotes|quotations|verbatim|own words)\b", re.IGNORECASE)
FIRST_OR_SECOND_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|you|your)(?:[’']\w+)?\b")
NOT_A_SPEAKER = re.compile(
    one_of(
        r"""actions? | notes? | themes? | recommendations? | outcomes? | agreed | decisions? | questions? | answers?
        | issues? | points? | q\d* | a | date | time | venue | location | chair | facilitator | host | present |
        apologies | attend\w* | summary | title | subject | re | key \w+ | next steps? | topic | session \w+ | group
        | table | aim | purpose | background | in attendance | where | when | who | what | why | how | for example |
        example | e\.g"""
    )
    + r"\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
ONE_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*)?")


@dataclass(frozen=True)
class Conventions:
    """How these notes set somebody's words apart."""

    style: MarkStyle
    uses_indentation: bool
    uses_italics: bool
    speakers: frozenset[str]
    listed: frozenset[int]

    def style_of(self, text: str) -> MarkStyle:
        """The marks that count in a passage. One wrapped whole in single marks is set apart by them in any notes."""
        if self.style is MarkStyle.SINGLE:
            return MarkStyle.SINGLE
        label = prefix_of(text)
        said = text[label.length :] if label else text
        whole = said[:1] in "‘'" and _is_wrapped(said, MarkStyle.SINGLE) and len(said.split()) >= FEWEST_WORDS
        return MarkStyle.SINGLE if whole else MarkStyle.DOUBLE

    def is_indented_quotation(self, passage: Passage) -> bool:
        return self.uses_indentation and _is_indented(passage)

    def is_speaker(self, name: str) -> bool:
        return name.casefold() in self.speakers

    def is_listed_quotation(self, index: int) -> bool:
        return index in self.listed


def conventions_of(passages: Sequence[Passage], aside: set[int]) -> Conventions:
    """Reads the conventions from the passages; `aside` are headings and header lines."""
    body = [passage for index, passage in enumerate(passages) if index not in aside]
    texts = [passage.text for passage in body]
    marked = [passage for passage in body if _is_wrapped(passage.text, MarkStyle.DOUBLE)]
    italics = [passage for passage in body if is_all_italic(passage)]
    says_italics = any(SAYS_ITALICS.search(text) for text in texts)
    return Conventions(
        _style_of(texts),
        _indentation_is_used(body),
        bool(italics)
        and (says_italics or not any(passage.is_italic for passage in marked))
        and (says_italics or not marked),
        _speakers(texts),
        frozenset(_listed(passages, aside)),
    )


def _style_of(texts: Sequence[str]) -> MarkStyle:
    doubles = sum(_is_wrapped(text, MarkStyle.DOUBLE) for text in texts)
    singles = sum(_is_wrapped(text, MarkStyle.SINGLE) for text in texts)
    if doubles or singles:
        return MarkStyle.SINGLE if singles > doubles else MarkStyle.DOUBLE
    return MarkStyle.DOUBLE if any(DOUBLE_MARK.search(text) for text in texts) else MarkStyle.SINGLE


def _is_wrapped(text: str, style: MarkStyle) -> bool:
    """Whether a passage begins with a mark and ends with its partner, or with that and a role."""
    if not opens_with_mark(text) or (text[0] in "‘'") is not (style is MarkStyle.SINGLE):
        return False
    pairing = pair_marks(text, style)
    return (
        bool(pairing.pairs) and pairing.pairs[0].opens == 0 and role_after_marks(text[pairing.pairs[-1].closes + 1 :])
    )


def _is_indented(passage: Passage) -> bool:
    plain = passage.paragraph.block is None and passage.paragraph.is_indented
    styled = passage.paragraph.block is not None and passage.paragraph.block.indented
    return (plain or styled) and not passage.is_item and passage.word_count >= FEWEST_WORDS


def _indentation_is_used(body: Sequence[Passage]) -> bool:
    """Indentation means something only where most prose has none, and not where it only centres lines."""
    indented = [p for p in body if _is_indented(p)]
    flush = [p for p in body if not _is_indented(p) and p.word_count >= FEWEST_WORDS]
    return bool(indented) and len(flush) >= 2 and all(p.text[-1] in ".!?…”’\"')" or has_role(p.text) for p in indented)


def is_all_italic(passage: Passage) -> bool:
    bracketed = passage.text.startswith("(") and passage.text.endswith(")")
    return (
        passage.is_italic
        and passage.word_count >= FEWEST_WORDS
        and not bracketed
        and not is_signature(passage.text)
        and not passage.text.endswith(":")
    )


def _speakers(texts: Sequence[str]) -> frozenset[str]:
    """Names before a colon that say who speaks: a role, or a name that comes again before words to somebody."""
    turns = [
        (prefix.speaker, text[prefix.length :])
        for text in texts
        if (prefix := prefix_of(text)) and _can_speak(prefix.speaker)
    ]
    again = Counter(name.casefold() for name, _ in turns)
    is_talk = sum(count >= 2 for count in again.values()) >= 2
    named = [
        (name, words)
        for name, words in turns
        if is_role(name) or again[name.casefold()] >= 2 or (is_talk and ONE_NAME.fullmatch(name))
    ]
    spoken = sum(bool(FIRST_OR_SECOND_PERSON.search(words)) for _, words in named)
    return frozenset(name.casefold() for name, _ in named) if 2 * spoken >= len(named) > 0 else frozenset()


def _can_speak(name: str) -> bool:
    return not (NOT_A_SPEAKER.match(name) or SAYS.search(name))


def _listed(passages: Sequence[Passage], headings: set[int]) -> list[int]:
    """Items without marks below a heading or a line that calls them quotations."""
    listed, lead = [], ""
    for index, passage in enumerate(passages):
        if not passage.is_item:
            lead = passage.text if index in headings or passage.text.endswith(":") else ""
        elif SAYS_QUOTATIONS.search(lead) and len(lead.split()) <= 12:
            listed.append(index)
    return listed
