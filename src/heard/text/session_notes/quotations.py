"""Finding somebody's words: set apart by marks, by a style or block, by a dash and a role; or within prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from heard.text.segments.marks import opens_with_mark
from heard.text.segments.turns import prefix_of
from heard.text.session_notes.conventions import Conventions, is_all_italic
from heard.text.session_notes.judging import (
    SPEECH,
    is_interrupted_speech,
    is_said_at_once,
    is_somebodys_words,
    is_title,
)
from heard.text.session_notes.pairing import MarkStyle, Pair, Pairing, pair_marks
from heard.text.session_notes.passages import Passage
from heard.text.session_notes.roles import (
    SAYS,
    has_role,
    is_bare_role,
    is_role,
    is_signature,
    role_after_marks,
    role_begins,
)
from heard.text.spans import BlockKind, Span

LONGEST_QUOTATION = 2_000  # characters: a mark that nothing closes for so long was not meant to open so much
NEARBY = 400  # characters beside a quotation that can say who speaks
LABEL = re.compile(r"[^\W\d_a-z][^:“”\"]{0,59}:\s*|\[[^\[\]]{1,40}\]:?\s*")
LEADS_IN = re.compile(
    r"\b(?:said|says|told|added|asked|explained|shared|wrote|put it|described|commented|noted|replied)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody's words: `span` without the marks, `outer` with them."""

    span: Span
    outer: Span
    inline: bool


@dataclass(slots=True)
class Findings:
    """What was found, and sentences about what is uncertain, each with its place."""

    spoken: list[Spoken] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def add(self, span: Span, outer: Span, *, inline: bool) -> None:
        if len(span):
            self.spoken.append(Spoken(span, outer, inline))

    def doubt(self, offset: int, sentence: str) -> None:
        self.doubts.append((offset, sentence))


def find_quotations(passages: Sequence[Passage], headings: set[int], conventions: Conventions) -> Findings:
    """The quotations of all passages that are not headings, in order."""
    findings = Findings()
    index = 0
    while index < len(passages):
        if index not in headings:
            index = _Reader(passages, headings, conventions, findings).read(index)
        index += 1
    findings.spoken.sort(key=lambda spoken: spoken.span)
    return findings


