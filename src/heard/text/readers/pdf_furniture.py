"""Running titles and page numbers: what comes again at the same place on other pages, outside all else on its page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from heard.text.readers.pdf_lines import PageLine, PageText

_ZONE = 0.15  # of a page’s height, at its top and bottom
_DEPTH = 3  # lines from the edge
_NEAR = 6.0  # points within which two lines stand at the same height
_SHARE = 0.4  # of the pages: odd and even pages may have titles of their own
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|tudalen)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|o|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)


def find_furniture(pages: Sequence[PageText]) -> set[int]:
    """The `id()` of every line that is furniture.

    Repetition is judged without digits, so that “Page 3” repeats “Page 2”. Where a PDF is tagged, what lies in the
    zone and outside all tags is furniture too.
    """
    alike: dict[tuple[str, bool], list[PageLine]] = defaultdict(list)
    found: set[int] = set()
    for page in pages:
        tagged = _is_tagged(page)
        for line, at_top in _outermost(page):
            alike[re.sub(r"\d+", "#", line.text.strip().casefold()), at_top].append(line)
            if (tagged and not line.tag.group) or _PAGE_NUMBER.fullmatch(line.text.strip()):
                found.add(id(line))
    for lines in alike.values():
        found.update(_repeated(lines, len(pages)))
    return found


def _outermost(page: PageText) -> Iterator[tuple[PageLine, bool]]:
    """The lines nearest the upper and the lower edge, and whether it is the upper."""
    by_height = sorted(page.lines, key=lambda line: -line.box[3])
    for line in by_height[:_DEPTH]:
        if line.box[1] > page.height * (1 - _ZONE):
            yield line, True
    for line in by_height[::-1][:_DEPTH]:
        if line.box[3] < page.height * _ZONE:
            yield line, False


def _repeated(lines: Sequence[PageLine], pages: int) -> Iterator[int]:
    for line in lines:
        twins = {other.page for other in lines if abs(other.baseline - line.baseline) <= _NEAR}
        if len(twins) >= max(2, _SHARE * pages):
            yield id(line)


def _is_tagged(page: PageText) -> bool:
    """Whether most words of a page have tags that tell elements apart."""
    total = sum(len(line.text) for line in page.lines)
    return sum(len(line.text) for line in page.lines if line.tag.group) > 0.5 * total
