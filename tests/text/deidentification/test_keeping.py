import pytest
from tests.text.deidentification.finding import found


@pytest.mark.parametrize(
    "text",
    [
        "Several mentioned the Children Act and Ofsted inspections.",
        "LAC, CIN and CP plans confuse people.",
        "camhs said 18 months waiting list",
        "my iro was alright",
        "The Department for Education should publish the figures every year, as the Scottish Government does.",
        "The NHS, the police and the council each told us it was for somebody else.",
        "they move u at christmas",
        "I saw it on Netflix and on TikTok.",
    ],
)
def test_the_sectors_words_and_public_bodies_are_let_stand(text: str) -> None:
    assert not found(text)
    assert not found(text, fast=False)


def test_a_person_called_like_a_month_is_found_where_she_acts() -> None:
    assert "april" in found("and april said we should leave")
    assert not found("april was bad but its ok now", fast=False)
