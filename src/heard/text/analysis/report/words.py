"""Somebody's words as the report shows them: quotations with the way back, and the passages they lead back to."""

from collections.abc import Sequence
from dataclasses import dataclass

from heard.text.analysis.accounting import Outcome
from heard.text.analysis.cutting import LAYOUT
from heard.text.analysis.documents import spans_within
from heard.text.analysis.result import AnalysedSource, Analysis, Answer, Placing, Quotation
from heard.text.analysis.wording import counted
from heard.text.segments import words_of
from heard.text.segments.words import Hyphens
from heard.text.spans import Span

MOST_ANSWERS = 500
MOST_CHARACTERS = 200_000
"""Up to these, every answer is in the report; past either, only those the report quotes."""

MOST_SOURCES = 100
"""Up to so many files, each has its place in the report; of more, only those the report quotes."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation and the passage it leads to."""

    text: str
    anchor: str
    place: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a source: an answer, with what is quoted of it marked, or text that is in no answer."""

    before: str
    marked: str = ""
    after: str = ""
    anchor: str = ""
    place: str = ""
    theme: str = ""
    theme_anchor: str = ""
    outcome: str = ""

    @property
    def is_answer(self) -> bool:
        return bool(self.anchor)


@dataclass(frozen=True, slots=True)
class SourceView:
    anchor: str
    name: str
    sha256: str
    description: str
    passages: tuple[Passage, ...]


class Words:
    """Quotes an analysis and remembers what it quoted, so that the passages show what the quotations lead to."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._number = {answer.id: number for number, answer in enumerate(analysis.answers)}
        self._labels = {theme.id: theme.label for theme in analysis.themes}
        self._sources = {source.id: source for source in analysis.sources}
        self._hyphens = {source.id: Hyphens(source.text) for source in analysis.sources if source.text is not None}
        self._layout = {source.id: _layout_of(source) for source in analysis.sources}
        self._quoted: dict[str, Span] = {}
        self.shows_everything = (
            len(analysis.answers) <= MOST_ANSWERS
            and sum(len(answer.text) for answer in analysis.answers) <= MOST_CHARACTERS
        )

    def quote(self, quotation: Quotation) -> Quoted:
        answer = self.answer(quotation.answer)
        self._quoted.setdefault(answer.id, quotation.span)
        return Quoted(self._shown(answer, quotation.span), self._anchor(answer), self._place(answer))

    def answer(self, answer_id: str) -> Answer:
        return self._analysis.answers[self._number[answer_id]]

    def sources(self) -> tuple[SourceView, ...]:
        """The sources with their passages. Ask last: only what was quoted before is marked."""
        answers: dict[str, list[Answer]] = {source.id: [] for source in self._analysis.sources}
        for answer in self._analysis.answers:
            answers[answer.source].append(answer)
        views = (self._source(source, answers[source.id]) for source in self._analysis.sources)
        return tuple(view for view in views if view.passages or not self.leaves_sources_out)

    @property
    def leaves_sources_out(self) -> bool:
        return len(self._analysis.sources) > MOST_SOURCES and not self.shows_everything

    def _source(self, source: AnalysedSource, answers: Sequence[Answer]) -> SourceView:
        shown = [answer for answer in answers if self.shows_everything or answer.id in self._quoted]
        passages: list[tuple[int, Passage]] = [(_order(answer), self._passage(answer)) for answer in shown]
        if self.shows_everything and source.text is not None:
            passages += [
                (left.span.start, Passage(left.span.of(source.text))) for left in source.left_out if left.why != LAYOUT
            ]
        return SourceView(
            anchor=f"source-{source.id}",
            name=source.name,
            sha256=source.sha256,
            description=_how_many_shown(len(shown), len(answers)),
            passages=tuple(passage for _, passage in sorted(passages, key=lambda pair: pair[0])),
        )

    def _passage(self, answer: Answer) -> Passage:
        placing = self._analysis.placings[self._number[answer.id]]
        quoted = self._quoted.get(answer.id, Span(answer.span.end, answer.span.end))
        return Passage(
            before=self._shown(answer, Span(answer.span.start, quoted.start)),
            marked=self._shown(answer, quoted),
            after=self._shown(answer, Span(quoted.end, answer.span.end)),
            anchor=self._anchor(answer),
            place=answer.place,
            theme=self._labels[placing.theme] if placing.theme else "",
            theme_anchor=f"theme-{placing.theme}",
            outcome=self._outcome(placing),
        )

    def _shown(self, answer: Answer, span: Span) -> str:
        """The words as they are read: a printed page's line breaks are not the speaker's; a poem's or a form's are."""
        exact = answer.text[span.start - answer.span.start : span.end - answer.span.start]
        source = self._sources[answer.source]
        if answer.reading == answer.text or source.text is None or not exact.strip():
            return exact
        words = words_of(source.text, span, spans_within(span, self._layout[source.id]), self._hyphens[source.id])
        return f"{' ' * exact[0].isspace()}{words}{' ' * exact[-1].isspace()}"

    def _outcome(self, placing: Placing) -> str:
        if placing.repeats is not None:
            return f"repeats {self.answer(placing.repeats).place}, and fits no theme"
        return "says nothing" if placing.outcome is Outcome.EMPTY else "fits no theme"

    def _anchor(self, answer: Answer) -> str:
        return f"answer-{self._number[answer.id] + 1}"

    def _place(self, answer: Answer) -> str:
        if len(self._analysis.sources) == 1:
            return answer.place
        return f"{self._sources[answer.source].name}, {answer.place}"


def _layout_of(source: AnalysedSource) -> list[Span]:
    return [left.span for left in source.left_out if left.why == LAYOUT]


def _order(answer: Answer) -> int:
    return answer.span.start if answer.row is None else answer.row


def _how_many_shown(shown: int, answers: int) -> str:
    if shown == answers:
        return f"{counted(answers, 'answer')}."
    return f"{counted(answers, 'answer')}; the {shown:,} quoted in this report {'is' if shown == 1 else 'are'} shown."
