"""The fictional inquiry's words, key, themes and notes agree with each other."""

import datetime
import re
import tomllib
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import heard

CONTENT = Path(heard.__file__).parent / "demo" / "content"
NOTES = CONTENT / "session_notes"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
USES = {"analyse", "quote_unnamed", "quote_named", "publish_whole", "contact_again"}
CHANNELS = {"web form", "email", "letter", "phone call", "partner report", "session chat", "session speech"}
SPEAKING_AS = {"own experience", "professional", "on behalf of someone", "group", "organisation"}
AGE_BANDS = {"", "under 13", "13–15", "16–17", "18–25", "26 and over"}
REGIONS = {"", "North West", "North East", "Yorkshire and the Humber", "East Midlands", "West Midlands"} | {
    "East of England",
    "London",
    "South East",
    "South West",
    "Wales",
    "Scotland",
    "Northern Ireland",
}

Record = dict[str, Any]


def read(path: Path) -> Record:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def in_paragraphs(docx: Path) -> str:
    """The text of a Word file, a paragraph a line."""
    with zipfile.ZipFile(docx) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    words = {f"{WORD}t", f"{WORD}br"}
    return "\n".join(
        "".join(node.text or " " for node in paragraph.iter() if node.tag in words)
        for paragraph in body.iter(f"{WORD}p")
    )


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def replace_identifiers(text: str, identifiers: list[Record]) -> str:
    """The working text: every identifier replaced wherever it stands, in one pass, the longest first."""
    replacements = {identifier["text"]: identifier["replacement"] for identifier in identifiers}
    if not replacements:
        return text
    longest_first = sorted(replacements, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: replacements[found[0]], text)


def holds(source: str, quotation: str) -> bool:
    """Whether the quotation's parts, between its declared omissions, stand in the source in this order."""
    return re.search(".*?".join(map(re.escape, map(str.strip, quotation.split("[…]")))), source, re.DOTALL) is not None


def stands_in(identifier: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(identifier)}(?!\w)", text, re.IGNORECASE) is not None


INQUIRY = read(CONTENT / "inquiry.toml")
KEY = read(CONTENT / "key.toml")
THEMES: list[Record] = read(CONTENT / "themes.toml")["theme"]
SESSIONS: list[Record] = read(NOTES / "sessions.toml")["session"]
CONTRIBUTIONS: list[Record] = [
    contribution
    for path in sorted((CONTENT / "contributions").glob("*.toml"))
    for contribution in read(path)["contribution"]
]
CONTRIBUTION = {contribution["reference"]: contribution for contribution in CONTRIBUTIONS}
IDENTIFIERS: dict[str, list[Record]] = defaultdict(list)
for _identifier in KEY["identifier"]:
    IDENTIFIERS[_identifier.get("reference") or _identifier["notes"]].append(_identifier)
