"""A withdrawal while something is being made of the words: nothing is made, and whoever was at it is refused."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections

from cast import WHAT_GIVES_JAY_AWAY, Team, accepted_theme, assemble_team, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.collect.evidence import raw
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Part, Submission
from heard.files.keys import SealingError
from heard.protect.deidentification.actions import (
    accept_redactions,
    make_working_text,
    open_original,
    suggest_redactions,
)
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import parts_saying
from heard.protect.deidentification.search import TABLE
from heard.protect.deidentification.second_looks import keep_suggestions
from heard.protect.deidentification.states import IdentifierKind
from heard.publish.publications.actions import clear_quotation, publish_quotation
from heard.publish.publications.models import Quotation, QuotationPublishing
from heard.text.errors import BadInput
from heard.text.spans import Span
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import CodeApplication, Excerpt
from site_database import migrated_database

REFUSED = (NotAllowed, BadInput, SealingError, DatabaseError)
MADE = (Redaction, WorkingText, Excerpt, CodeApplication, Quotation, QuotationPublishing)


def what_was_made() -> dict[str, int]:
    """How many rows of each kind there are, and in the index with which texts are searched."""
    counts = {model.__name__: model.objects.count() for model in MADE}  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")  # noqa: S608 (a name of ours)
        return counts | {TABLE: cursor.fetchone()[0]}


NOTHING = dict.fromkeys((*(model.__name__ for model in MADE), TABLE), 0)


@dataclass
class Begun:
    """Somebody has a page open: everything they loaded is as it was before the words were taken back."""

    team: Team
    part: Part
    text: WorkingText
    excerpt: Excerpt
    quotation: Quotation


@pytest.fixture
def begun(team: Team) -> Begun:
    part = Part.objects.select_related("submission__key").get(pk=jay_gives_evidence().pk)
    text = read_by(team, part, readers=2)
    excerpt = excerpt_of(team, text, "It was [town]", accepted_theme(team))
    quotation = clear_quotation(team.ben, excerpt, "It was [town]", "Young person")
    return Begun(team, part, text, excerpt, quotation)


def a_suggestion(part: Part) -> Redaction:
    """What software found in words that it had open for a while."""
    return Redaction(part=part, start=0, end=2, category="words", kind=IdentifierKind.DIRECT, replacement="[words]")


SAVING: dict[str, Callable[[Begun], Any]] = {
    "open the original": lambda begun: open_original(begun.team.cerys, begun.part, "reading"),
    "suggest": lambda begun: suggest_redactions(begun.team.asha, begun.part, WHAT_GIVES_JAY_AWAY),
    "accept": lambda begun: accept_redactions(begun.team.cerys, begun.part, []),
    "make": lambda begun: make_working_text(begun.team.cerys, begun.part),
    "look again": lambda begun: keep_suggestions(begun.part, [a_suggestion(begun.part)]),
    "mark": lambda begun: mark_excerpt(begun.team.ben, begun.text, Span(0, 9)),
    "code": lambda begun: apply_theme(begun.team.ben, begun.excerpt, accepted_theme(begun.team, "Another")),
    "clear": lambda begun: clear_quotation(begun.team.ben, begun.excerpt, "It was", "Young person"),
    "publish": lambda begun: publish_quotation(begun.team.asha, begun.quotation),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saving", SAVING)
def test_what_an_open_editor_saves_is_refused_once_the_words_are_gone(saving: str, begun: Begun) -> None:
    withdraw(None, Submission.objects.get(pk=begun.part.submission_id))
    assert what_was_made() == NOTHING
    with pytest.raises(REFUSED):
        SAVING[saving](begun)
    assert what_was_made() == NOTHING


BUILDS: dict[str, Callable[[Team, Part], Any]] = {
    "suggestions": lambda team, part: suggest_redactions(team.asha, part, WHAT_GIVES_JAY_AWAY),
    "a working text": lambda team, part: accept_redactions(team.cerys, part, []),
}


@pytest.fixture
def for_several(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections write to: on SQLite one on the disk, in place of the one in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    name, open_now = connection.settings_dict["NAME"], connection.connection
    shutil.copy(migrated_database(), tmp_path / "db.sqlite3")
    connection.connection = None
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(tmp_path / "db.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    connection.connection = open_now


@pytest.mark.usefixtures("for_several")
@pytest.mark.parametrize("build", BUILDS)
def test_a_withdrawal_in_the_middle_of_a_build_leaves_nothing_of_it(
    build: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two connections: one has opened the words and is making something of them while the other takes them back."""
    team = assemble_team()
    part = Part.objects.select_related("submission__key").get(pk=jay_gives_evidence().pk)
    opened, both = Event(), []
    unseal = raw.unseal

    def unsealing(*given: Any) -> bytes:
        plain = unseal(*given)
        opened.set()
        Event().wait(1)  # long enough for a withdrawal that does not wait
        return plain

    monkeypatch.setattr(raw, "unseal", unsealing)

    def at_once(do: Callable[[], Any]) -> Thread:
        def run() -> None:
            close_old_connections()
            with suppress(*REFUSED):
                do()
            both.append(do)
            connections.close_all()

        thread = Thread(target=run)
        thread.start()
        return thread

    building = at_once(lambda: BUILDS[build](team, part))
    assert opened.wait(20)
    taking_back = at_once(lambda: withdraw(None, Submission.objects.get(pk=part.submission_id)))
    for thread in (building, taking_back):
        thread.join(30)
    assert len(both) == 2
    assert Submission.objects.get().withdrawal
    assert what_was_made() == NOTHING
    assert not parts_saying("week").exists()
