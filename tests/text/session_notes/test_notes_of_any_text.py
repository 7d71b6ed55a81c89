"""Whatever a text holds: nothing falls outside it, nothing is changed, nothing is lost without a warning."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.segments import lay_out, words_of
from heard.text.session_notes import SessionRecord, read_session_notes
from heard.text.spans import Source, Span

PIECES = (
    *(
        "word",
        "Two words",
        "She said",
        "I",
        "never",
        "tenant",
        "e\u0301te\u0301",
        "नमस्ते",
        "😀",
        "👩‍👧",
        "kids'",
        "'90s",
        "naïve",
    ),
    *("“", "”", '"', "‘", "’", "'", "«", "»", "–", "— ", "- ", "• ", "* ", "1. ", "2.1 ", "> ", "(", ")", "[…]", ":"),
    *(
        ".",
        "?",
        "!",
        ",",
        "…",
        " ",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        "\t",
        "    ",
        "\u2028",
        "\u00ad",
        "-\n",
    ),
    *(
        "Page 3",
        "7",
        "===",
        "Monday 7 March 2022",
        "10am - noon",
        "Chair: Ann Lee",
        "https://example.org/a-b",
        "HEADING",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)
WORD = re.compile(r"[^\W\d_]{3,}")


def bare(text: str) -> str:
    """A text without white space and hyphens, which are all that is folded."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\x02\x1c-\x1f-]", "", text)


def places(record: SessionRecord) -> list[tuple[Span, str]]:
    prose = [(piece.span, piece.text) for section in record.sections for piece in section.prose]
    return prose + [(quotation.span, quotation.text) for quotation in record.quotations]


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_every_piece_is_the_source_s_own_words_at_its_place(text: str) -> None:
    source = Source.from_text("notes.txt", text)
    layout = lay_out(source)
    for span, words in places(read_session_notes(source)):
        assert span.end <= len(source.text)
        assert words == words_of(source.text, span, layout.left_out)
        if not layout.left_out:
            assert bare(words) == bare(span.of(source.text))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_sections_follow_each_other_and_hold_what_is_theirs(text: str) -> None:
    record = read_session_notes(Source.from_text("notes.txt", text))
    for before, after in zip(record.sections, record.sections[1:], strict=False):
        assert before.span.end <= after.span.start
    for section in record.sections:
        for piece in (*section.prose, *section.quotations):
            assert section.span.covers(piece.span)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_no_word_is_lost_without_a_warning(text: str) -> None:
    source = Source.from_text("notes.txt", text)
    record = read_session_notes(source)
    held = [span for span, _ in places(record)]
    said = bare(
        " ".join([record.title or "", *(section.heading or "" for section in record.sections), *record.warnings])
    )
    if record.date or record.start:
        said += "Monday7March202210am-noon"
    said += bare(f"Chair{record.chair or ''}{record.chair_role or ''}")
    for word in WORD.finditer(source.text):
        place = Span(*word.span())
        assert (
            any(span.overlaps(place) for span in held)
            or bare(word.group()) in said
            or "more" in said  # of many lines of furniture, the warning names the first and counts the rest
        ), word.group()
