"""Reading session notes: from a source to a session record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from heard.text.segments import Layout, lay_out
from heard.text.segments.lines import line_number
from heard.text.session_notes.accounting import furniture_warnings, lost_lines, shortened
from heard.text.session_notes.conventions import conventions_of
from heard.text.session_notes.facts import Facts, read_facts
from heard.text.session_notes.header import Header, find_header
from heard.text.session_notes.headings import find_headings
from heard.text.session_notes.links import links_of
from heard.text.session_notes.passages import Passage, passages_of
from heard.text.session_notes.questions import Question, find_key_questions, find_opening_question
from heard.text.session_notes.quotations import Findings, find_quotations
from heard.text.session_notes.record import Prose, Section, SessionRecord
from heard.text.session_notes.sections import build_sections
from heard.text.session_notes.sessions import first_line_of, sessions_in
from heard.text.session_notes.when import is_when
from heard.text.spans import Source, Span

OPENING_SECTIONS = 2  # the first sections may still introduce the session
MOST_DOUBTS = 50  # named one by one
SHOWN = 60  # characters of a promise
PROMISES = re.compile(r"\b(?:below|overleaf|attached|as follows|following)\b[^.]{0,40}[.:]?$", re.IGNORECASE)
SHOWS = re.compile(r"\b(?:see|seen|shown|pictured|captured|displayed)\b[^.]*$", re.IGNORECASE)


def read_session_notes(source: Source) -> SessionRecord:
    """The session that notes tell of. Works on any source; what the notes do not say is left empty."""
    return _Reading(source).record


@dataclass(frozen=True)
class _Reading:
    """One reading of a source, each step resting on those above it."""

    source: Source

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.source)

    @cached_property
    def passages(self) -> list[Passage]:
        return passages_of(self.layout)

    @cached_property
    def looks_like_heading(self) -> set[int]:
        return find_headings(self.passages)

    @cached_property
    def sessions(self) -> list[int]:
        """Where each of several sessions begins; empty for one."""
        return sessions_in(self.passages, self.looks_like_heading)

    @cached_property
    def _outline(self) -> tuple[Header, set[int]]:
        headings = set(self.looks_like_heading)
        first = first_line_of(self.sessions, headings) if self.sessions else len(self.passages)
        return find_header(self.passages, headings, first), headings

    @property
    def header(self) -> Header:
        return self._outline[0]

    @property
    def headings(self) -> set[int]:
        return self._outline[1]

    @cached_property
    def body(self) -> list[int]:
        return [i for i in range(self.header.first_body, len(self.passages)) if i not in self.headings]

    @cached_property
    def introduction(self) -> list[int]:
        """The paragraphs before the first heading and in the first sections."""
        later = sorted(i for i in self.headings if i >= self.header.first_body)[OPENING_SECTIONS:]
        return [i for i in self.body if not later or i < later[0]]

    @cached_property
    def title(self) -> str | None:
        if not self.header.title:
            return None
        first, last = self.passages[self.header.title[0]], self.passages[self.header.title[-1]]
        return self.layout.words(Span(first.whole_span.start, last.span.end))

    @cached_property
    def facts(self) -> Facts:
        if self.sessions:
            return Facts.of_several(self.title)
        return read_facts(self.title, self.header, self.passages, self.introduction, self.body)

    @cached_property
    def findings(self) -> Findings:
        aside = self.headings | {*self.header.title, *self.header.lines}
        return find_quotations(self.passages, aside, conventions_of(self.passages, aside))

    @cached_property
    def opening_question(self) -> Question | None:
        return None if self.sessions else find_opening_question(self.passages, [*self.header.lines, *self.introduction])

    @cached_property
    def questions(self) -> list[Question]:
        return find_key_questions(self.passages, self.headings)

    @cached_property
    def stated(self) -> set[int]:
        """The title, and header lines that say nothing the record's fields do not."""
        whole = {index for index in self.header.lines if is_when(self.passages[index].text) and self._is_dated}
        for fact in self.header.facts:
            if self.facts.has_taken(fact):
                whole.update(fact.passages)
        return whole | set(self.header.title)

    @property
    def _is_dated(self) -> bool:
        return bool(self.facts.date or self.facts.start)

    @cached_property
    def sections(self) -> list[Section]:
        asked = [question.span for question in self.questions]
        asked += [self.opening_question.span] if self.opening_question else []
        spoken = [words for words in self.findings.spoken if not any(span.overlaps(words.span) for span in asked)]
        return build_sections(self.layout, self.passages, self.headings, self.stated, spoken)

    @cached_property
    def record(self) -> SessionRecord:
        chair = self.facts.chair
        return SessionRecord(
            self.source,
            title=self.title,
            date=self.facts.date,
            start=self.facts.start,
            end=self.facts.end,
            ordinal=self.facts.ordinal,
            chair=chair.name if chair else None,
            chair_role=chair.role if chair else None,
            regions=tuple(self.facts.regions),
            attendance=self.facts.attendance,
            places=tuple(self.facts.places),
            opening_question=self.opening_question.text if self.opening_question else None,
            questions=tuple(question.text for question in self.questions),
            sections=tuple(self.sections),
            links=tuple(links_of(self.source)),
            warnings=tuple(self._warnings()),
        )

    def _warnings(self) -> Iterator[str]:
        yield from self.source.warnings
        yield from self._about_the_whole()
        yield from self.facts.warnings
        yield from self._doubts()
        yield from _empty_promises(self.sections)
        yield from furniture_warnings(self.layout)
        yield from lost_lines(self.layout, self.sections, [self.passages[index].whole_span for index in self.stated])

    def _about_the_whole(self) -> Iterator[str]:
        if not self.passages:
            yield "There are no words in this file, so every field is empty."
        elif self.sessions:
            listed = "; ".join(f"“{shortened(self.passages[index].text)}”" for index in self.sessions)
            yield (
                f"This file seems to hold notes of {len(self.sessions)} sessions ({listed}). When, who and where were "
                "left empty, because they differ. Make one file for each session."
            )
        elif not (self._is_dated or self.facts.chair or self.facts.attendance or self.facts.ordinal):
            yield (
                "This does not look like session notes: it says neither when a session was, nor who chaired it, "
                "nor how many came."
            )

    def _doubts(self) -> Iterator[str]:
        doubts = sorted(self.findings.doubts)
        for offset, sentence in doubts[:MOST_DOUBTS]:
            line = line_number(self.source.text, offset)
            words = self.source.text[offset : offset + 80].split("\n")[0]
            yield f"{sentence} (line {line}, “{shortened(words)}”)."
        if len(doubts) > MOST_DOUBTS:
            yield f"There are {len(doubts) - MOST_DOUBTS} more quotation marks without a partner in these notes."


def _empty_promises(sections: Sequence[Section]) -> Iterator[str]:
    """Sections that end by promising something that does not follow, most often because it was a picture."""
    for number, section in enumerate(sections, start=1):
        name = f"The section “{section.heading}”" if section.heading else "The opening"
        last = _last_prose(section)
        if last and PROMISES.search(last.text) and (number == len(sections) or SHOWS.search(last.text)):
            yield (
                f"{name} promises something that does not follow in the text; it may have been a picture: "
                f"“…{last.text[-SHOWN:]}”."
            )
        elif number == len(sections) and not (section.prose or section.quotations):
            yield f"{name} holds nothing but its heading."


def _last_prose(section: Section) -> Prose | None:
    """The paragraph of prose that a section ends with, if it does not end with a quotation."""
    prose = max(section.prose, key=lambda piece: piece.span, default=None)
    ends = max((words.span.end for words in section.quotations), default=0)
    return prose if prose and prose.span.end >= ends else None
