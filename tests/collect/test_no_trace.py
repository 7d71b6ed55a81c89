"""Whoever gives evidence leaves no trace of their machine: not in the database, not in a log, whatever goes wrong."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from cast import Team
from heard.config.logs import WithoutPersonalData
from stolen import found_in, whole_database
from telling import DRAWING, POEM, Writer, open_call, the_submission

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
BROWSER = "Kestrel/4417 (a phone like no other)"
REACH = "osprey-2290@example.org"


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    return Writer(Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS, headers={"User-Agent": BROWSER}))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, as the site writes it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(WithoutPersonalData())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield said
    for logger in loggers:
        logger.removeHandler(handler)


def give(writer: Writer) -> None:
    agreeing = {"analyse": "on", "contact_again": "on", "how_to_reach": REACH}
    writer.tell(age_band="18–25", agreeing=agreeing, files=[DRAWING]).send()


def test_the_database_knows_neither_their_address_nor_their_browser(writer: Writer) -> None:
    give(writer)
    found = whole_database()
    assert the_submission().reference.encode() in found
    assert found_in(found, (ADDRESS, "Kestrel/4417", REACH, DRAWING[0], "three of them")) == set()


def test_no_log_line_names_them_even_when_sending_fails(
    writer: Writer, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(f"{REACH} {DRAWING[0]} {POEM}")

    monkeypatch.setattr("heard.collect.channels.web_form.actions.give_receipt", fail)
    give(writer)
    writer.client.get(f"/tell-us/{REACH}/")
    said = log.getvalue()
    assert "RuntimeError" in said
    for trace in (ADDRESS, "Kestrel/4417", REACH, DRAWING[0], "three of them"):
        assert trace not in said, trace


def test_a_failed_sending_loses_nothing_and_can_be_tried_again(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("heard.collect.channels.web_form.actions.give_receipt", fail)
        writer.tell(files=[DRAWING])
        assert writer.send().status_code == 500
    assert POEM.strip() in writer.page("/tell-us/check/")
    assert DRAWING[0] in writer.page("/tell-us/check/")
    assert "We have it" in writer.send().content.decode()
