"""Labels are phrases that people said, that set a theme apart and that can stand on a public page."""

from heard.text.themes.wording import Wording, word_themes

MOVES = [
    "I changed school four times in two years.",
    "Another change of school and nobody asked me.",
    "Changing school again meant new teachers.",
    "Each change of school cost me my friends.",
]
WORKERS = [
    "My social worker left without saying goodbye.",
    "I have had nine social workers since I was small.",
    "A new social worker came every few months.",
    "The social worker never rang back.",
]
DENTISTS = [
    "There is no NHS dentist within thirty miles.",
    "We have no NHS dentist at all.",
    "no NHS dentist takes children here",
    "Our town has no NHS dentist.",
]


def label(*groups: list[str], question: str | None = None) -> list[str]:
    return [wording.label for wording in word_themes(groups, question)]


def test_a_label_is_a_phrase_most_of_its_answers_hold_in_any_order_and_form() -> None:
    assert label(MOVES, WORKERS) == ["Change of school", "Social worker"]


def test_a_no_before_what_people_miss_is_kept_and_so_are_capitals_in_the_middle_of_a_sentence() -> None:
    assert label(MOVES, DENTISTS)[1] == "No NHS dentist"


def test_capitals_of_somebody_who_shouts_are_not_kept() -> None:
    shouted = ["NO CHANGE OF SCHOOL WITHOUT ASKING", "That change of school again", "My change of school"]
    assert label(shouted, WORKERS)[0] == "Change of school"


def test_a_phrase_is_not_cut_where_people_go_on() -> None:
    church = [f"{opening} the separation of church and state." for opening in ("Keep", "We need", "Protect", "I want")]
    assert label(church, MOVES)[0] == "Separation of church and state"


def test_without_a_phrase_two_words_are_joined_rather_than_one_left_alone() -> None:
    noise = [
        "The traffic, day and night. The dust is worse.",
        "So much dust. And then the traffic.",
        "Traffic. Also dust on the windows.",
        "I hate the dust, as I hate the traffic.",
    ]
    assert label(MOVES, noise)[1] in {"Dust and traffic", "Traffic and dust"}


def test_no_two_themes_have_the_same_label() -> None:
    labels = label(WORKERS, [f"{text} Honestly." for text in WORKERS], WORKERS)
    assert len({one.casefold() for one in labels}) == 3


def test_words_of_the_question_do_not_make_a_label_by_themselves() -> None:
    [asked, _] = label(WORKERS, MOVES, question="What should social workers know?")
    assert asked.casefold() not in {"social worker", "social workers"}


def test_names_numbers_addresses_and_coarse_words_are_in_no_label_or_term() -> None:
    texts = [
        f"Siobhan said the bloody {swearing} heating costs 400 pounds, ring 07700900123 or mail s@example.org"
        for swearing in ("fucking", "shit", "fucking", "shit")
    ]
    [wording, _] = word_themes([texts, MOVES], None)
    said = " ".join([wording.label, *wording.terms]).casefold()
    assert "heating" in said
    assert not any(word in said for word in ("siobhan", "fuck", "shit", "400", "0770", "example"))


def test_replaced_words_are_not_a_label() -> None:
    texts = [f"[Name] moved me to [place] {when} the summer holiday." for when in ("in", "before", "after", "during")]
    assert label(texts, WORKERS)[0] == "Summer holiday"


def test_terms_are_said_by_more_than_one_and_none_is_within_another() -> None:
    [_, wording] = word_themes([MOVES, WORKERS], None)
    assert wording.terms[0] == "social worker"
    assert wording.share == 1.0
    assert wording.share_elsewhere == 0.0
    assert not any(one in other for one in wording.terms for other in wording.terms if one != other)


def test_answers_without_a_word_that_says_something_are_named_by_the_first_of_them() -> None:
    assert word_themes([["Yes", "No", "Yes"], ["No", "Yes", "Not"]], None) == [
        Wording("“Yes”", ()),
        Wording("“No”", ()),
    ]


def test_it_does_not_matter_how_apostrophes_are_typed() -> None:
    curly = ["The children’s home is cold.", "A children’s home in the hills.", "My children's home shut."]
    assert label(curly, WORKERS)[0] == "Children's home"
