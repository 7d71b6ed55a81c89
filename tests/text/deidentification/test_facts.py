import pytest
from tests.text.deidentification.finding import found_by, words_found_by

from heard.text.deidentification.facts import find_facts
from heard.text.deidentification.offices import find_offices


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("i got sickle cell and the staff", "sickle cell"),
        ("my mum got huntingtons thats why", "huntingtons"),
        ("child has Angelman syndrome.", "Angelman syndrome"),
        ("he has only one kidney.", "only one kidney"),
        ("has a rare chromosome disorder", "a rare chromosome disorder"),
        ("mum has early-onset dementia", "early-onset dementia"),
        ("mum who has ms", "ms"),
        ("im a triplet and they", "a triplet"),
        ("the youngest of eleven, we", "youngest of eleven"),
        ("when i was 15 i had a baby", "baby"),
        ("their aunt is in witness protection", "witness protection"),
    ],
)
def test_a_rare_illness_or_family_is_found(text: str, fact: str) -> None:
    assert any(fact in words for words in words_found_by(find_facts, text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my dad is an mp so they hushed it", "dad is an mp"),
        ("I'm a consultant paediatrician, the", "consultant paediatrician"),
        ("Dad: serving police officer, W", "serving police officer"),
        ("my foster dad keith used to be mayor of P", "mayor"),
        ("Her father was our MP", "father was our MP"),
        ("my mums the imam at the mosque here", "imam at the mosque"),
        ("I've been a lollipop lady outside St Jude's for years", "lollipop lady outside St Jude's"),
        ("he's a prison officer at Marsh Lane, so", "prison officer at Marsh Lane"),
    ],
)
def test_an_office_few_hold_is_found_when_somebody_holds_it(text: str, role: str) -> None:
    assert any(role in words for words in words_found_by(find_offices, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("im muslim and they", "muslim"),
        ("my yp is roma and", "roma"),
        ("We're a Traveller family", "Traveller"),
        ("Interview: Somali father", "Somali"),
        ("dad is irish", "irish"),
        ("the only black kid", "black"),
    ],
)
def test_a_people_or_a_faith_is_found_when_somebody_is_said_to_be_of_it(text: str, words: str) -> None:
    assert any(words in found for found, _ in found_by(find_facts, text))


@pytest.mark.parametrize(
    "text",
    [
        "they turn a blind eye",
        "it fell on deaf ears",
        "black bin bags",
        "the ceilings were black",
        "she was a nurse",
        "a chinese takeaway",
        "the judge said no",
        "mps should listen",
        "a stroke of luck",
        "camhs said adhd",
        "the doctors and the police",
        "head teachers need training",
    ],
)
def test_figures_of_speech_food_and_offices_in_general_say_nothing_of_anybody(text: str) -> None:
    assert not any(words_found_by(rule, text) for rule in (find_facts, find_offices))
