"""What holds for every text, whatever is in it."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.text.deidentification import Redaction, deidentify

WORDS = st.sampled_from(
    [
        "my",
        "sister",
        "kayleigh",
        "Mr",
        "okafor",
        "im",
        "15",
        "in",
        "rhyl",
        "at",
        "st",
        "judes",
        "the",
        "beeches",
        "school",
        "07700",
        "900314",
        "said",
        "hope",
        ".",
        ",",
        "\n",
        "(",
        ")",
        "'s",
        "-",
        "🙂",
        "Ωμέγα",
        "LN19",
        "KVR",
        "12/3/19",
        "D.",
        "and",
        "on",
        "4",
        "May",
        "mum",
        "dad",
        "is",
        "an",
        "mp",
        "year",
        "9",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def redact(text: str) -> Redaction:
    (redaction,) = deidentify([text], fast=True)
    return redaction


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_are_ordered_disjoint_and_inside_and_give_the_redacted_text(text: str) -> None:
    redaction = redact(text)
    position, pieces = 0, []
    for span in redaction.spans:
        assert position <= span.start < span.end <= len(redaction.text)
        assert 0 <= span.score <= 1
        pieces += [redaction.text[position : span.start], span.replacement]
        position = span.end
    assert "".join([*pieces, redaction.text[position:]]) == redaction.redacted


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_only_crlf_is_changed_in_the_original(text: str) -> None:
    assert redact(text).text == text.replace("\r\n", "\n")


PLANTED = {
    "postcode": lambda chance: (
        f"{chance.choice(['SW1A', 'LS6', 'M1', 'NE33', 'B12'])} "
        f"{chance.randint(1, 9)}{''.join(chance.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    ),
    "national insurance": lambda chance: (
        f"{''.join(chance.choices('ABCEGHJKLMNPRSTWXYZ', k=2))} {chance.randint(10, 99)} "
        f"{chance.randint(10, 99)} {chance.randint(10, 99)} {chance.choice('ABCD')}"
    ),
    "mobile": lambda chance: f"07{chance.randint(100, 999)} {chance.randint(100000, 999999)}",
    "landline": lambda chance: (
        f"0{chance.choice(['113', '121', '161'])} {chance.randint(200, 999)} {chance.randint(1000, 9999)}"
    ),
    "e-mail": lambda chance: f"{''.join(chance.choices(string.ascii_lowercase, k=6))}@mail.example",
    "handle": lambda chance: f"@{''.join(chance.choices(string.ascii_lowercase, k=8))}",
    "plate": lambda chance: (
        f"{chance.choice(['LN', 'BD', 'YK'])}{chance.choice(['19', '66', '71'])} "
        f"{''.join(chance.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))}"
    ),
    "pupil number": lambda chance: f"{chance.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{chance.randint(10**11, 10**12 - 1)}",
    "passport": lambda chance: str(chance.randint(10**8, 10**9 - 1)),
    "sort code": lambda chance: f"{chance.randint(40, 99)}-{chance.randint(10, 99)}-{chance.randint(10, 99)}",
    "date": lambda chance: f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1990, 2023)}",
}
FILLER = [
    "nobody",
    "told",
    "us",
    "and",
    "then",
    "we",
    "had",
    "to",
    "leave",
    "because",
    "there",
    "was",
    "never",
    "any",
    "time",
    "or",
    "a",
    "proper",
    "reason",
    "so",
    "it",
    "was",
    "hard",
    "for",
    "everyone",
]


@pytest.mark.parametrize("kind", PLANTED)
def test_a_number_planted_anywhere_is_always_found(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(40):
        planted = PLANTED[kind](chance)
        before, after = (
            " ".join(chance.choices(FILLER, k=chance.randint(0, 30))),
            " ".join(chance.choices(FILLER, k=chance.randint(0, 30))),
        )
        text = f"{before} {planted}{chance.choice([' ', '. ', ', ', chr(10), ')'])}{after}"
        start = len(before) + 1
        covered = {place for span in redact(text).spans for place in range(span.start, span.end)}
        assert all(place in covered for place in range(start, start + len(planted))), text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "🙂🙂🙂",
        "한국어로 말해요",
        "مرحبا بكم",
        "\ud800",
        "a" * 5_000,
        "1 " * 3_000,
        "A. " * 2_000,
        "the St " * 1_000,
        "im " * 2_000 + "15",
    ],
)
def test_odd_texts_do_no_harm(text: str) -> None:
    redaction = redact(text)
    assert redaction.text == text
