"""Views: readings of a text (lines joined, furniture left out) that know where each character came from."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from heard.text.spans import Span


class Edit(NamedTuple):
    """Put `text` in place of the view's characters from `start` to `end`."""

    start: int
    end: int
    text: str


class _Run(NamedTuple):
    """Characters `start` to `end` of a view came from `came_from` to `came_to` of the source."""

    start: int
    end: int
    came_from: int
    came_to: int

    @property
    def is_one_to_one(self) -> bool:
        return self.end - self.start == self.came_to - self.came_from

    def cut(self, start: int, end: int, new_start: int) -> "_Run":
        """The part from `start` to `end`, moved to `new_start`. What was replaced as a whole keeps its whole origin."""
        new_end = new_start + end - start
        if not self.is_one_to_one:
            return _Run(new_start, new_end, self.came_from, self.came_to)
        return _Run(new_start, new_end, self.came_from + start - self.start, self.came_from + end - self.start)


class View:
    """A reading of a source's text. `text` is what is read; `span_of` leads back to the source."""

    def __init__(self, text: str, runs: list[_Run]) -> None:
        self.text = text
        self._runs = runs
        self._starts = [run.start for run in runs]

    @classmethod
    def of(cls, text: str) -> "View":
        """The text as it is."""
        return cls.of_spans(text, [Span(0, len(text))])

    @classmethod
    def of_spans(cls, text: str, spans: Iterable[Span]) -> "View":
        """Only these spans of `text`, which are in order and do not overlap."""
        runs, length = [], 0
        for span in spans:
            if len(span):
                runs.append(_Run(length, length + len(span), span.start, span.end))
                length += len(span)
        return cls("".join(text[run.came_from : run.came_to] for run in runs), runs)

    def __len__(self) -> int:
        return len(self.text)

    def edited(self, edits: Iterable[Edit]) -> "View":
        """A view with these edits, which are in order and do not overlap."""
        pieces: list[str] = []
        runs: list[_Run] = []
        done = length = 0
        for edit in [*edits, Edit(len(self.text), len(self.text), "")]:
            pieces.append(self.text[done : edit.start])
            for run in self._runs_between(done, edit.start):
                runs.append(run.cut(max(run.start, done), min(run.end, edit.start), length))
                length = runs[-1].end
            if edit.text:
                origin = self.span_of(edit.start, edit.end)
                pieces.append(edit.text)
                runs.append(_Run(length, length + len(edit.text), origin.start, origin.end))
                length += len(edit.text)
            done = edit.end
        return View("".join(pieces), runs)

    def translated(self, table: dict[int, str]) -> "View":
        """A view with single characters put in place of single characters."""
        text = self.text.translate(table)
        assert len(text) == len(self.text), "a translation must keep the length"
        return View(text, self._runs)

    def span_of(self, start: int, end: int) -> Span:
        """Where in the source the view's characters from `start` to `end` came from, first to last."""
        if not self._runs:
            return Span(0, 0)
        first = self._origin(min(start, max(len(self.text) - 1, 0)))
        if end <= start:
            at = first[0] if start < len(self.text) else self._runs[-1].came_to
            return Span(at, at)
        return Span(first[0], max(first[0], self._origin(end - 1)[1]))

    def spans_of(self, start: int, end: int) -> Iterator[Span]:
        """The source's spans that make up the view's characters from `start` to `end`, without what was left out."""
        for run in self._runs_between(start, end):
            part = run.cut(max(run.start, start), min(run.end, end), 0)
            yield Span(part.came_from, part.came_to)

    def position_of(self, offset: int) -> int:
        """The first character of the view that came from `offset` of the source or after it."""
        for run in self._runs[self._first_run_reaching(offset) :]:
            if offset < run.came_to:
                inside = max(offset - run.came_from, 0) if run.is_one_to_one else 0
                return run.start + inside
        return len(self.text)

    def _first_run_reaching(self, offset: int) -> int:
        low, high = 0, len(self._runs)
        while low < high:
            middle = (low + high) // 2
            if self._runs[middle].came_to <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _origin(self, position: int) -> tuple[int, int]:
        run = self._runs[bisect_right(self._starts, position) - 1]
        if run.is_one_to_one:
            at = run.came_from + position - run.start
            return at, at + 1
        return run.came_from, run.came_to

    def _runs_between(self, start: int, end: int) -> Iterator[_Run]:
        if end <= start:
            return
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._runs)):
            run = self._runs[index]
            if run.start >= end:
                return
            if run.end > start:
                yield run
