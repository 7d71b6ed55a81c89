"""A document becomes answers whose offsets are places in its text, and nothing of it is lost."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from moving_answers import ANSWERS, LETTER

from heard.text.analysis.cutting import LONGEST
from heard.text.analysis.documents import answers_in_document
from heard.text.analysis.result import Answer, LeftOut
from heard.text.readers import read
from heard.text.spans import Source

PROSE = "\n\n".join(f"{answer}. {LETTER}" for answer in ANSWERS[:6])
POEM = """\
  I was the girl with the bin bag
    the bag with my name on it
  they said it was only a week
      it was eleven years"""
CHAT = "\n".join(
    f"10:0{number}:00 From Sam{number % 3} to Everyone: {answer}" for number, answer in enumerate(ANSWERS[:9])
)

texts = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *ANSWERS,
                LETTER,
                POEM,
                "• a point of a list",
                "Page 2",
                "\f",
                "- 3 -",
                "Mia: I was moved again",
                "👩🏽‍🦱 é",
            ]
        ),
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=80),
    ),
    min_size=1,
    max_size=25,
).map("\n".join)


def cut(text: str) -> tuple[Source, list[Answer], list[LeftOut], list[str]]:
    source = Source.from_text("words.txt", text)
    warnings: list[str] = []
    answers, left_out = answers_in_document(source, "1", warnings.append)
    return source, answers, left_out, warnings


@settings(max_examples=200, deadline=None)
@given(text=texts.filter(str.strip))
def test_every_character_is_in_an_answer_or_told_of(text: str) -> None:
    source, answers, left_out, warnings = cut(text)
    covered = bytearray(len(source.text))
    for span in [*(answer.span for answer in answers), *(left.span for left in left_out)]:
        covered[span.start : span.end] = b"\1" * len(span)
    assert not any(not seen and character.strip() for seen, character in zip(covered, source.text, strict=True))
    assert all(answer.text == source.text[answer.span.start : answer.span.end] != "" for answer in answers)
    assert bool(left_out) == bool(warnings)


def test_a_short_text_is_one_answer_with_its_lines() -> None:
    _, answers, _, _ = cut(POEM)
    [poem] = answers
    assert poem.text == POEM
    assert poem.reading == poem.text
    assert poem.place == "the whole text"


def test_a_long_text_is_an_answer_for_each_paragraph() -> None:
    _, answers, _, _ = cut(PROSE)
    assert len(answers) == 6


def test_a_chat_is_an_answer_for_each_message_without_the_names() -> None:
    _, answers, left_out, _ = cut(CHAT)
    assert [answer.text for answer in answers] == ANSWERS[:9]
    assert len(left_out) == 9


def test_a_very_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "They moved me again and nobody asked me what I wanted."
    _, answers, _, _ = cut(" ".join([sentence] * 60))
    assert len(answers) > 1
    assert all(answer.text.endswith(".") and len(answer.text.split()) <= LONGEST for answer in answers)


def test_a_piece_of_a_word_or_two_is_left_out_and_told_of() -> None:
    _, answers, left_out, warnings = cut(f"{PROSE}\n\nStability.")
    assert len(answers) == 6
    assert [left.why for left in left_out] == ["too short"]
    assert warnings == ["1 piece of fewer than 3 words is in no answer."]


def test_a_short_line_before_prose_is_a_heading_even_without_a_style() -> None:
    _, answers, left_out, _ = cut(f"What we heard\n\nMoving again\n\n{PROSE}")
    assert len(answers) == 6
    assert [left.why for left in left_out] == ["heading", "heading"]


def test_short_lines_among_themselves_are_what_somebody_said() -> None:
    lines = ["People who stay when it is hard", "A key of my own", "Knowing before the car comes", "My own sister"]
    _, answers, left_out, _ = cut(f"{PROSE}\n\n" + "\n\n".join(lines))
    assert [answer.text for answer in answers[6:]] == lines
    assert left_out == []


def test_a_line_with_nothing_but_an_address_is_no_answer() -> None:
    _, answers, left_out, _ = cut(f"{PROSE}\n\n<https://example.org/a/long/address/of/many-words>\n\n{ANSWERS[0]}.")
    assert len(answers) == 7
    assert len(left_out) == 1


def test_captions_of_one_speaker_are_put_together_until_a_sentence_ends(tmp_path: Path) -> None:
    cues = [
        "I moved nine times",
        "and nobody told me why",
        "until the car came.",
        *["So I stopped unpacking my bag."] * 20,
    ]
    said = [f"00:{n:02}:00.000 --> 00:{n:02}:05.000\n<v Sam>{cue}</v>\n" for n, cue in enumerate(cues)]
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n" + "\n".join(said), encoding="utf-8")
    answers, _ = answers_in_document(read(tmp_path / "talk.vtt"), "1", lambda _: None)
    assert 1 < len(answers) < len(cues) / 4
    assert answers[0].reading.startswith("I moved nine times and nobody told me why until the car came.")
    assert all(answer.reading.endswith(".") for answer in answers)


def test_captions_without_a_full_stop_are_cut_all_the_same(tmp_path: Path) -> None:
    said = [
        f"00:{n:02}:00.000 --> 00:{n:02}:05.000\nand then i moved again and again and again {n}\n" for n in range(59)
    ]
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n" + "\n".join(said), encoding="utf-8")
    answers, _ = answers_in_document(read(tmp_path / "talk.vtt"), "1", lambda _: None)
    assert len(answers) > 1
    assert all(len(answer.reading.split()) <= LONGEST + 20 for answer in answers)
