"""What the pages of giving say can be read by somebody of eleven."""

import re
from html import unescape

import pytest

from cast import Team
from heard.text.reading_age.measuring import measure_reading_age
from telling import Writer, open_call

pytestmark = pytest.mark.django_db

BEFORE = ["", "who/", "questions/", "words-2/", "files/", "about/", "agree/", "check/", "kept/", "tell-a-grown-up/"]
AFTER = ["/tell-us/received/", *(f"/your-words/{part}/" for part in ("trail", "adding", "choices", "taking-back"))]


def said_on(writer: Writer, address: str) -> str:
    """The sentences of a page's own part, each block as a sentence of its own."""
    main = writer.page(address).split("<main", 1)[1].split("</main>", 1)[0]
    main = re.sub(r"<(script|select|textarea|audio)\b.*?</\1>", " ", main, flags=re.DOTALL)
    blocks = re.split(r"</?(?:p|li|h\d|div|legend|label|button|dt|dd|section|form|ol|ul|a)\b[^>]*>", main)
    plain = (" ".join(unescape(re.sub(r"<[^>]+>", " ", block)).split()) for block in blocks)
    return " ".join(said if said[-1] in ".!?:" else f"{said}." for said in plain if len(said.split()) > 4)


def test_every_page_reads_easily(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    said = {address: said_on(writer, address) for address in (f"/tell-us/{page}" for page in BEFORE)}
    writer.send()
    said |= {address: said_on(writer, address) for address in AFTER}
    ages = {address: measure_reading_age(text).flesch_kincaid for address, text in said.items()}
    too_hard = {address: age for address, age in ages.items() if age is not None and age > 11}
    assert too_hard == {}
    assert sum(age is not None for age in ages.values()) > 3
