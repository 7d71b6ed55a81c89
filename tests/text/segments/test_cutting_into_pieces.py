"""A source is cut into the pieces a reader takes in one at a time, and not a character of it is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.segments import SegmentKind, Unit, segment, words_of
from heard.text.spans import Source, Span


def pieces(text: str, unit: Unit = Unit.PARAGRAPH) -> list[tuple[SegmentKind, str]]:
    source = Source.from_text("a.txt", text)
    cut = segment(source, unit)
    return [(piece.kind, words_of(source.text, piece.span, cut.left_out)) for piece in cut.segments]


def test_paragraphs_cut_to_a_width_are_joined_and_parted_at_blank_lines() -> None:
    text = "The hall was cold and nobody took\ntheir coat off until the urn had\nboiled.\n\nThen they talked.\n"
    assert [words for _, words in pieces(text)] == [
        "The hall was cold and nobody took their coat off until the urn had boiled.",
        "Then they talked.",
    ]


def test_a_blank_line_after_every_line_parts_nothing() -> None:
    lines = (
        "The hall was cold and nobody took their coat off until",
        "the urn had boiled, and then for an hour they talked of",
        "nothing else but the boiler and the man who came to see",
        "about the boiler.",
    )
    assert pieces(" \n\n".join(lines)) == [(SegmentKind.PARAGRAPH, " ".join(lines))]


def test_items_lose_their_bullets_and_numbers() -> None:
    text = "We want:\n\n• a key\n• a chair that\n  is ours\n\n1. first\n2) second\n"
    assert [words for kind, words in pieces(text) if kind is SegmentKind.ITEM] == [
        "a key",
        "a chair that is ours",
        "first",
        "second",
    ]


def test_a_poem_stays_a_poem() -> None:
    poem = "The kettle knows\nwhat time it is\nThe door has never said\nHello"
    assert [kind for kind, _ in pieces(poem)] == [SegmentKind.VERSE]
    assert [words for _, words in pieces(poem, Unit.SENTENCE)] == poem.split("\n")


def test_turns_know_who_speaks() -> None:
    source = Source.from_text("a.txt", "Ada: I rang.\nBo: And?\nAda: Nobody.\nBo: Nobody ever.\n")
    cut = segment(source)
    assert [(piece.speaker, piece.span.of(source.text)) for piece in cut.segments] == [
        ("Ada", "I rang."),
        ("Bo", "And?"),
        ("Ada", "Nobody."),
        ("Bo", "Nobody ever."),
    ]


def test_sentences_end_where_people_end_them() -> None:
    text = "Dr. Osei came at 4.30 p.m. on Monday. “Was it No. 5?” she asked. i dont know. nobody said… Well!"
    assert [words for _, words in pieces(text, Unit.SENTENCE)][:2] == [
        "Dr. Osei came at 4.30 p.m. on Monday.",
        "“Was it No. 5?” she asked.",
    ]


def test_a_long_word_that_ends_like_an_abbreviation_ends_its_sentence() -> None:
    text = f"It was called {'l' * 60}no. 5 of us went."
    assert [words for _, words in pieces(text, Unit.SENTENCE)][1] == "5 of us went."


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab .,\n\r\f\t“”\"'’-•1)😀e\u0301:\u00ad", max_size=150), st.sampled_from(Unit))
def test_every_character_is_in_one_segment_or_left_out(text: str, unit: Unit) -> None:
    source = Source.from_text("a.txt", text)
    cut = segment(source, unit)
    times = [0] * len(source.text)
    for span in [piece.span for piece in cut.segments]:
        for at in range(span.start, span.end):
            times[at] += 1
    assert max(times, default=0) <= 1
    left_out = [span for span in cut.left_out if len(span)]
    for at, character in enumerate(source.text):
        is_held = times[at] or any(span.covers(Span(at, at + 1)) for span in left_out)
        assert is_held or character.isspace() or character in "\u00ad\x1c\x1d\x1e\x1f", (at, character)
