"""Every pair is there, can be counted without being made, and can be walked as often as one likes."""

from library_consultation import ANSWERS, CODES

from heard.text.matching import match_answers


def test_pairs_are_counted_without_being_kept_and_can_be_walked_twice() -> None:
    matching = match_answers(ANSWERS, CODES)
    assert not isinstance(matching.matches, list | tuple)
    once, again = list(matching.matches), list(matching.matches)
    assert once == again
    assert len(matching.matches) == len(once) == 9 * len(CODES)
    assert once[0] in matching.matches


def test_the_codes_of_an_answer_are_its_accepted_pairs() -> None:
    matching = match_answers(ANSWERS, CODES)
    for coded in matching.coded:
        accepted = [m.code for m in matching.matches if m.answer == coded.answer and m.accepted]
        assert sorted(code.id for code in coded.codes) == sorted(code.id for code in accepted)
