"""`kill -9` at any moment loses nothing that anybody was told had arrived, and fifty sendings at once are one.

Longer runs of the same are in bench/kills.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import socket
from uuid import uuid4

import pytest
from killing import Giver, Site, kill_while_giving

from site_database import database_of_its_own

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with database_of_its_own(tmp_path, f"killed_{uuid4().hex[:8]}") as address:
        served = Site(tmp_path, port, address)
        yield served
        served.close()


def test_what_was_acknowledged_outlives_a_dozen_kills_whole_and_once(site: Site) -> None:
    outcome = kill_while_giving(site, kills=12, seed=4)
    assert outcome.acknowledged > 0
    assert outcome.breaks > 0
    assert site.kills_of("a worker") > 0
    assert outcome.lost == []
    assert outcome.broken == []


def test_fifty_sendings_at_once_are_one_submission_and_one_receipt(site: Site) -> None:
    giver = Giver(site, "Sent fifty times at once.", (b"a file", b"another"))
    giver.prepare()
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _: giver.request("POST", "/tell-us/send/"), range(50)))
    assert {(answer.status, answer.headers["Location"]) for answer in answers} == {(302, "/tell-us/received/")}
    received = giver.request("GET", "/tell-us/received/").body
    assert " ".join(re.findall(r"<li>([a-z]+)</li>", received.partition("five-words")[2])[:5]) == giver.words
    assert site.ask("count") == {"submissions": 1, "receipts": 1, "files": 2}
    site.ask("finish work")
    assert site.ask("look") == []
