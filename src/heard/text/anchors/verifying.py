"""Verifying a quotation against its source, allowing for the edits it declares and for nothing else.

`[…]` or `[...]` says that words are left out; `[my foster carer]` says that words are replaced or added. Brackets that
the source itself holds are read as they stand first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heard.text.anchors.differences import explain_difference
from heard.text.anchors.finding import Anchor, Exactness, anchors_by_way, folded_words, occurrences
from heard.text.anchors.readings import Readings, readings_of
from heard.text.errors import BadInput, NotVerbatim
from heard.text.segments import View
from heard.text.spans import Source, Span

LONGEST_OMISSION = 2_000  # characters: beyond this two passages are joined, not one passage shortened
LONGEST_REPLACED = 120  # characters
LONGEST_REPLACED_IN_WORD = 12  # “[T]he”, “walk[ed]”
MOST_STEPS = 50_000
BRACKET = re.compile(r"\[([^\[\]]*)\]")
OMISSION = re.compile(r"\s*(?:…|\.\s?\.\s?\.)\s*")
NO_SPACES_BETWEEN_WORDS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]"
)


def verify_quotation(source: Source, quotation: str, span: Span | None = None) -> Anchor:
    """Where the source says `quotation`, in whole words, allowing for its declared edits and for typography.

    With `span`, only there (and it must cover it). Capitals count: `[T]he` declares a changed one. Raises NotVerbatim,
    with a sentence that shows where the two part, and BadInput where the quotation holds no words of the source.
    """
    if not any(character.isalnum() for character in BRACKET.sub("", quotation)):
        raise BadInput("The quotation has no words of its own to look for.")
    readings = readings_of(source)
    as_it_stands = _verbatim(readings, quotation, span)
    if as_it_stands:
        return as_it_stands
    pieces = pieces_of(folded_words(quotation))
    edited = _Match(readings, pieces, span).find() if len(pieces) > 1 else None
    if edited is None:
        raise NotVerbatim(
            explain_difference(readings.words, [piece.text for piece in pieces if isinstance(piece, Literal)], span)
        )
    return edited


def _verbatim(readings: Readings, quotation: str, span: Span | None) -> Anchor | None:
    """The first place where the source says the quotation as it stands, in whole words and the same capitals."""
    for anchors in anchors_by_way(readings, quotation.replace("\r\n", "\n").strip()):
        for anchor in anchors:
            allowed = anchor.exactness is not Exactness.CASE and (span is None or span.covers(anchor.span))
            if allowed and _is_whole_words(readings.source.text, anchor.span):
                return anchor
    return None


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that must be in the source as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A pair of brackets. `inside` is what they hold; `in_word` says that they touch a letter."""

    inside: str
    in_word: bool

    @property
    def is_omission(self) -> bool:
        return bool(OMISSION.fullmatch(self.inside))


def pieces_of(quotation: str) -> list[Literal | Edit]:
    """A folded quotation cut at its brackets."""
    pieces: list[Literal | Edit] = []
    at = 0
    for match in BRACKET.finditer(quotation):
        pieces.append(Literal(quotation[at : match.start()]))
        beside = quotation[match.start() - 1 : match.start()], quotation[match.end() : match.end() + 1]
        pieces.append(Edit(match.group(1), any(character.isalnum() for character in beside)))
        at = match.end()
    return [*pieces, Literal(quotation[at:])]


