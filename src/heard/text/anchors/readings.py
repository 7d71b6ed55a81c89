"""The ways a source can be read when looking for a quotation, made once per source."""

from functools import cached_property

from heard.text.anchors.folding import casefolded, fold, without_hyphens
from heard.text.segments import View
from heard.text.segments.furniture import find_furniture, furniture_spans
from heard.text.segments.lines import visual_lines
from heard.text.segments.words import without
from heard.text.spans import Source, Span

SOURCES_KEPT = 4  # so that many quotations of one source are found quickly


class Readings:
    """A source folded, with and without its page furniture, its hyphens and its capitals."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def furniture(self) -> list[Span]:
        lines = visual_lines(self.source)
        return furniture_spans(lines, find_furniture(lines))

    @cached_property
    def whole(self) -> View:
        return fold(View.of(self.source.text))

    @cached_property
    def whole_without_hyphens(self) -> View:
        return without_hyphens(self.whole)

    @cached_property
    def words(self) -> View:
        """Without page furniture."""
        if not self.furniture:
            return self.whole
        return fold(View.of_spans(self.source.text, without(Span(0, len(self.source)), self.furniture)))

    @cached_property
    def words_without_hyphens(self) -> View:
        return without_hyphens(self.words)

    @cached_property
    def words_in_any_case(self) -> View:
        return casefolded(self.words)


_kept: list[Readings] = []


def readings_of(source: Source) -> Readings:
    """The readings of this very source, from those kept at hand or made now."""
    for readings in _kept:
        if readings.source is source:
            return readings
    _kept.append(Readings(source))
    del _kept[:-SOURCES_KEPT]
    return _kept[-1]
