"""Answers that pull the other way than most are picked, the plainest first; where nobody does, none is."""

from heard.text.quotations import pick_dissenting

MOST = [
    "The new rota is a disaster and everyone is exhausted.",
    "I was frightened by how little notice we got.",
    "Nobody listened and the mess is getting worse.",
    "It is unfair to families who work nights.",
]
FOR_IT = "I agree with the rota, it is fair and calm."
HALF_FOR_IT = (
    "There is a rota on the wall by the door, and the names are written on it in blue on Mondays, which is helpful."
)
NEITHER = "The rota is on the wall by the door."


def test_those_who_pull_the_other_way_are_picked_the_plainest_first() -> None:
    assert pick_dissenting([HALF_FOR_IT, *MOST, NEITHER, FOR_IT], count=2) == (6, 0)


def test_nobody_dissents_where_all_are_of_one_mind() -> None:
    assert pick_dissenting([*MOST, NEITHER], count=2) == ()


def test_nobody_dissents_where_the_sides_are_as_many() -> None:
    assert pick_dissenting([MOST[0], FOR_IT], count=2) == ()


def test_answers_already_shown_are_not_picked_again() -> None:
    assert pick_dissenting([HALF_FOR_IT, *MOST, FOR_IT], count=2, apart_from=[5]) == (0,)
