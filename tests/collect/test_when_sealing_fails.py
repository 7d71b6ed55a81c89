"""Where something cannot be sealed, it is refused: nothing is kept as it was typed, and what was kept before stays."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from cast import Team
from heard.collect.evidence.models import Part, Submission
from heard.collect.receipts.models import Receipt
from heard.files.keys import SealingError
from telling import Writer, open_call, the_part

pytestmark = pytest.mark.django_db

WORDS = "There was a kingfisher-8841 on the river by the second home."
CANARY = "kingfisher-8841"


def raises(*_: object) -> bytes:
    raise SealingError("The key could not be read.")


def gives_nothing(*_: object) -> None:
    return None


def fails_otherwise(*_: object) -> bytes:
    raise RuntimeError


FAILURES = (raises, gives_nothing, fails_otherwise)


@pytest.fixture
def writer(team: Team) -> Writer:
    open_call(team)
    return Writer(Client(raise_request_exception=False))


def kept_anywhere(word: str) -> list[str]:
    """Every field of every row that holds `word` so that anybody could read it."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        for value in model._base_manager.values_list(field.attname, flat=True)
        if word.encode() in (bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode())
    ]


def test_the_search_itself_finds_what_is_not_sealed(team: Team) -> None:
    assert kept_anywhere("Asha Moss (secretariat)") == ["audit.Entry.label"]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_submission_that_cannot_be_sealed_is_refused_and_its_text_kept(
    writer: Writer, failure: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.tell(WORDS)
    with monkeypatch.context() as broken:
        broken.setattr("heard.collect.evidence.actions.seal", failure)
        assert writer.send().status_code == 500
    assert not Submission.objects.exists()
    assert not Part.objects.exists()
    assert not Receipt.objects.exists()
    assert kept_anywhere(CANARY) == []
    assert CANARY in writer.page("/tell-us/check/")
    assert writer.send().status_code == 200
    assert the_part().submission.parts.count() == 1


@pytest.mark.parametrize("failure", FAILURES)
def test_words_that_cannot_be_sealed_while_they_are_typed_are_kept_nowhere(
    writer: Writer, failure: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.tell("What I said before.")
    with monkeypatch.context() as broken:
        broken.setattr("heard.collect.channels.web_form.actions.seal", failure)
        assert writer.fill("words-2", words=WORDS).status_code == 500
    assert kept_anywhere(CANARY) == []
    assert "What I said before." in writer.page("/tell-us/check/")


@pytest.mark.parametrize("failure", FAILURES)
def test_without_a_key_of_its_own_nothing_is_received(
    writer: Writer, failure: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.tell(WORDS)
    with monkeypatch.context() as broken:
        broken.setattr("heard.files.actions.seal", failure)
        assert writer.send().status_code == 500
    assert not Submission.objects.exists()
    assert kept_anywhere(CANARY) == []
