"""When very many begin at once: whoever can works for a second, nobody without JavaScript is locked out or followed."""

import json
import time
from functools import cache
from threading import Barrier, Event, Thread
from urllib.parse import urlencode

import pytest
from altcha import Challenge, Payload, solve_challenge

from cast import Team
from heard.collect.channels.web_form import proofs
from heard.collect.channels.web_form.models import Draft
from heard.collect.channels.web_form.walking import beginnings, beginnings_with_proof
from heard.text import languages
from telling import Writer, open_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def flood(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last who may begin without a proof has just begun, and nobody else for a minute."""
    open_call(team)
    monkeypatch.setattr(beginnings, "drops", 0)
    monkeypatch.setattr(beginnings, "a_minute", 0)
    monkeypatch.setattr(proofs, "COST", 1)


def solved(answer: bytes) -> str:
    challenge = Challenge.from_dict(json.loads(answer))
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()


def begin(proof: str = "") -> int:
    sent = urlencode({"speaking_as": "own experience", "proof": proof})
    as_a_form = "application/x-www-form-urlencoded"  # as browsers send it; Django's test client has its own way
    return Writer().client.post("/tell-us/who/", sent, content_type=as_a_form).status_code


def test_on_an_ordinary_day_nobody_is_asked_to_work(team: Team) -> None:
    open_call(team)
    assert Writer().client.get("/tell-us/proof/").status_code == 204
    assert begin() == 302


def test_in_a_flood_a_proof_lets_in_and_is_good_once(flood: None) -> None:
    proof = solved(Writer().client.get("/tell-us/proof/").content)
    assert begin() == 503
    assert begin(proof) == 302
    assert begin(proof) == 503
    assert Draft.objects.count() == 1


def test_a_proof_that_is_wrong_changed_or_old_lets_nobody_in(flood: None, monkeypatch: pytest.MonkeyPatch) -> None:
    proof = solved(Writer().client.get("/tell-us/proof/").content)
    changed = json.loads(json.dumps(Payload.from_base64(proof).to_dict()))
    changed["challenge"]["parameters"]["keyPrefix"] = ""
    for wrong in ("", "nonsense", "e30=", Payload.from_dict(changed).to_base64()):
        assert begin(wrong) == 503
    later = time.time() + proofs.GOOD_FOR + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert begin(proof) == 503


def test_whoever_is_writing_already_is_never_stopped(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    open_call(team)
    writer = Writer()
    writer.fill("who", speaking_as="own experience")
    monkeypatch.setattr(beginnings, "drops", 0)
    monkeypatch.setattr(beginnings, "a_minute", 0)
    assert writer.fill("questions", questions=["2"]).status_code == 302


def test_without_a_script_one_gets_in_as_soon_as_there_is_room(flood: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings_with_proof, "drops", 0)
    assert begin() == 503
    monkeypatch.setattr(beginnings, "drops", 1)
    assert begin() == 302


def test_of_many_first_to_send_one_loads_what_tells_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    loads, all_here = list[str](), Barrier(8)

    def load(*_: object, **__: object) -> object:
        loads.append("loaded")
        Event().wait(0.1)  # as long as others need to come to the same place
        return object()

    def be_among_the_first() -> None:
        all_here.wait(10)
        languages.be_ready_to_notice()

    monkeypatch.setattr(languages.LanguageIdentifier, "from_model_file", load)
    monkeypatch.setattr(languages, "_loaded", cache(languages._loaded.__wrapped__))
    threads = [Thread(target=be_among_the_first) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == ["loaded"]


def test_used_proofs_are_forgotten_when_they_could_not_be_used_again(
    flood: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(solved(Writer().client.get("/tell-us/proof/").content))
    assert proofs._used
    later = time.time() + 2 * proofs.GOOD_FOR
    monkeypatch.setattr(time, "time", lambda: later)
    begin(solved(Writer().client.get("/tell-us/proof/").content))
    assert len(proofs._used) == 1
