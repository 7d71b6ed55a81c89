"""Session notes written by rule, in many layouts, so that what is read can be compared with what was meant."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hypothesis import strategies as st

PROSE = (
    "Many people at the table spoke about the time it takes to be believed, and about what they had lost by then.",
    "A teaching assistant described how the corridor changes when inspectors come. Everyone laughed, then nobody did.",
    "There was broad agreement that letters should be shorter. Several had brought theirs along to show the others.",
    "Those who had waited longest said least. The facilitator noticed this and went round the room again.",
    "Bus fares, phone credit and the price of school shoes came up more than once, usually in that order.",
    "In Marlow Street the group had already tried a shared calendar, which worked until the tablet broke.",
    "Others were more hopeful. They had seen a small change last spring and wanted it kept.",
    "Parents’ evenings were mentioned by a number of people, not always kindly.",
)
SPOKEN = (
    "I rang and rang. In the end I walked there, and it had moved.",
    "Nobody asks what you’re good at. They ask what happened to you.",
    "its not the waiting its not knowing if ur still in the queue",
    "My sister’s social worker knew my name before mine did.",
    "You get used to packing. That’s the worst part, how quick you get at it.",
    "We had one good year, 2019, and then the centre closed… I still go past it.",
    "They said ‘it takes as long as it takes’ and I thought, for who?",
    "If you’d told me at sixteen that I would be the one running this group I would not have believed you, because at "
    "sixteen I did not speak to anybody at all and the only place I went was the library, where they let you be.",
    "honestly just answer the phone",
    "I don’t want a fuss made. I want the same person twice.",
    "It’s the forms! Page nine asks what page three asked.",
)
HEADINGS = (
    "Being believed",
    "What happens at the door",
    "Letters and phone calls",
    "Money",
    "Growing up twice",
    "School, and after school",
    "The price of getting there",
    "Who people go to first",
    "Small things that helped",
    "Trust",
)
ROLES = ("care leaver, 19", "foster carer", "Young person, 16", "parent of three, Hull", "Tenant", "youth worker")
SCARE = ("thresholds", "home", "the pathway", "Moving On Together", "Bright Futures")
TITLES = (
    "Rivermouth Listening Inquiry: evidence session notes",
    "Notes of the Hightown round table on growing up",
    "Evidence session summary: North West",
)


class Layout(Enum):
    """How the lines fall."""

    PARAGRAPH_A_LINE = "one line a paragraph, a blank line between"
    WRAPPED = "lines cut to a width, a blank line between paragraphs"
    WRAPPED_TIGHT = "lines cut to a width, no blank lines"
    DOUBLE_SPACED = "lines cut to a width, a blank line after every line"
    PAGED = "lines cut to a width, a running title and a number every so many lines"
    FROM_PDF = (
        "lines cut by breadth, quotations narrower, a blank line after every line, pages with or without furniture"
    )


class Marks(Enum):
    CURLY = "“”"
    STRAIGHT = '""'
    SINGLE_CURLY = "‘’"
    SINGLE_STRAIGHT = "''"


class Signing(Enum):
    """How a quotation says who spoke."""

    NOT = "not"
    DASH = "after a dash"
    DASH_BELOW = "after a dash on the next line"
    BRACKETS = "in brackets"


# The widths of Helvetica's letters, in ems, by which the lines of a page are cut.
NARROW = {**dict.fromkeys("ijl‘’'", 0.222), **dict.fromkeys("ft.,;:!/ I()-", 0.278), **dict.fromkeys('r“”"', 0.333)}
BROAD = {**dict.fromkeys("mM", 0.833), **dict.fromkeys("w", 0.722), **dict.fromkeys("…—", 1.0)}


def wrap_by_breadth(text: str, most: float) -> list[str]:
    """Cuts a paragraph into lines as broad as will fit into `most` ems."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and sum(NARROW.get(c) or BROAD.get(c, 0.556) for c in longer) > most:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


@dataclass(frozen=True)
class Words:
    """A quotation that is set apart, and who spoke."""

    text: str
    role: str | None = None


@dataclass(frozen=True)
class WithWords:
    """A paragraph of prose with a quotation or a scare quote within it."""

    before: str
    inside: str
    after: str
    is_quotation: bool


@dataclass(frozen=True)
class WrittenSection:
    heading: str
    pieces: tuple[str | Words | WithWords, ...]


