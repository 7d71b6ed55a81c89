"""Page furniture: running titles, page numbers, addresses dumped at a page's foot, rules. In the text, in no paragraph.

Where a file marks its furniture (`BlockKind.FURNITURE`) that is believed. Otherwise it is known by position and
repetition: a line is furniture only if something besides its own look says so, because nothing a person said may be
taken away.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from heard.text.segments.lines import VisualLine
from heard.text.segments.marks import depth_after
from heard.text.segments.shape import ends_a_sentence, runs_on, shape_of
from heard.text.spans import BlockKind, Span

PAGE_OF = re.compile(
    r"\W*(?:page|p\.?|pg\.?|tudalen)\s*\d{1,4}(?:\s*(?:of|o|/)\s*\d{1,4})?\W*|\d{1,4}\s*(?:of|/)\s*\d{1,4}|\d{1,4}\s*\|\s*P\s*a\s*g\s*e\W*",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"[\W_]*(\d{1,4})[\W_]*")
RULE = re.compile(r"(?:[-_=~*•·#–—─━]\s*){3,}")
ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
LEADS_TO_ADDRESS = re.compile(
    r"(?:\b(?:visit|at|see|here|via|from|to|on|is|link|website|site|page|and|or|of|form|online|read|by)|[:(–—-])$", re.I
)
HAS_LETTERS = re.compile(r"[^\W\d_]{2}")
LONGEST_RUNNING_TITLE = 140
LONGEST_FURNITURE_BLOCK = 4  # lines: title, subtitle, organisation, number


class Furniture(StrEnum):
    """Why a line is furniture."""

    MARKED = "marked by the file"
    RULE = "rule"
    PAGE_NUMBER = "page number"
    RUNNING_TITLE = "running title"
    ADDRESS = "address dumped at the foot of a page"


def find_furniture(lines: Sequence[VisualLine]) -> dict[int, Furniture]:
    """Which of `lines` are page furniture (by their place in `lines`), and why."""
    return _Search(lines).find()


def furniture_spans(lines: Sequence[VisualLine], found: dict[int, Furniture]) -> list[Span]:
    return [lines[index].span for index in sorted(found)]


class _Search:
    """A search for furniture; what is found first helps to find the rest."""

    def __init__(self, lines: Sequence[VisualLine]) -> None:
        self.lines = lines
        self.shape = shape_of(lines)
        self.found: dict[int, Furniture] = {}
        self.is_paged = any(line.turns_page for line in lines)
        self.usual_gap = sorted(line.gap for line in lines)[len(lines) // 2] if lines else 0
        self.opening = _long_words(" ".join(line.text for line in lines[:2]))

    def find(self) -> dict[int, Furniture]:
        for index, line in enumerate(self.lines):
            if line.kind is BlockKind.FURNITURE:
                self.found[index] = Furniture.MARKED
            elif RULE.fullmatch(line.text):
                self.found[index] = Furniture.RULE
            elif PAGE_OF.fullmatch(line.text):
                self.found[index] = Furniture.PAGE_NUMBER
        self._find_dumped_addresses()
        self._find_numbers_with_titles()
        self._find_page_numbers()
        self._find_running_titles()
        return self.found

    def _is_open(self, index: int) -> bool:
        """Whether a line may still be found to be furniture: the file's own blocks are believed."""
        return 0 <= index < len(self.lines) and index not in self.found and self.lines[index].block is None

    def _around(self, first: int, last: int) -> tuple[VisualLine | None, VisualLine | None]:
        """The nearest lines that stay before `first` and after `last`."""
        before = next((self.lines[i] for i in range(first - 1, -1, -1) if i not in self.found), None)
        after = next((self.lines[i] for i in range(last + 1, len(self.lines)) if i not in self.found), None)
        return before, after

    def _interrupts(self, first: int, last: int) -> bool:
        """Whether a sentence that fills the line before goes on in the line after, so that these do not belong."""
        before, after = self._around(first, last)
        if before is None or after is None or ends_a_sentence(before.text) or self.shape.has_room_for(before, after):
            return False
        return after.text[:1].islower() or (depth_after(before.text) > 0 and not after.text[:1].isdigit())

    def _is_at_page_edge(self, first: int, last: int) -> bool:
        """Whether a page turns just before or after these lines, or the text ends, but for furniture."""
        while first - 1 in self.found and not self.lines[first].turns_page:
            first -= 1
        while last + 1 in self.found and not self.lines[last + 1].turns_page:
            last += 1
        ends = last + 1 == len(self.lines)
        return (
            (self.is_paged and ends) or self.lines[first].turns_page or (not ends and self.lines[last + 1].turns_page)
        )

    # Addresses.

    def _find_dumped_addresses(self) -> None:
        """Lines of nothing but an address to which no words lead, and which break a sentence, end a page or repeat."""
        alone = [i for i, line in enumerate(self.lines) if self._is_open(i) and ADDRESS.fullmatch(line.text)]
        everything = "".join(
            line.text for line in self.lines if line.block is None
        )  # an address cut by a line end is whole
        for first, last in _groups(alone):
            before, after = self._around_addresses(first, last, alone)
            if before is None or LEADS_TO_ADDRESS.search(before.text):
                continue
            misplaced = self._interrupts(first, last) or (after is not None and after.turns_page)
            for index in range(first, last + 1):
                address = self.lines[index].text
                elsewhere = everything.count(address) - sum(self.lines[i].text == address for i in alone)
                if misplaced or elsewhere > 0:
                    self.found[index] = Furniture.ADDRESS

    def _around_addresses(
        self, first: int, last: int, alone: Sequence[int]
    ) -> tuple[VisualLine | None, VisualLine | None]:
        before = next((self.lines[i] for i in range(first - 1, -1, -1) if i not in alone and i not in self.found), None)
        return before, self._around(first, last)[1]

    # Page numbers, with the running titles beside them.

    def _find_numbers_with_titles(self) -> None:
        """A number with a running title beside it, or one that breaks a sentence."""
        for index, line in enumerate(self.lines):
            is_bare = self._is_open(index) and BARE_NUMBER.fullmatch(line.text) and not self._is_led_to(index)
            if not is_bare and self.found.get(index) is not Furniture.PAGE_NUMBER:
                continue
            first, last = self._with_titles(index)
            if first < last or self._interrupts(index, index):
                self.found.update(dict.fromkeys(range(first, last + 1), Furniture.RUNNING_TITLE))
                self.found[index] = Furniture.PAGE_NUMBER

    def _is_led_to(self, index: int) -> bool:
        """Whether the line before leads to a number: “Young person,” “16”."""
        return index > 0 and self.lines[index].gap <= self.usual_gap and self.lines[index - 1].text.endswith(",")

    def _with_titles(self, number: int) -> tuple[int, int]:
        """The page number's line with the running titles above and below it, as (first, last)."""
        first = last = number
        while number - first < LONGEST_FURNITURE_BLOCK and self._looks_like_running_title(first - 1):
            first -= 1
        while last - number < LONGEST_FURNITURE_BLOCK and self._looks_like_running_title(last + 1):
            last += 1
        return first, last

    def _looks_like_running_title(self, index: int) -> bool:
        """Whether a line is short and without a stop, and is divided by a bar or repeats the opening lines."""
        if index < 4 or not self._is_open(index) or not _is_title_like(self.lines[index].text):
            return False
        text, words = self.lines[index].text, _long_words(self.lines[index].text)
        if text.endswith(".") or runs_on(self.lines[index - 1].text, text):
            return False
        return " | " in text or (len(words) >= 2 and len(words & self.opening) >= 0.75 * len(words))

    def _find_page_numbers(self) -> None:
        """Numbers alone on a line that count pages: at a page's edge, or each one more than the last."""
        alone = [
            (i, int(match.group(1)))
            for i, line in enumerate(self.lines)
            if self._is_open(i) and (match := BARE_NUMBER.fullmatch(line.text))
        ]
        self.found.update({i: Furniture.PAGE_NUMBER for i, _ in alone if self._is_at_page_edge(i, i)})
        known = {i for i, reason in self.found.items() if reason is Furniture.PAGE_NUMBER}
        for chain in _counting_chains(alone):
            if len(chain) >= 3 or (len(chain) >= 2 and known & set(chain)):
                self.found.update(dict.fromkeys(chain, Furniture.PAGE_NUMBER))

    # Running titles.

    def _find_running_titles(self) -> None:
        """Lines that come again (but for digits) in other company: beside page numbers, at edges, inside sentences."""
        alike: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            if self._is_open(index) and _is_title_like(line.text):
                alike[_pattern_of(line.text)].append(index)
        known = {_pattern_of(self.lines[i].text) for i, why in self.found.items() if why is Furniture.RUNNING_TITLE}
        # Twice, because the line next to the edge must be known before the one next to it can be.
        for pattern, indexes in [*alike.items(), *alike.items()]:
            evident = [i for i in indexes if self._is_evident(i)]
            company = {
                self.lines[i - 1].text for i in evident if i and not BARE_NUMBER.fullmatch(self.lines[i - 1].text)
            }
            if any(self._begins_prose(i) for i in indexes):
                continue
            if pattern in known or (len(company) >= 2 and 2 * len(evident) >= len(indexes)):
                # The first time it may be the document's own title, at the very top.
                self.found.update(dict.fromkeys((i for i in indexes if i > 2), Furniture.RUNNING_TITLE))

    def _begins_prose(self, index: int) -> bool:
        """Whether a line begins a sentence that the next line plainly goes on with."""
        before, after = self._around(index, index)
        line = self.lines[index]
        follows_an_end = before is None or ends_a_sentence(before.text) or self.shape.has_room_for(before, line)
        return after is not None and follows_an_end and runs_on(line.text, after.text)

    def _is_evident(self, index: int) -> bool:
        beside_number = any(self.found.get(i) is Furniture.PAGE_NUMBER for i in (index - 1, index + 1))
        return index > 0 and (beside_number or self._is_at_page_edge(index, index) or self._interrupts(index, index))


def _groups(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring indexes, as (first, last)."""
    start = None
    for position, index in enumerate(indexes):
        if start is None:
            start = index
        if position + 1 == len(indexes) or indexes[position + 1] != index + 1:
            yield start, index
            start = None


def _counting_chains(alone: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Lone numbers that count up by one, not on neighbouring lines."""
    chains: list[list[tuple[int, int]]] = []
    for index, number in alone:
        for chain in chains:
            if chain[-1][1] + 1 == number and index - chain[-1][0] > 3:
                chain.append((index, number))
                break
        else:
            chains.append([(index, number)])
    return [[index for index, _ in chain] for chain in chains]


def _is_title_like(text: str) -> bool:
    return (
        len(text) <= LONGEST_RUNNING_TITLE
        and bool(HAS_LETTERS.search(text))
        and not text[:1].islower()
        and not text.endswith((",", ";", "”", "’"))
    )


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))


def _pattern_of(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
