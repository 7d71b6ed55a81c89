"""What an analyst has coded is learnt from, and kept."""

from library_consultation import ANSWERS, CODES

from heard.text.matching import Answer, Code, Example, Outcome, match_answers

# Codes whose wording says nothing of what the analyst means by them.
ONE, TWO = Code("1", "First kind"), Code("2", "Second kind")
TAUGHT = [
    Example("We want Sunday opening.", (ONE,)),
    Example("Longer hours in the evening, please.", (ONE,)),
    Example("It closes too early for people with jobs.", (ONE,)),
    Example("The bus hardly ever comes.", (TWO,)),
    Example("No public transport to the library at all.", (TWO,)),
    Example("We live too far away and have no car.", (TWO,)),
]


def test_codes_mean_what_the_examples_show_and_not_what_their_labels_say() -> None:
    matching = match_answers(ANSWERS, [ONE, TWO], TAUGHT, single_label=True)
    chosen = {match.answer.id: match.code.id for match in matching.matches if match.accepted}
    assert [chosen[name] for name in ("a1", "a5", "a4", "a7")] == ["1", "1", "2", "2"]


def test_several_codes_are_learnt_too() -> None:
    matching = match_answers(ANSWERS, [ONE, TWO], TAUGHT)
    score = {(match.answer.id, match.code.id): match.score for match in matching.matches}
    assert score["a5", "1"] > score["a5", "2"]
    assert score["a7", "2"] > score["a7", "1"]


def test_an_answer_that_the_analyst_coded_keeps_exactly_those_codes() -> None:
    taught = [*TAUGHT, Example(ANSWERS[0].text.upper(), (ONE, TWO)), Example(ANSWERS[1].text, ())]
    matching = match_answers(ANSWERS, [ONE, TWO], taught)
    own = [(m.code.id, m.score, m.accepted, m.by_analyst) for m in matching.matches if m.answer.id == "a1"]
    assert own == [("1", 1.0, True, True), ("2", 1.0, True, True)]
    assert next(coded for coded in matching.coded if coded.answer.id == "a2").outcome is Outcome.NONE
    assert not {"a1", "a2"} & {suggestion.answer.id for suggestion in matching.suggestions}


def test_examples_of_none_are_learnt_from() -> None:
    nothing = [Example(text, ()) for text in ("Parsers and compilers.", "Grammar of programming languages.")]
    without = match_answers(ANSWERS, CODES, TAUGHT_LIBRARY)
    taught = match_answers(ANSWERS, CODES, TAUGHT_LIBRARY + nothing)
    none = [next(c.none for c in matching.coded if c.answer.id == "a9") for matching in (without, taught)]
    assert none[1] >= none[0]


TAUGHT_LIBRARY = [
    Example("Open later.", (CODES[0],)),
    Example("New books, please.", (CODES[1],)),
    Example("I sit there to keep warm.", (CODES[2],)),
]


def test_what_to_code_next_leads_with_the_code_that_has_no_example() -> None:
    first = match_answers(ANSWERS, CODES, TAUGHT_LIBRARY).suggestions[0]
    assert first.answer.id in ("a4", "a7")
    assert "Hard to reach by bus" in first.why


def test_what_to_code_next_names_each_answer_once() -> None:
    names = [suggestion.answer.id for suggestion in match_answers(ANSWERS, CODES).suggestions]
    assert len(names) == len(set(names)) > 0


def test_one_code_and_examples_of_it_alone_still_allow_none() -> None:
    matching = match_answers(ANSWERS, CODES[:1], [Example("Open later.", (CODES[0],))])
    assert {coded.outcome for coded in matching.coded if coded.answer.id in ("a9",)} == {Outcome.NONE}


def test_one_answer_alone_can_be_matched() -> None:
    matching = match_answers([Answer("1", "Please open the library on Sundays and in the evenings.", 2)], CODES)
    best = max(matching.matches, key=lambda match: match.score)
    assert best.code.id == "hours"


def test_what_to_code_next_is_not_what_was_coded_already_in_other_words() -> None:
    answers = [
        Answer("coded", "Please open the library on Sundays.", 2),
        Answer("again", "Please open this library on Sundays!", 3),
        *ANSWERS[1:4],
    ]
    taught = [
        Example(answers[0].text, (CODES[0],)),
        *(
            Example(text, (code,))
            for text, code in zip(
                ("New books, please.", "I sit there to keep warm.", "No bus goes there."), CODES[1:], strict=True
            )
        ),
    ]
    suggested = [suggestion.answer.id for suggestion in match_answers(answers, CODES, taught).suggestions]
    assert "coded" not in suggested
    assert suggested.index("again") == len(suggested) - 1


def test_an_answer_that_seems_to_say_nothing_keeps_the_code_that_an_analyst_gave_it() -> None:
    matching = match_answers(ANSWERS, [ONE, TWO], [*TAUGHT, Example("N/A", (TWO,))])
    kept = next(coded for coded in matching.coded if coded.answer.id == "a10")
    assert (kept.outcome, kept.codes) == (Outcome.CODED, (TWO,))


def test_the_same_words_coded_twice_have_both_codes() -> None:
    taught = [*TAUGHT, Example(ANSWERS[0].text, (ONE,)), Example(ANSWERS[0].text.upper(), (TWO,))]
    kept = next(coded for coded in match_answers(ANSWERS, [ONE, TWO], taught).coded if coded.answer.id == "a1")
    assert kept.codes == (ONE, TWO)