@dataclass(frozen=True)
class WrittenNotes:
    title: str
    date_line: str
    opening: str
    sections: tuple[WrittenSection, ...]
    layout: Layout
    marks: Marks
    signing: Signing
    width: int = 78
    page_length: int = 23

    def text(self) -> str:
        return self._laid_out(list(self._paragraphs()))

    def marked(self, words: str) -> str:
        opens, closes = self.marks.value
        return opens + self._spelt(words) + closes

    def _spelt(self, text: str) -> str:
        """Nested marks of the other kind, and apostrophes as the notes type them."""
        if self.marks is Marks.STRAIGHT:
            return text.replace("‘", "'").replace("’", "'")
        if self.marks in (Marks.SINGLE_CURLY, Marks.SINGLE_STRAIGHT):
            text = text.replace("‘it takes as long as it takes’", "“it takes as long as it takes”")
        return (
            text.replace("’", "'").replace("“", '"').replace("”", '"') if self.marks is Marks.SINGLE_STRAIGHT else text
        )

    def _paragraphs(self) -> Iterator[str]:
        yield from (self.title, self.date_line, self._spelt(self.opening))
        for section in self.sections:
            yield section.heading
            for piece in section.pieces:
                yield from self._piece(piece)

    def _piece(self, piece: str | Words | WithWords) -> Iterator[str]:
        if isinstance(piece, str):
            yield self._spelt(piece)
        elif isinstance(piece, WithWords):
            yield self._spelt(piece.before) + self.marked(piece.inside) + self._spelt(piece.after)
        elif piece.role is None or self.signing is Signing.NOT:
            yield self.marked(piece.text)
        elif self.signing is Signing.DASH_BELOW:
            yield self.marked(piece.text) + "\x00– " + piece.role
        else:
            yield self.marked(piece.text) + (f" – {piece.role}" if self.signing is Signing.DASH else f" ({piece.role})")

    def _laid_out(self, paragraphs: list[str]) -> str:
        if self.layout is Layout.PARAGRAPH_A_LINE:
            return "\n\n".join(paragraphs).replace("\x00", "\n") + "\n"
        wrapped = [[line for part in p.split("\x00") for line in self._wrap(part)] for p in paragraphs]
        if self.layout is Layout.FROM_PDF:
            return self._as_from_pdf(paragraphs)
        if self.layout is Layout.WRAPPED:
            return "\n\n".join("\n".join(lines) for lines in wrapped) + "\n"
        every = [line for lines in wrapped for line in lines]
        if self.layout is Layout.WRAPPED_TIGHT:
            return "\n".join(every) + "\n"
        if self.layout is Layout.DOUBLE_SPACED:
            return " \n\n".join(every) + " \n\n"
        return "\n".join(self._paged(every))

    def _as_from_pdf(self, paragraphs: list[str]) -> str:
        lines = [
            line
            for p in paragraphs
            for part in p.split("\x00")
            for line in wrap_by_breadth(part, self._breadth_for(part))
        ]
        text = ""
        for number, line in enumerate(lines, start=1):
            text += line + " \n\n"
            if number % self.page_length == 0:
                page = number // self.page_length
                text += ("", f"\n\n\n{self.title} | Rivermouth \n\n{page} \n\n", "\f")[self.width % 3]
                text += (" ", "", "")[self.width % 3]
        return text

    def _breadth_for(self, part: str) -> float:
        is_apart = part[0] in self.marks.value[0] and part[-1] in self.marks.value[1]
        return 0.5 * self.width * (0.92 if is_apart else 1)

    def _wrap(self, paragraph: str) -> list[str]:
        return textwrap.wrap(paragraph, self.width, break_long_words=False, break_on_hyphens=False)

    def _paged(self, lines: list[str]) -> Iterator[str]:
        for start in range(0, len(lines), self.page_length):
            yield from lines[start : start + self.page_length]
            yield from ("", f"{self.title} | Rivermouth", "", str(start // self.page_length + 1), "")

    def meant(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Headings with their quotations, as (words, whether within prose)."""
        return [(section.heading, list(self._meant(section))) for section in self.sections]

    def _meant(self, section: WrittenSection) -> Iterator[tuple[str, bool]]:
        for piece in section.pieces:
            if isinstance(piece, Words):
                yield self._spelt(piece.text), False
            elif isinstance(piece, WithWords) and piece.is_quotation:
                yield self._spelt(piece.inside), True


INLINE = (
    WithWords(
        "One young man said it was ", "like shouting into a cupboard for three years", ", and others agreed.", True
    ),
    WithWords("A grandmother told the group: ", "I keep the receipts. All of them.", " She had brought the tin.", True),
    WithWords("Several disliked being told about ", "{}", " by people who had never needed one.", False),
    WithWords("The ", "{}", " scheme was mentioned twice.", False),
)


@st.composite
def sections(draw: st.DrawFn) -> WrittenSection:
    pieces: list[str | Words | WithWords] = [draw(st.sampled_from(PROSE))]
    for _ in range(draw(st.integers(0, 5))):
        pieces.append(draw(st.sampled_from(PROSE) | words() | within_prose()))
    return WrittenSection(draw(st.sampled_from(HEADINGS)), tuple(pieces))


def words() -> st.SearchStrategy[Words]:
    return st.builds(Words, st.sampled_from(SPOKEN), st.none() | st.sampled_from(ROLES))


def within_prose() -> st.SearchStrategy[WithWords]:
    def filled(piece: WithWords, scare: str) -> WithWords:
        return WithWords(piece.before, piece.inside.format(scare), piece.after, piece.is_quotation)

    return st.builds(filled, st.sampled_from(INLINE), st.sampled_from(SCARE))


def written_notes() -> st.SearchStrategy[WrittenNotes]:
    return st.builds(
        WrittenNotes,
        st.sampled_from(TITLES),
        st.sampled_from(("Tuesday 8 March 2022, 6–7.30pm", "8 March 2022", "Tuesday 8th March 2022, 18:00 to 19:30")),
        st.sampled_from(PROSE),
        st.lists(sections(), min_size=1, max_size=5, unique_by=lambda section: section.heading).map(tuple),
        st.sampled_from(Layout),
        st.sampled_from(Marks),
        st.sampled_from(Signing),
        st.integers(64, 100),
        st.integers(17, 40),
    )