@dataclass(frozen=True, slots=True)
class _Reader:
    passages: Sequence[Passage]
    headings: set[int]
    conventions: Conventions
    findings: Findings

    def read(self, index: int) -> int:
        """Reads the passage at `index`; gives the index of the last passage read, for a quotation may go on."""
        passage = self.passages[index]
        if is_signature(passage.text) or self._signs_its_block(index):
            return index
        pairing = pair_marks(passage.text, self.conventions.style_of(passage.text))
        if self._is_block(passage):
            if self._read_block(passage, pairing):
                return index
        elif not pairing.pairs and pairing.unclosed is None:
            if not self._read_unmarked(index, passage, pairing):
                self._read_singles(passage, pairing)
            return index
        if _is_set_apart(passage, pairing.pairs) and pairing.unclosed is None:
            self._read_set_apart(passage, pairing)
        elif self._is_turn(passage):
            self._add_turn(passage)
            return index
        else:
            self._read_prose(passage, pairing)
        self._doubt_unopened(passage, pairing)
        return index if pairing.unclosed is None else self._read_unclosed(index, passage, pairing.unclosed)

    # Blocks: a quotation style, <blockquote>, “>”, indentation.

    def _signs_its_block(self, index: int) -> bool:
        """Whether a passage says who speaks in the line of its block, or in the quotation block, just before it."""
        if not index or index - 1 in self.headings:
            return False
        passage, before = self.passages[index], self.passages[index - 1]
        in_one_block = passage.paragraph.block is not None and passage.paragraph.block is before.paragraph.block
        both_quoted = passage.kind is before.kind is BlockKind.QUOTATION
        return (in_one_block or both_quoted) and is_bare_role(passage.text)

    def _is_block(self, passage: Passage) -> bool:
        return (
            passage.kind is BlockKind.QUOTATION or passage.is_quoted or self.conventions.is_indented_quotation(passage)
        )

    def _read_block(self, passage: Passage, pairing: Pairing) -> bool:
        """The whole block, less a label before and a role after; False where its own marks say more exactly."""
        if opens_with_mark(passage.text) and (pairing.unclosed == 0 or _is_set_apart(passage, pairing.pairs)):
            return False
        return not _reports(passage, pairing.pairs) and self._add_whole(passage)

    def _add_whole(self, passage: Passage) -> bool:
        start = _label_length(passage.text)
        end = role_begins(passage.text)
        self._add(
            passage, start, len(passage.text) if end is None else end, start, len(passage.text) if end is None else end
        )
        return True

    # Marks.

    def _read_set_apart(self, passage: Passage, pairing: Pairing) -> None:
        for pair in pairing.pairs:
            self._add_pair(passage, pair, inline=False)

    def _read_prose(self, passage: Passage, pairing: Pairing) -> None:
        self._read_pairs(passage, pairing.pairs, is_somebodys_words)
        self._read_singles(passage, pairing)

    def _read_singles(self, passage: Passage, pairing: Pairing) -> None:
        """Single marks, where double ones are the custom, hold somebody's words only if they are plainly speech."""
        if self.conventions.style is MarkStyle.DOUBLE:
            singles = pair_marks(passage.text, MarkStyle.SINGLE).pairs
            last = len(passage.text) if pairing.unclosed is None else pairing.unclosed
            outside = [pair for pair in singles if pair.opens < last and not _is_within(pair, pairing.pairs)]
            self._read_pairs(passage, outside, is_said_at_once)

    def _read_pairs(self, passage: Passage, pairs: Sequence[Pair], judge: Callable[[str, str, str], bool]) -> None:
        spoken: Pair | None = None
        for pair in pairs:
            goes_on = spoken is not None and is_interrupted_speech(passage.text[spoken.closes + 1 : pair.opens])
            if goes_on or judge(*_around(passage.text, pair)):
                self._add_pair(passage, pair, inline=True)
                spoken = pair

    def _add_pair(self, passage: Passage, pair: Pair, *, inline: bool) -> None:
        self._add(passage, pair.opens + 1, pair.closes, pair.opens, pair.closes + 1, inline=inline)

    def _add(
        self, passage: Passage, start: int, end: int, outer_start: int, outer_end: int, *, inline: bool = False
    ) -> None:
        words = passage.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            self.findings.add(passage.span_of(start, end), passage.span_of(outer_start, outer_end), inline=inline)

    def _doubt_unopened(self, passage: Passage, pairing: Pairing) -> None:
        for at in pairing.unopened:
            self.findings.doubt(passage.span_of(at, at + 1).start, "A quotation mark closes here that nothing opens")

    def _read_unclosed(self, index: int, passage: Passage, opens: int) -> int:
        """A mark that its own paragraph does not close: the quotation goes on in the next, or it was forgotten."""
        start = passage.span_of(opens, opens + 1)
        for last, closes in self._later_closings(index):
            span = Span(start.end, closes.start)
            if len(span) > LONGEST_QUOTATION:
                break
            self.findings.add(span, Span(start.start, closes.end), inline=False)
            self.findings.doubt(start.start, f"A quotation that begins here runs over {last - index + 1} paragraphs")
            return last
        end = role_begins(passage.text)
        self._add(
            passage,
            opens + 1,
            len(passage.text) if end is None else end,
            opens,
            len(passage.text) if end is None else end,
            inline=opens > 0,
        )
        self.findings.doubt(
            start.start,
            "A quotation mark opens here that nothing closes; the quotation was read to the end of its paragraph",
        )
        return index

    def _later_closings(self, index: int) -> Iterator[tuple[int, Span]]:
        """Where a quotation left open may close: after paragraphs that open anew, or that hold no marks."""
        if self.passages[index].is_item:
            return
        for later in range(index + 1, len(self.passages)):
            passage = self.passages[later]
            if later in self.headings or passage.is_item or is_signature(passage.text):
                return
            style = self.conventions.style_of(self.passages[index].text)
            pairing = pair_marks(passage.text, style)
            if opens_with_mark(passage.text):
                if pairing.pairs and pairing.pairs[0].opens == 0:
                    yield later, passage.span_of(pairing.pairs[0].closes, pairing.pairs[0].closes + 1)
                    return
                if pairing.unclosed != 0:
                    return
            elif pairing.unopened:
                yield later, passage.span_of(pairing.unopened[0], pairing.unopened[0] + 1)
                return
            elif pairing.pairs or pairing.unclosed is not None:
                return

    # No marks at all.

    def _read_unmarked(self, index: int, passage: Passage, pairing: Pairing) -> bool:
        """Whether the passage as a whole, without any marks, is somebody's words; takes them if it is."""
        known = len(self.findings.spoken)
        if pairing.unopened:
            self._read_unopened(passage, pairing)
        elif self._is_signed(index) or self._is_italic_quotation(index):
            self._add_whole(passage)
        elif role := role_begins(passage.text):
            self._add(passage, _label_length(passage.text), role, 0, role)
        elif self._is_turn(passage):
            self._add_turn(passage)
        elif self.conventions.is_listed_quotation(index):
            self._add_whole(passage)
        return len(self.findings.spoken) > known

    def _read_unopened(self, passage: Passage, pairing: Pairing) -> None:
        at = pairing.unopened[-1]
        if role_after_marks(passage.text[at + 1 :]) and not LEADS_IN.search(passage.text[:at]):
            self._add(passage, 0, at, 0, at + 1)
        self._doubt_unopened(passage, pairing)

    def _is_signed(self, index: int) -> bool:
        """Whether the next passage is a dash and a role, and this one can be what that person said."""
        passage = self.passages[index]
        following = (
            self.passages[index + 1] if index + 1 < len(self.passages) and index + 1 not in self.headings else None
        )
        if following is None or following.is_item or passage.text.endswith(":"):
            return False
        if is_signature(following.text):
            return True
        in_one_block = passage.paragraph.block is not None and passage.paragraph.block is following.paragraph.block
        return in_one_block and is_bare_role(following.text)

    def _is_italic_quotation(self, index: int) -> bool:
        """Italics throughout, where these notes set words apart like that, or where the line before says who speaks."""
        passage = self.passages[index]
        if not is_all_italic(passage):
            return False
        before = self.passages[index - 1].text if index and index - 1 not in self.headings else ""
        return self.conventions.uses_italics or (before.endswith(":") and bool(LEADS_IN.search(before)))

    def _add_turn(self, passage: Passage) -> None:
        prefix = prefix_of(passage.text)
        assert prefix is not None  # _is_turn found it
        self._add(passage, prefix.length, len(passage.text), prefix.length, len(passage.text))

    def _is_turn(self, passage: Passage) -> bool:
        prefix = prefix_of(passage.text)
        return (
            prefix is not None
            and self.conventions.is_speaker(prefix.speaker)
            and bool(passage.text[prefix.length :].strip())
        )