class _Match:
    """A search for pieces in order: literals as they stand, each pair of brackets as it stands or as an edit."""

    def __init__(self, readings: Readings, pieces: list[Literal | Edit], span: Span | None) -> None:
        self.readings = readings
        self.view: View = readings.words
        self.pieces = pieces
        self.start = self.view.position_of(span.start) if span else 0
        self.end = self.view.position_of(span.end) if span else len(self.view)
        self.steps = 0

    def find(self) -> Anchor | None:
        for start in self._starts():
            for parts in self._from(0, start, ()):
                anchor = self._anchor(parts)
                if anchor:
                    return anchor
            if self.steps > MOST_STEPS:
                return None
        return None

    def _starts(self) -> Iterator[int]:
        """Where the first words of the quotation stand; an edit at its very start begins before the words after it."""
        first = next(piece.text.strip() for piece in self.pieces if isinstance(piece, Literal) and piece.text.strip())
        for at in occurrences(self.view.text, first):
            if self.start <= at < self.end:
                yield at

    def _from(self, index: int, at: int, parts: tuple[tuple[int, int], ...]) -> Iterator[tuple[tuple[int, int], ...]]:
        """Every way to match the pieces from `index` on, beginning at `at`; `parts` are the literals' places so far."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        if index == len(self.pieces):
            yield parts
            return
        piece = self.pieces[index]
        if isinstance(piece, Edit):
            yield from self._literally(piece, index, at, parts)
            yield from self._as_edit(piece, index, at, parts)
            return
        text = piece.text if parts else piece.text.lstrip()
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if isinstance(following, Edit) and not following.in_word:
            text = text.rstrip()  # what is left out may begin with a stop
        if self.view.text.startswith(text, at) and at + len(text) <= self.end:
            placed = (*parts, (at, at + len(text))) if text.strip() else parts
            yield from self._from(index + 1, at + len(text), placed)

    def _literally(
        self, piece: Edit, index: int, at: int, parts: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        text = f"[{piece.inside}]"
        if self.view.text.startswith(text, at):
            yield from self._from(index + 1, at + len(text), (*parts, (at, at + len(text))))

    def _as_edit(
        self, piece: Edit, index: int, at: int, parts: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        following = self.pieces[index + 1]
        assert isinstance(following, Literal)  # pieces_of puts a literal after every pair of brackets
        if not parts or not following.text.strip():
            yield from self._at_an_end(following, index, at, parts)
            return
        wanted = following.text if piece.in_word else following.text.strip()
        window = min(at + self._reach(piece) + len(wanted), self.end)
        found = self.view.text.find(wanted, at, window)
        while found >= 0:
            if self._may_stand_for(piece, at, found, following):
                yield from self._from(index + 2, found + len(wanted), (*parts, (found, found + len(wanted))))
            found = self.view.text.find(wanted, found + 1, window)

    def _at_an_end(
        self, following: Literal, index: int, at: int, parts: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        """Brackets before the first words or after the last leave nothing to look for between."""
        if not parts:
            text = following.text.strip()
            if self.view.text.startswith(text, at) and text:
                yield from self._from(index + 2, at + len(text), ((at, at + len(text)),))
            elif not text:
                yield from self._from(index + 2, at, parts)
        else:
            yield from self._from(index + 2, at, parts)

    @staticmethod
    def _reach(piece: Edit) -> int:
        if piece.is_omission:
            return LONGEST_OMISSION
        return LONGEST_REPLACED_IN_WORD if piece.in_word else LONGEST_REPLACED

    def _may_stand_for(self, piece: Edit, start: int, end: int, following: Literal) -> bool:
        """Whether the brackets may stand for the view's text from `start` to `end`."""
        replaced = self.view.text[start:end]
        if piece.in_word and not piece.is_omission:
            return (
                not any(character.isspace() for character in replaced.strip())
                and len(replaced) <= LONGEST_REPLACED_IN_WORD
            )
        return _is_edge(self.view.text, start) and (_is_edge(self.view.text, end) or not following.text[:1].isalnum())

    def _anchor(self, parts: tuple[tuple[int, int], ...]) -> Anchor | None:
        spans = [
            self.view.span_of(*self._without_spaces(start, end))
            for start, end in parts
            if self.view.text[start:end].strip()
        ]
        if not spans:
            return None
        whole = Span(spans[0].start, spans[-1].end)
        first, last = self.pieces[0], self.pieces[-1]
        starts_whole = not (isinstance(first, Literal) and first.text.strip()) or _is_edge(
            self.readings.source.text, whole.start
        )
        ends_whole = not (isinstance(last, Literal) and last.text.strip()) or _is_edge(
            self.readings.source.text, whole.end
        )
        return Anchor(whole, tuple(spans), Exactness.TYPOGRAPHY) if starts_whole and ends_whole else None

    def _without_spaces(self, start: int, end: int) -> tuple[int, int]:
        text = self.view.text[start:end]
        return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _is_whole_words(text: str, span: Span) -> bool:
    return _is_edge(text, span.start) and _is_edge(text, span.end)


def _is_edge(text: str, at: int) -> bool:
    """Whether no word runs across `at`. Scripts that put no spaces between words have an edge everywhere."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if NO_SPACES_BETWEEN_WORDS.match(before) or NO_SPACES_BETWEEN_WORDS.match(after):
        return True
    return not (before.isalnum() and after.isalnum())
