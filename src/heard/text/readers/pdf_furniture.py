"""Running titles and page numbers: what comes again at the same place on other pages, set apart from all else there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from heard.text.readers.pdf_lines import PageLine, PageText

_ZONE = 0.15  # of a page’s height, at its top and bottom
_DEPTH = 3  # rows from the edge
_ROW = 3.0  # points within which lines stand in one row
_NEAR = 6.0  # points within which two lines stand at the same height
_APART = 1.5  # type sizes between furniture and the words of the page
_SHARE = 0.4  # of the pages: odd and even pages may have titles of their own
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|tudalen)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|o|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)

Row = list[PageLine]


def find_furniture(pages: Sequence[PageText]) -> set[int]:
    """The `id()` of every line that is furniture.

    Repetition is judged without digits, so that “Page 3” repeats “Page 2”; but not in type larger than the body’s,
    where a number counts headings. Where a PDF is tagged, what lies at the edge and outside all tags is furniture too.
    """
    body_size = _body_size(pages)
    edges = [(page, list(_rows_from_edge(page, at_top))) for page in pages for at_top in (True, False)]
    edge_lines = [(page.number, line) for page, rows in edges for row in rows[:_DEPTH] for line in row]
    seen = {(_words(line, body_size), round(line.baseline / _NEAR), page) for page, line in edge_lines}
    pages_with = Counter((words, height) for words, height, _ in seen)
    wanted = max(2, _SHARE * len(pages))

    def comes_again(line: PageLine) -> bool:
        words, height = _words(line, body_size), round(line.baseline / _NEAR)
        again = sum(pages_with[words, near] for near in (height - 1, height, height + 1))
        return again >= wanted or _PAGE_NUMBER.fullmatch(line.text.strip()) is not None

    found: set[int] = set()
    for page, rows in edges:
        found.update(_outside_tags(page, rows))
        found.update(id(line) for row in _set_apart(page, rows, comes_again) for line in row)
    often = Counter(_words(line, body_size) for _, line in edge_lines if id(line) in found)
    for _, line in edge_lines:  # a heading close below a running title does not make it part of the page
        if comes_again(line) and often[_words(line, body_size)] >= max(1, _SHARE * len(pages)):
            found.add(id(line))
    return found


def _body_size(pages: Sequence[PageText]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _words(line: PageLine, body_size: float) -> str:
    words = line.text.strip().casefold()
    return words if line.size > 1.08 * body_size else re.sub(r"\d+", "#", words)


def _rows_from_edge(page: PageText, at_top: bool) -> Iterator[Row]:
    """Rows of lines from an edge of the page inwards; two more than can be furniture, to see what comes next."""
    row: Row = []
    rows = 0
    for line in sorted(page.lines, key=lambda line: -line.baseline if at_top else line.baseline):
        if row and abs(line.baseline - row[0].baseline) > _ROW:
            yield row
            rows += 1
            row = []
        if rows > _DEPTH + 1:
            return
        row.append(line)
    if row:
        yield row


def _is_at_edge(row: Row, page: PageText) -> bool:
    height = row[0].baseline
    return height < page.height * _ZONE or height > page.height * (1 - _ZONE)


def _outside_tags(page: PageText, rows: Sequence[Row]) -> Iterator[int]:
    total = sum(len(line.text) for line in page.lines)
    if sum(len(line.text) for line in page.lines if line.tag.marked) > 0.5 * total:
        for row in rows:
            if _is_at_edge(row, page):
                yield from (id(line) for line in row if not line.tag.marked)


def _set_apart(page: PageText, rows: Sequence[Row], comes_again: Callable[[PageLine], bool]) -> Sequence[Row]:
    """The outermost rows that come again, as far in as a gap parts them from what does not."""
    repeated = 0
    while (
        repeated < min(len(rows), _DEPTH)
        and _is_at_edge(rows[repeated], page)
        and all(map(comes_again, rows[repeated]))
    ):
        repeated += 1
    while 0 < repeated < len(rows):
        last, following = rows[repeated - 1][0], rows[repeated][0]
        if abs(last.baseline - following.baseline) >= _APART * max(last.size, following.size):
            break
        repeated -= 1
    return rows[:repeated]