def _is_within(pair: Pair, outer: Sequence[Pair]) -> bool:
    return any(other.opens < pair.opens < other.closes for other in outer)


def _around(text: str, pair: Pair) -> tuple[str, str, str]:
    """What is inside a pair of marks, just before it and just after it."""
    before = text[max(pair.opens - NEARBY, 0) : pair.opens]
    return text[pair.opens + 1 : pair.closes], before, text[pair.closes + 1 : pair.closes + NEARBY]


def _is_set_apart(passage: Passage, pairs: Sequence[Pair]) -> bool:
    """Whether a passage is nothing but quotations with who said them."""
    text = passage.text
    if not pairs or not _is_label(text[: pairs[0].opens]):
        return False
    edges = [*pairs[1:], None]
    between = [
        text[pair.closes + 1 : following.opens if following else None]
        for pair, following in zip(pairs, edges, strict=True)
    ]
    if not all(role_after_marks(piece) or not piece.strip(" ()") for piece in between):
        return False
    unsigned = len(pairs) == 1 and pairs[0].opens == 0 and not has_role(between[0])
    return not (unsigned and is_title(text[1 : pairs[0].closes]) and text[pairs[0].closes - 1] not in ".!?…")


def _reports(passage: Passage, pairs: Sequence[Pair]) -> bool:
    """Whether a block only reports that somebody said something, and the words follow in marks."""
    if not pairs:
        return False
    before = passage.text[: pairs[0].opens].rstrip()
    return (
        before.endswith(":")
        and bool(LEADS_IN.search(before))
        and role_after_marks(passage.text[pairs[-1].closes + 1 :])
    )


def _is_label(before: str) -> bool:
    """Whether what stands before the first mark is nothing, or says who speaks (“Young person:”)."""
    if not before.strip():
        return True
    label = LABEL.fullmatch(before)
    is_saying = LEADS_IN.search(before) or re.search(rf"\b{SPEECH}\b", before)
    return label is not None and not is_saying and len(before.split()) <= 6


def _label_length(text: str) -> int:
    prefix = prefix_of(text)
    return prefix.length if prefix and is_role(prefix.speaker) and not SAYS.search(prefix.speaker) else 0
