"""Words are quoted only where they stand alone, are whole and can be read out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.anchors import verify_quotation
from heard.text.quotations import Fault, Tone, faults_in, quotable_spans, tone_of
from heard.text.spans import Source

SOUND = [
    "I moved nine times before I was twelve years old.",
    "My social worker listened, and I felt safe for once.",
    "It is hard to be moved away from your brothers.",
    "One day they told me to pack my things.",
    "Nobody asked me where I wanted to live.",
    "It’s time people had a say in where they live.",
    "Both Ana and Ben were in care with me.",
    "Those of us who grew up in care know this.",
]


@pytest.mark.parametrize("words", SOUND)
def test_words_that_stand_alone_have_no_fault(words: str) -> None:
    assert faults_in(words) == ()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("This made me feel like nobody wanted me.", Fault.DANGLING),
        ("They never told me why it had happened.", Fault.DANGLING),
        ("But then I had to move to another town.", Fault.DANGLING),
        ("For example, my brother was not told either.", Fault.DANGLING),
        ("Yes, I think that would have helped me.", Fault.DANGLING),
        ("It made me feel that nobody wanted me.", Fault.DANGLING),
        ("moved away from my brothers for three years.", Fault.CUT),
        ("I wanted to stay with my brothers and", Fault.CUT),
        ("I wanted to stay with my brothers because…", Fault.CUT),
        ("They moved me.", Fault.SHORT),
        ("I was moved and " * 20 + "moved.", Fault.LONG),
        ("The form is at www.example.org for everybody to see.", Fault.UNSPEAKABLE),
        ("1. Stop moving children. 2. Listen to them more.", Fault.UNSPEAKABLE),
        ("I would say the same as above about my school.", Fault.ELSEWHERE),
        ("As I said before, I answered that in question 3.", Fault.ELSEWHERE),
        ("NOBODY EVER LISTENED TO ME IN THAT HOUSE.", Fault.SHOUTED),
        ("[Name] and [Name] moved me to [place] in [month].", Fault.RIDDLED),
        ("Why did nobody ever ask me what I wanted?", Fault.QUESTION),
    ],
)
def test_words_that_do_not_are_known_by_their_fault(words: str, fault: Fault) -> None:
    assert fault in faults_in(words)


def test_of_a_long_answer_whole_sentences_are_offered() -> None:
    text = "It was bad. I moved nine times before I was twelve. That is too many. My last carers kept me for good."
    offered = [span.of(text) for span in quotable_spans(text)]
    assert "I moved nine times before I was twelve. That is too many." in offered
    assert not any(words.startswith(("It was", "That is")) for words in offered)


def test_somebody_who_writes_without_capitals_can_be_quoted() -> None:
    text = "i moved nine times before i was twelve"
    assert [span.of(text) for span in quotable_spans(text)] == [text]


def test_paragraphs_are_not_run_together() -> None:
    text = "I moved nine times before I was twelve.\n\nMy school never asked me about any of it."
    assert sorted(span.of(text) for span in quotable_spans(text)) == sorted(text.split("\n\n"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SOUND, "This too.", "But why", "\n", "\n\n", "see www.example.org", "• one", "…"])))
def test_what_is_offered_are_the_texts_own_words(parts: list[str]) -> None:
    text = " ".join(parts)
    for span in quotable_spans(text):
        assert verify_quotation(Source.from_text("answer", text), span.of(text)).pieces
        assert not {Fault.DANGLING, Fault.CUT, Fault.LONG, Fault.UNSPEAKABLE} & set(faults_in(span.of(text)))


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("I felt safe and loved there.", Tone.GOOD),
        ("I was scared and nobody helped.", Tone.HARD),
        ("I was not happy there.", Tone.HARD),
        ("My aunt was kind.", Tone.GOOD),
        ("We lived in a house by the sea.", Tone.PLAIN),
        ("There is not enough support.", Tone.HARD),
        ("No child should have to beg for help.", Tone.HARD),
        ("I disagree, the plan is unfair.", Tone.HARD),
        ("I agree with the plan.", Tone.GOOD),
        ("I strongly disagree.", Tone.HARD),
        ("We strongly object to this.", Tone.HARD),
        ("I do not object to the plan.", Tone.GOOD),
        ("I am against it.", Tone.HARD),
        ("I am no longer afraid.", Tone.GOOD),
        ("A curfew prevents violence.", Tone.GOOD),
        ("The judge did not ask me.", Tone.HARD),
        ("It was not far but it was a lovely home.", Tone.GOOD),
        ("It isn’t safe there.", Tone.HARD),
        ("I came out of care in June.", Tone.PLAIN),
    ],
)
def test_the_tone_of_words(words: str, tone: Tone) -> None:
    assert tone_of(words) is tone
