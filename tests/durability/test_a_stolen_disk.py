"""Whoever has the database, the sealed files and the logs, and not the keys, can read nothing that anybody gave."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from uuid import uuid4

import pytest
from django.db import connection
from killing import DOCUMENT, Giver, Site

from site_database import database_of_its_own
from stolen import everything_in, found_in, ways_of

pytestmark = pytest.mark.django_db

WORDS, NAME, INSIDE, REACH, AUTHOR = (
    "kingfisher-4417 said so",
    "osprey-2290.docx",
    "heron-8815 was there",
    "plover-3306@example.org",
    "dunlin-1199 Jones",
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with database_of_its_own(tmp_path, f"stolen_{uuid4().hex[:8]}") as address:
        served = Site(tmp_path, port, address)
        yield served
        served.close()


def document() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("docProps/core.xml", f"<c><creator>{AUTHOR}</creator></c>")
        package.writestr("word/document.xml", DOCUMENT.replace("It was a week.", INSIDE))
    return into.getvalue()


def test_the_search_finds_what_is_there() -> None:
    """Otherwise a search that finds nothing would say nothing."""
    for written in ways_of(WORDS):
        assert found_in(b"before" + written + b"after", [WORDS]) == {WORDS}
    assert found_in(b"before" + zlib.compress(WORDS.encode() * 9), [WORDS]) == {WORDS}
    assert found_in(b"before" + gzip.compress(WORDS.encode() * 9), [WORDS]) == {WORDS}


def test_nothing_is_found_of_what_was_given_begun_or_read(site: Site, tmp_path: Path) -> None:
    agreeing = {"analyse": "on", "contact_again": "on", "how_to_reach": REACH}
    sent = Giver(site, WORDS, (document(), INSIDE.encode()), (NAME, f"2-{NAME}"), agreeing)
    sent.give()
    begun = Giver(site, WORDS, (document(), INSIDE.encode()), (NAME, f"2-{NAME}"), agreeing)
    begun.prepare()
    site.ask("finish work")
    assert site.ask("tell", words=sent.words)["text"] == WORDS

    stolen = everything_in(tmp_path, but=["keys"]) | the_database_server()
    assert any("evidence/" in name for name in stolen)
    canaries = [WORDS, NAME, INSIDE, REACH, AUTHOR, sent.words, begun.words]
    assert {name: found for name, data in stolen.items() if (found := found_in(data, canaries))} == {}


def the_database_server() -> dict[str, bytes]:
    """Every file of PostgreSQL, with what it wrote ahead; nothing more for SQLite, which lies with the rest."""
    if connection.vendor == "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        return everything_in(Path(cursor.fetchone()[0]))
