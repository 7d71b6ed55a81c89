import pytest
from tests.text.deidentification.finding import found, is_hidden


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ask mr okafor he knows", "mr okafor"),
        ("And then Mr. Prentice, he was", "Mr. Prentice"),
        ("Regards, Mrs E. Prosser", "Mrs E. Prosser"),
        ("Judge asked Cllr Whitlock", "Cllr Whitlock"),
        ("mrs b hid my letters", "mrs b"),
        ("with Mr and Mrs Pickavance of", "Mr and Mrs Pickavance"),
        ("my sister kayleigh got put", "kayleigh"),
        ("My brother Nathan, he was", "Nathan"),
        ("my foster mum jackie is the best", "jackie"),
        ("my mate hope ran off", "hope"),
        ("he were called Billy", "Billy"),
        ("my name is Zuzanna and", "Zuzanna"),
        ("its connor again", "connor"),
        ("me and jayden m ran off", "jayden m"),
        ("aunty bisi took me in", "aunty bisi"),
        ("daisy-mae wont eat", "daisy-mae"),
        ("will said it was fine", "will"),
        ("will b from leaving care rang", "will b"),
        ("ask for big steve tonight", "big steve"),
        ("rose the night staff was safe", "rose"),
        ("grace my keyworker rang", "grace"),
        ("tell hope that i said hi", "hope"),
        ("me n jaxo got split up", "jaxo"),
        ("but i go by shazney", "shazney"),
        ("they call me Ozzie at work", "Ozzie"),
        ("lorna n summer are in secure", "summer"),
        ("does winter still work there", "winter"),
        ("u know summers social worker? thats mine", "summers"),
        ("jx got sent away", "jx"),
        ("YP: R, 15, known here", "R"),
        ("honey from leeds slept", "honey"),
        ("sister bernadette hit us", "sister bernadette"),
        ("Here were Dmitri, Biscuit, Anneka and Jo.", "Biscuit"),
        ("It was PC 4471 Hargreave who", "PC 4471 Hargreave"),
        ("I'm Jan, from up north", "Jan"),
        ("big tone at the unit used to shout", "tone"),
    ],
)
def test_a_name_is_known_by_its_surroundings(text: str, name: str) -> None:
    assert is_hidden(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Ms Lindqvist,\n\nI am writing", "Ms Lindqvist"),
        ("Hi Priya,\n\nThanks", "Priya"),
        ("Thanks for this.\n\nKind regards,\nMargaret Tranter", "Margaret Tranter"),
        ("See you then.\nCheers,\nWill", "Will"),
        ("Best, Ffion", "Ffion"),
    ],
)
def test_greetings_and_signatures_hold_names(text: str, name: str) -> None:
    assert is_hidden(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "my mum will be there",
        "i hope someone reads this",
        "will they ever tell us",
        "mark my words nothing will change",
        "a grace period when you turn up late",
        "summer is the worst",
        "a bit of faith in us",
        "i miss my dog and my nan",
        "jack of all trades",
        "Vitamin D helps and so does plan B.",
        "my sister got moved",
        "our social worker left in may",
        "Dear Sir or Madam",
    ],
)
def test_words_that_are_also_names_are_let_stand(text: str) -> None:
    assert not found(text)


def test_a_text_in_capitals_still_has_its_names_found() -> None:
    assert is_hidden("MY SISTER KAYLEIGH NEVER CAME BACK TO US", "KAYLEIGH")


@pytest.mark.parametrize(
    ("text", "after"), [("Ask Callum. Callum's EHCP was late.", "'s EHCP"), ("Priya’s GP rang", "’s GP")]
)
def test_what_belongs_to_somebody_is_no_part_of_the_name(text: str, after: str) -> None:
    name = text.split(after[0])[0].split()[-1]
    assert found(text) == {name: "name"}