WORKING_TEXT = {
    reference: replace_identifiers(contribution["text"], IDENTIFIERS[reference])
    for reference, contribution in CONTRIBUTION.items()
}
NOTES_TEXT = {
    path.name: in_paragraphs(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    for path in sorted(NOTES.iterdir())
    if path.suffix != ".toml"
}
SOURCE_TEXT = {reference: contribution["text"] for reference, contribution in CONTRIBUTION.items()} | NOTES_TEXT
EXCERPTS = [excerpt for theme in THEMES for excerpt in theme["excerpt"]]
QUOTATIONS = [quotation for theme in THEMES for quotation in theme["quotation"]]


def words_of(record: Record) -> str:
    """The text an excerpt or a quotation is taken from, which for notes is without its line breaks."""
    return WORKING_TEXT[record["reference"]] if "reference" in record else folded(NOTES_TEXT[record["notes"]])


def test_references_are_unique_and_in_the_order_of_arrival() -> None:
    assert list(CONTRIBUTION) == [f"H-{number:04d}" for number in range(1, len(CONTRIBUTIONS) + 1)]
    received = [contribution["received"] for contribution in CONTRIBUTIONS]
    assert received == sorted(received)
    assert all(type(date) is datetime.date and date.year == 2026 for date in received)


def test_every_contribution_says_only_what_the_inquiry_can_record() -> None:
    questions = {question["number"] for question in INQUIRY["question"]} | {0}
    for contribution in CONTRIBUTIONS:
        assert contribution["channel"] in CHANNELS, contribution["reference"]
        assert contribution["speaking_as"] in SPEAKING_AS, contribution["reference"]
        assert contribution["region"] in REGIONS, contribution["reference"]
        assert contribution["age_band"] in AGE_BANDS, contribution["reference"]
        assert contribution["question"] in questions, contribution["reference"]
        assert USES.issuperset(contribution["consent"]), contribution["reference"]
        assert contribution["text"].strip() == contribution["text"] != "", contribution["reference"]


def test_each_use_of_words_is_asked_for_in_words_for_adults_and_for_young_people() -> None:
    assert {wording["use"] for wording in INQUIRY["consent_wording"]} == USES
    assert all(wording["adult"] and wording["young"] for wording in INQUIRY["consent_wording"])


def test_everybody_who_works_on_the_inquiry_has_an_address_that_cannot_be_reached() -> None:
    assert all(person["email"].endswith("@example.org") for person in INQUIRY["person"])


def test_every_planted_identifier_stands_in_its_words() -> None:
    for identifier in KEY["identifier"]:
        assert identifier["text"] in SOURCE_TEXT[identifier.get("reference") or identifier["notes"]], identifier
        assert identifier["kind"] in {"direct", "quasi"}, identifier
        assert re.fullmatch(r"\[[^\[\]]+\]", identifier["replacement"]), identifier


def test_no_identifier_is_part_of_a_longer_word_that_replacing_it_would_break() -> None:
    for source, text in SOURCE_TEXT.items():
        for identifier in IDENTIFIERS[source]:
            escaped = re.escape(identifier["text"])
            assert len(re.findall(rf"(?<!\w){escaped}(?!\w)", text)) == text.count(identifier["text"]), identifier


def test_no_identifier_is_entered_twice() -> None:
    for reference, identifiers in IDENTIFIERS.items():
        texts = [identifier["text"] for identifier in identifiers]
        assert len(set(texts)) == len(texts), reference


def test_the_working_text_holds_none_of_its_direct_identifiers() -> None:
    for reference, text in WORKING_TEXT.items():
        for identifier in IDENTIFIERS[reference]:
            if identifier["kind"] == "direct":
                assert not stands_in(identifier["text"], text), identifier


def test_every_excerpt_is_found_in_the_working_text() -> None:
    for excerpt in EXCERPTS:
        assert excerpt["text"] in words_of(excerpt), excerpt
        assert "analyse" in CONTRIBUTION[excerpt["reference"]]["consent"], excerpt


def test_every_quotation_is_found_in_the_working_text_save_for_declared_omissions() -> None:
    for quotation in QUOTATIONS:
        assert holds(words_of(quotation), quotation["text"]), quotation
        assert quotation["attribution"], quotation


def test_only_words_whose_owner_allows_it_are_quoted() -> None:
    for quotation in QUOTATIONS:
        if "reference" in quotation:
            assert "quote_unnamed" in CONTRIBUTION[quotation["reference"]]["consent"], quotation


def test_nothing_published_holds_a_direct_identifier_of_anybody() -> None:
    quoted = "\n".join(f"{quotation['text']}\n{quotation['attribution']}" for quotation in QUOTATIONS)
    notes = "\n".join(folded(NOTES_TEXT[session["file"]]) for session in SESSIONS)
    published = "\n".join([quoted, notes, (CONTENT / "inquiry.toml").read_text(encoding="utf-8")])
    direct = {identifier["text"] for identifier in KEY["identifier"] if identifier["kind"] == "direct"}
    assert [text for text in sorted(direct) if stands_in(text, published)] == []


def test_no_excerpt_holds_a_direct_identifier_of_its_contribution() -> None:
    for excerpt in EXCERPTS:
        for identifier in IDENTIFIERS[excerpt["reference"]]:
            if identifier["kind"] == "direct":
                assert not stands_in(identifier["text"], excerpt["text"]), identifier


@pytest.mark.parametrize("theme", THEMES, ids=[theme["label"] for theme in THEMES])
def test_a_theme_rests_on_enough_words(theme: Record) -> None:
    assert len({excerpt["reference"] for excerpt in theme["excerpt"]}) >= 8
    assert len(theme["quotation"]) >= 4
    assert theme["plain_label"]
    assert theme["definition"]


def test_every_published_set_of_notes_is_there() -> None:
    assert {session["file"] for session in SESSIONS} <= set(NOTES_TEXT)
    assert len({session["slug"] for session in SESSIONS}) == len(SESSIONS)


def test_every_concern_names_a_contribution() -> None:
    for concern in KEY.get("concern", []):
        assert concern["reference"] in CONTRIBUTION
        assert concern["note"]


def test_there_is_enough_to_rest_a_demonstration_on() -> None:
    bare = [reference for reference in CONTRIBUTION if not IDENTIFIERS[reference]]
    assert len(CONTRIBUTIONS) >= 100
    assert len(KEY["identifier"]) >= 120
    assert 0.2 <= len(bare) / len(CONTRIBUTIONS) <= 0.5
    assert 6 <= len(THEMES) <= 8
    assert len(SESSIONS) >= 2
