"""Words are taken back between two questions that a page puts to the database: the page does not show them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cast import Team, accepted_theme, excerpt_of, jay_gives_evidence, read_by
from heard.accounts.access import View
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission
from heard.inquiry.consent.actions import take_back_use
from heard.inquiry.consent.states import Use
from heard.publish.pages.made_again import TRIES, AlwaysTakenBack, made_again_where_taken_back
from heard.publish.publications.actions import clear_quotation, publish_quotation, publish_theme

pytestmark = pytest.mark.django_db

SAID = "said it would be a week.\nIt was [town] 🏠 for two years."
SEEN = "said it would be a week."


def take_all_back() -> None:
    withdraw(None, Submission.objects.get())


def let_nobody_quote() -> None:
    submission = Submission.objects.get()
    take_back_use(None, submission.consent, Use.QUOTE_UNNAMED, submission.reference)


@pytest.fixture
def addresses(team: Team) -> dict[str, str]:
    text = read_by(team, jay_gives_evidence(Use.ANALYSE, Use.QUOTE_UNNAMED, Use.PUBLISH_WHOLE), 2)
    theme = accepted_theme(team)
    quotation = clear_quotation(team.ben, excerpt_of(team, text, SAID, theme), SAID, "Young person")
    publish_quotation(team.frank, quotation)
    publish_theme(team.frank, theme)
    return {
        "the first page": "/",
        "themes": reverse("themes"),
        "a theme": reverse("theme", args=[theme.slug]),
        "a quotation": reverse("quotation", args=[quotation.pk]),
    }


class Before:
    """Does something before the question of this number is put to the database."""

    def __init__(self, number: int, do: Callable[[], None]) -> None:
        self.number, self.do, self.asked, self.is_done = number, do, 0, False

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        if self.asked == self.number:
            self.asked += 1
            self.do()
            self.is_done = True
        elif self.asked < self.number:
            self.asked += 1
        return execute(*given)


@pytest.mark.parametrize(
    ("page", "how"),
    [
        ("the first page", take_all_back),
        ("themes", take_all_back),
        ("a theme", take_all_back),
        ("a quotation", take_all_back),
        ("a quotation", let_nobody_quote),
    ],
)
def test_whenever_words_are_taken_back_while_a_page_is_made_it_does_not_show_them(
    page: str, how: Callable[[], None], addresses: dict[str, str]
) -> None:
    client = Client(raise_request_exception=False)
    assert SEEN in client.get(addresses[page]).content.decode()
    number, answers = 0, []
    while True:
        with transaction.atomic():
            taking_back = Before(number, how)
            with connection.execute_wrapper(taking_back):
                answered = client.get(addresses[page])
            transaction.set_rollback(True)
        if not taking_back.is_done:
            break
        answers.append((answered.status_code, SEEN in answered.content.decode()))
        number += 1
    assert number > 3
    assert {shows for _, shows in answers} == {False}
    assert {status for status, _ in answers} <= {200, 404, 410}
    assert SEEN in client.get(addresses[page]).content.decode()


def counting(made: list[int]) -> View:
    def view(_request: Any) -> Any:
        made.append(len(made))
        let_one_more_end()
        return object()

    return view


def let_one_more_end() -> None:
    part = jay_gives_evidence()
    take_back_use(None, part.submission.consent, Use.ANALYSE, part.submission.reference)


def test_a_page_that_is_overtaken_every_time_is_not_shown_at_all(team: Team, rf: Any) -> None:
    made: list[int] = []
    with pytest.raises(AlwaysTakenBack):
        made_again_where_taken_back(counting(made))(rf.get("/"))
    assert len(made) == TRIES


def test_a_fault_of_the_page_itself_is_no_reason_to_make_it_again(team: Team, rf: Any) -> None:
    made: list[int] = []

    def broken(_request: Any) -> Any:
        made.append(1)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 (none of ours)
        made_again_where_taken_back(broken)(rf.get("/"))
    assert made == [1]
