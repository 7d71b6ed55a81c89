"""Nothing is lost and nothing is made up: every answer has one outcome, every pair is of the tables given."""

from hypothesis import given, settings
from hypothesis import strategies as st
from library_consultation import CODES, WORDS

from heard.text.matching import Answer, Code, Example, Outcome, match_answers

TEXTS = st.sampled_from([text for _, text in WORDS] + ["", "   ", "-", "Yes.", "\ufffd\ufffd", "🙂", "字", "..."])
GROUPS = st.sampled_from(["", "one", "two"])


@st.composite
def consultations(draw: st.DrawFn) -> tuple[list[Answer], list[Code], list[Example], bool]:
    said = draw(st.lists(st.tuples(TEXTS, GROUPS), max_size=8))
    answers = [Answer(f"a{row}", text, row, group) for row, (text, group) in enumerate(said)]
    chosen = draw(st.lists(st.tuples(st.sampled_from(CODES), GROUPS), min_size=1, max_size=5, unique=True))
    codes = [Code(code.id, code.label, code.description, group) for code, group in chosen]
    taught = draw(st.lists(st.tuples(TEXTS.filter(str.strip), st.sets(st.sampled_from(codes))), max_size=4))
    examples = [Example(text, tuple(sorted(own, key=lambda code: (code.group, code.id)))) for text, own in taught]
    return answers, codes, examples, draw(st.booleans())


@settings(max_examples=25, deadline=None)
@given(consultations())
def test_every_answer_is_accounted_for_and_every_pair_is_of_the_codebook(
    given_: tuple[list[Answer], list[Code], list[Example], bool],
) -> None:
    answers, codes, examples, single_label = given_
    matching = match_answers(answers, codes, examples, single_label=single_label)
    assert [coded.answer for coded in matching.coded] == answers
    pairs = [(match.answer, match.code) for match in matching.matches]
    considered = {coded.answer for coded in matching.coded if coded.outcome in (Outcome.CODED, Outcome.NONE)}
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {(a, c) for a in answers if a in considered for c in codes if c.group == a.group}
    assert all(0 <= match.score <= 1 for match in matching.matches)
    if single_label:
        has_codes = [a for a in considered if any(c.group == a.group for c in codes)]
        assert sorted(m.answer.id for m in matching.matches if m.accepted) == sorted(a.id for a in has_codes)
    assert all(suggestion.answer in considered for suggestion in matching.suggestions)
