"""Public numbers come from editions: small ones are hidden, and no two editions tell what a few people did."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.test import Client
from scipy.optimize import linprog

from cast import Team, accepted_theme, excerpt_of, jay_gives_evidence, numbers_published, read_by
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import agree
from heard.approvals.models import Approval
from heard.protect.disclosure.actions import set_policy
from heard.protect.disclosure.models import DisclosurePolicy
from heard.protect.disclosure.queries import current_policy
from heard.protect.disclosure.states import BrokenDownBy
from heard.publish.publications.actions import publish_numbers, publish_theme
from heard.publish.publications.models import NumbersEdition
from heard.publish.publications.numbers import as_edition, label_of, plan_numbers
from heard.publish.publications.queries import public_count
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.errors import BadInput
from heard.text.suppression import PublishedTable, publish_table
from heard.understand.codebook.models import Theme

FEW = 3


def policy(team: Team, **chosen: object) -> None:
    set_policy(team.asha, DisclosurePolicy(**({"threshold": FEW, "why": "A test needs few people."} | chosen)))


def published(team: Team, label: str = "Moves without warning") -> Theme:
    theme = accepted_theme(team, label)
    publish_theme(team.asha, theme)
    return theme


def people_speak(team: Team, theme: Theme, people: int) -> None:
    for _ in range(people):
        excerpt_of(team, read_by(team, jay_gives_evidence(), 0), "a week", theme)


@pytest.fixture
def theme(team: Team) -> Theme:
    policy(team)
    return published(team)


@pytest.mark.django_db
def test_nothing_is_counted_out_until_numbers_are_published(team: Team, theme: Theme) -> None:
    people_speak(team, theme, FEW)
    assert not public_count(theme).is_counted
    assert "have not counted yet" in Client().get(f"/themes/{theme.slug}/").content.decode()
    assert Client().get("/numbers/table.csv").status_code == 404
    numbers_published(team)
    assert public_count(theme).people == FEW


@pytest.mark.django_db
def test_few_people_are_not_counted_out(team: Team, theme: Theme) -> None:
    people_speak(team, theme, FEW - 1)
    numbers_published(team)
    assert public_count(theme).people is None
    assert "Fewer than 3 people" in Client().get(f"/themes/{theme.slug}/").content.decode()
    assert Client().get("/numbers/table.csv").content.decode() == "Theme,People\nMoves without warning,c\n"


@pytest.mark.django_db
def test_a_number_that_would_move_by_one_stays(team: Team, theme: Theme) -> None:
    people_speak(team, theme, FEW)
    numbers_published(team)
    people_speak(team, theme, 1)
    numbers_published(team)
    assert public_count(theme).people == FEW
    people_speak(team, theme, FEW - 1)
    numbers_published(team)
    assert public_count(theme).people == 2 * FEW
    assert [edition.number for edition in NumbersEdition.objects.order_by("number")] == [1, 2, 3]


@pytest.mark.django_db
def test_the_same_numbers_stand_on_the_page_in_the_table_and_for_programs(team: Team, theme: Theme) -> None:
    policy(team, round_to=3)
    people_speak(team, theme, 4)
    published(team, "=Lost belongings")
    numbers_published(team)
    page = Client().get("/numbers/").content.decode()
    assert '<td class="number">3</td>' in page
    assert '<td class="number">c</td>' in page
    assert Client().get("/numbers/table.csv").content.decode().splitlines()[1:] == [
        "'=Lost belongings,c",
        "Moves without warning,3",
    ]
    told = json.loads(Client().get("/numbers/numbers.json").content)
    assert [(each["theme"], each["people"]) for each in told["themes"]] == [
        ("=Lost belongings", "c"),
        ("Moves without warning", 3),
    ]
    assert set(told) == {"edition", "published", "hidden_below", "rounded_to", "broken_down_by", "themes"}


@pytest.mark.django_db
def test_a_theme_told_apart_by_region_says_nothing_of_the_regions_of_few(team: Team, theme: Theme) -> None:
    policy(team, broken_down_by=BrokenDownBy.REGION)
    people_speak(team, theme, FEW)  # all live in one region: to show it would say that of each
    numbers_published(team)
    header, row = Client().get("/numbers/table.csv").content.decode().splitlines()
    assert header.startswith("Theme,People,North East,North West,")
    assert row == "Moves without warning,3" + 13 * ",c"
    assert "How to read this" in Client().get("/numbers/").content.decode()


@pytest.mark.django_db
def test_numbers_are_not_told_apart_beside_earlier_ones_that_were_not(team: Team, theme: Theme) -> None:
    people_speak(team, theme, FEW)
    numbers_published(team)
    policy(team, broken_down_by=BrokenDownBy.AGE_BAND)
    with pytest.raises(BadInput, match="not broken down in this way"):
        numbers_published(team)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ben", "cerys", "efua", "greta"])
def test_only_the_secretariat_and_the_chair_publish_them(team: Team, theme: Theme, name: str) -> None:
    with pytest.raises(NotAllowed):
        publish_numbers(getattr(team, name))


@pytest.fixture
def asked(team: Team, theme: Theme, client: Client) -> Approval:
    """Asha asks to publish the numbers of three people, on the page that shows them."""
    people_speak(team, theme, FEW)
    client.force_login(team.asha)
    page = client.get("/desk/numbers/")
    assert [(row["people"], row["shown"], row["public"]) for row in page.context["rows"]] == [(FEW, "3", "")]
    label = page.context["asking"].label
    assert label.startswith("edition 1, ")
    told = {"kind": PUBLISH_NUMBERS, "label": label, "reason": "The first themes are public."}
    said = client.post("/desk/approvals/asking/", told, follow=True).content.decode()
    assert "Somebody else has to agree. Frank Lowe can." in said
    return Approval.objects.get()


@pytest.mark.django_db
def test_numbers_are_published_by_one_person_once_another_agreed(team: Team, asked: Approval, client: Client) -> None:
    assert "A second person has to agree" in client.post("/desk/numbers/publishing/", follow=True).content.decode()
    client.force_login(team.frank)
    page = client.get("/desk/numbers/").content.decode()
    assert "Asha Moss asks a second person to agree to this: “The first themes are public.”" in page
    client.post(f"/desk/approvals/{asked.pk}/agreed/")
    client.force_login(team.asha)
    assert "Publish these numbers" in client.get("/desk/numbers/").content.decode()
    assert "Edition 1" in client.post("/desk/numbers/publishing/", follow=True).content.decode()
    assert client.get("/desk/numbers/").context["rows"][0]["public"] == "3"
    assert "Moves without warning" in client.get("/desk/disclosure/").content.decode()
    with pytest.raises(NotAllowed, match="A second person"):  # the next edition takes another agreement
        publish_numbers(team.asha)


@pytest.mark.django_db
def test_what_was_agreed_holds_for_what_was_seen(team: Team, theme: Theme, asked: Approval) -> None:
    agree(team.frank, asked)
    people_speak(team, theme, FEW)
    with pytest.raises(NotAllowed, match="A second person"):
        publish_numbers(team.asha)
    assert not NumbersEdition.objects.exists()


@pytest.mark.django_db
def test_a_request_for_numbers_that_have_changed_is_not_taken(team: Team, theme: Theme, client: Client) -> None:
    people_speak(team, theme, FEW)
    client.force_login(team.asha)
    label = client.get("/desk/numbers/").context["asking"].label
    people_speak(team, theme, FEW)
    told = {"kind": PUBLISH_NUMBERS, "label": label, "reason": "The first themes are public."}
    assert "have changed since" in client.post("/desk/approvals/asking/", told, follow=True).content.decode()
    assert not Approval.objects.exists()


@pytest.mark.django_db
def test_nothing_hidden_can_be_worked_out_from_what_stands_in_the_audit(team: Team, theme: Theme) -> None:
    policy(team, round_to=3)
    labels = []
    for _ in range(4):
        people_speak(team, theme, 1)
        labels.append(label_of(current_policy(), plan_numbers(current_policy())))
    one, two, three, four = labels
    assert one == two  # both hidden
    assert three == four  # both printed as 3
    assert two != three


# Whoever keeps every edition, and asks a solver


def stored(counts: list[list[int]], table: PublishedTable, number: int) -> NumbersEdition:
    """The edition as it is kept, its themes numbered from 0."""
    rows = [
        {"theme": theme, "people": sum(cells), "shown": total, "cells": cells, "cells_shown": list(shown)}
        for theme, (cells, total, shown) in enumerate(zip(counts, table.row_totals, table.counts, strict=True))
    ]
    hidden = [place for place, count in enumerate(table.column_totals) if count is None]
    return NumbersEdition(number=number, threshold=table.threshold, rows=rows, columns_hidden=hidden)


def a_history(seed: int) -> Iterator[tuple[list[list[int]], PublishedTable]]:
    """Random tables that grow and shrink, each published beside all before it; those that may not be are left out."""
    random = np.random.default_rng(seed)
    counts = random.poisson(random.choice([3, 9, 20], size=(4, 5)))
    editions: list[NumbersEdition] = []
    for _ in range(4):
        cells = [[int(count) for count in row] for row in counts]
        try:
            earlier = [as_edition(edition, list(range(4)), 5) for edition in editions]
            table = publish_table(cells, threshold=5, editions=earlier)
        except BadInput:
            pass
        else:
            editions.append(stored(cells, table, len(editions) + 1))
            yield cells, table
        counts = np.maximum(counts + random.poisson(6, size=(4, 5)) - random.poisson(2, size=(4, 5)), 0)


def what_is_printed(table: PublishedTable) -> tuple[Any, Any]:
    """Equations of one edition: each shown cell, and each shown number of a theme."""
    equations, sums = [], []
    for row, (cells, total) in enumerate(zip(table.counts, table.row_totals, strict=True)):
        shown = [((row, column), count) for column, count in enumerate(cells) if count is not None]
        for place, count in [*shown, *([((row, slice(None)), total)] if total is not None else [])]:
            equation = np.zeros((4, 5))
            equation[place] = 1
            equations.append(equation.ravel())
            sums.append(count)
    return np.array(equations).reshape(-1, 20), np.array(sums)


@pytest.mark.parametrize("seed", range(2))
def test_whoever_holds_every_edition_narrows_no_small_number(seed: int) -> None:
    for counts, table in a_history(seed):
        equations, sums = what_is_printed(table)
        for place, count in enumerate(np.array(counts).ravel()):
            if count < table.threshold:
                least = linprog(np.eye(20)[place], A_eq=equations, b_eq=sums).fun if len(sums) else 0
                most = linprog(-np.eye(20)[place], A_eq=equations, b_eq=sums)
                assert least < 0.5, (seed, place)
                assert most.status == 3 or -most.fun > table.threshold - 1.5, (seed, place)


@pytest.mark.parametrize("seed", range(40))
def test_no_number_that_two_editions_show_moved_by_a_few(seed: int) -> None:
    history = [[*np.array(table.counts, dtype=object).ravel(), *table.row_totals] for _counts, table in a_history(seed)]
    moved = [
        abs(now - then)
        for place in range(len(history[0]) if history else 0)
        for edition, numbers in enumerate(history)
        for earlier in history[:edition]
        for now, then in [(numbers[place], earlier[place])]
        if now is not None and then is not None
    ]
    assert all(change == 0 or change >= 5 for change in moved)


def test_the_histories_publish_more_than_one_edition() -> None:
    assert sum(len(list(a_history(seed))) for seed in range(40)) > 60
