"""Every address of the site, as everybody there is: who is let in, what they see, and the page that says so.

The page is `docs/reference/roles.md`. Where an address or a rule changed, write it anew and read the difference:

    HEARD_WRITE_ROLES=yes .venv/bin/python -m pytest -n 0 tests/architecture/test_who_may_go_where.py

A new address with a place in it (`<int:number>`) may need a line in `asking_addresses.py` that leads to something.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from asking_addresses import (
    BROKEN,
    CANARIES,
    CLEARED,
    DRAFT_PAGE,
    LET_IN,
    NAME,
    NOBODY,
    NOT_THERE,
    PUBLISHED,
    SIGN_IN,
    SUPERUSER,
    TAKEN_DOWN,
    TURNED_AWAY,
    asked_everywhere,
    searched_everywhere,
    the_world,
)
from django.db import connection, transaction

from heard.accounts.access import open_to_everybody, open_to_givers
from heard.accounts.rules import allowed
from heard.config.addresses import Address, every_address
from heard.inquiry.inquiries.states import Role

PAGE = Path(__file__).parents[2] / "docs/reference/roles.md"
BEGINS, ENDS = "<!-- written by tests/architecture/test_who_may_go_where.py -->", "<!-- to here -->"
LETS_IN = {LET_IN, NOT_THERE}

READS_ORIGINALS = {Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD}
READS_EVIDENCE = READS_ORIGINALS | {Role.ANALYST}
READS_QUOTATIONS = READS_EVIDENCE | {Role.CHAIR, Role.BOARD_READER}

# On whose screens, of everybody there is, these words may stand; looked for at every address and in every search.
SEEN_BY: dict[str, set[str]] = {
    NAME: {*READS_ORIGINALS},  # which every working text leaves out
    CANARIES["received"]: {*READS_ORIGINALS},
    CANARIES["set aside"]: {*READS_ORIGINALS},
    CANARIES["read"]: {*READS_EVIDENCE},
    CANARIES["accepted"]: {*READS_EVIDENCE},
    CANARIES["with a concern"]: {*READS_ORIGINALS},
    CANARIES["withdrawn"]: set(),
    CLEARED: {*READS_QUOTATIONS},
    TAKEN_DOWN: {*READS_QUOTATIONS},
    PUBLISHED: {*Role, SUPERUSER, NOBODY},
    DRAFT_PAGE: {Role.SECRETARIAT, SUPERUSER},
}

# Words as they came in, which nobody sees at the first step: whoever opens them says what for (`tests/protect`).
BEHIND_TWO_STEPS = {NAME, CANARIES["received"], CANARIES["set aside"], CANARIES["with a concern"]}

# Wagtail's own page for trying out what an error looks like.
BREAKS_ON_PURPOSE = {"desk/failwhale/"}

# At the desk without signing in: its pictures, the words of its buttons, and what leads to signing in.
BEFORE_SIGNING_IN = {"desk/sprite/", "desk/jsi18n/", "desk/^.*/$", "desk/logout/"}


@dataclass
class Asked:
    """What was answered, without what was on the pages, save who saw which of the words that we look for."""

    outcomes: dict[tuple[str, str, str], str] = field(default_factory=dict)  # route, state, who → outcome
    statuses: dict[tuple[str, str, str], int] = field(default_factory=dict)
    by_rule: dict[tuple[str, str], bool] = field(default_factory=dict)  # route, who → what our rule says
    by_button: set[str] = field(default_factory=set)  # routes that refuse a link
    saw: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # word → who → where

    def note(self, where: str, who: str, body: str) -> None:
        for word in SEEN_BY:
            if word in body:
                self.saw.setdefault(word, {}).setdefault(who, set()).add(where)


ADDRESSES = every_address()


@pytest.fixture(scope="module")
def asked(as_migrated: None, django_db_blocker: Any) -> Iterator[Asked]:
    """Everything asked once, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield ask_everything()
        transaction.set_rollback(True)
    connection.close_if_unusable_or_obsolete()


def ask_everything() -> Asked:
    world, asked = the_world(), Asked()
    for address, state, who, answer in asked_everywhere(world, ADDRESSES):
        asked.outcomes[address.route, state, who] = answer.outcome
        asked.statuses[address.route, state, who] = answer.status
        asked.by_button |= {address.route} if answer.by_button else set()
        asked.note(f"{address.route} {state}", who, answer.body)
    for where, who, body in searched_everywhere(world, SEEN_BY):
        asked.note(where, who, body)
    for address in ADDRESSES:
        for who, user in world.people.items():
            if address.access in (open_to_everybody, open_to_givers):
                asked.by_rule[address.route, who] = True
            elif address.access is not None:
                may = user is not None and user.has_perm("wagtailadmin.access_admin")
                asked.by_rule[address.route, who] = may and allowed(address.access, user)  # type: ignore[arg-type]
    return asked


def test_nothing_is_unclassified() -> None:
    assert [address.route for address in ADDRESSES if not address.is_classified] == []
    assert len(ADDRESSES) > 300


def test_nothing_of_ours_at_the_desk_is_open_to_everybody_or_to_givers() -> None:
    desk = [address for address in ADDRESSES if address.is_ours and address.route.startswith("desk/")]
    assert desk
    assert all(address.access not in (open_to_everybody, open_to_givers) for address in desk)


def test_whoever_asks_is_let_in_exactly_where_the_rule_says_in_every_state(asked: Asked) -> None:
    wrong = [
        (route, state, who, outcome)
        for (route, state, who), outcome in asked.outcomes.items()
        if (route, who) in asked.by_rule and (outcome in LETS_IN) is not asked.by_rule[route, who]
    ]
    assert wrong == []
    assert len(asked.by_rule) > 1000


def test_a_stranger_at_the_desk_is_asked_to_sign_in(asked: Asked) -> None:
    let_in = {
        route
        for (route, _state, who), outcome in asked.outcomes.items()
        if who == NOBODY and route.startswith("desk/") and outcome != SIGN_IN and not is_off(asked, route)
    }
    assert let_in - BEFORE_SIGNING_IN == set()


def is_off(asked: Asked, route: str) -> bool:
    """Whether nothing is there for anybody."""
    return {outcome for (other, _, _), outcome in asked.outcomes.items() if other == route} == {NOT_THERE}


def test_nothing_breaks_whoever_asks(asked: Asked) -> None:
    broken = {route for (route, _state, _who), outcome in asked.outcomes.items() if outcome == BROKEN}
    assert broken == BREAKS_ON_PURPOSE


def test_a_state_changes_what_is_there_and_never_for_whom(asked: Asked) -> None:
    """Of those whom the rule lets in, nobody is told more about a state than the others."""
    answers: dict[tuple[str, str], set[int]] = {}
    for (route, state, who), status in asked.statuses.items():
        if state and asked.by_rule.get((route, who)):
            answers.setdefault((route, state), set()).add(status)
    assert answers
    assert {key: statuses for key, statuses in answers.items() if len(statuses) > 1} == {}


def test_whoever_looks_after_the_machine_opens_nothing_of_ours_but_the_audit(asked: Asked) -> None:
    opened = {
        route for (route, who), may in asked.by_rule.items() if who == SUPERUSER and may and route.startswith("desk/")
    }
    assert {route.split("/")[1] for route in opened} <= {"audit", "health"}


@pytest.mark.parametrize("word", SEEN_BY)
def test_words_are_seen_by_those_who_may_and_by_nobody_else(asked: Asked, word: str) -> None:
    saw = asked.saw.get(word, {})
    strays = {who: sorted(where) for who, where in saw.items() if who not in SEEN_BY[word]}
    assert strays == {}
    if word not in BEHIND_TWO_STEPS:
        assert set(saw) == SEEN_BY[word]


def test_the_page_about_roles_is_as_it_was_found(asked: Asked) -> None:
    found = written(asked)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGINS)
    _, after = rest.split(ENDS)
    if os.environ.get("HEARD_WRITE_ROLES"):
        PAGE.write_text(f"{before}{BEGINS}\n\n{found}\n{ENDS}{after}", encoding="utf-8")
        return
    assert rest.split(ENDS)[0].strip() == found.strip(), __doc__


# How the page is written


WHO = (*Role, SUPERUSER, NOBODY)
HEADS = ("Sec", "Ana", "Rev", "Saf", "Cha", "Arc", "Boa", "Hos", "Par", "Mac", "All")
SAID = {
    200: "opens",
    302: "acts, or says why not",
    404: "not there",
    410: "gone",
    412: "asks for more",
    422: "asks why",
}


def written(asked: Asked) -> str:
    return "\n".join([*who_may(asked), "", *what_states_change(asked)])


def who_may(asked: Asked) -> Iterator[str]:
    """A line for each address of ours, and one for each group of a library's that answer alike."""
    yield "| address | " + " | ".join(HEADS) + " | asked |"
    yield "|---|" + "---|" * (len(HEADS) + 1)
    ours = [address for address in ADDRESSES if address.access is not None]
    for address in sorted(ours, key=lambda each: each.route):
        how = ", by a button" if address.route in asked.by_button else ""
        yield f"| `/{address.route}` | {marks(asked, [address])} | {rule_of(address)}{how} |"
    for name, group in alike(asked):
        yield f"| {name} | {marks(asked, group)} | {group[0].guard.partition(',')[0]} |"


def marks(asked: Asked, group: list[Address]) -> str:
    return " | ".join(mark(asked, group[0].route, who) for who in WHO)


def mark(asked: Asked, route: str, who: str) -> str:
    if (route, who) in asked.by_rule:
        return "●" if asked.by_rule[route, who] else ""
    outcome = asked.outcomes[route, "", who]
    return {LET_IN: "●", BROKEN: "●", NOT_THERE: "○", TURNED_AWAY: "", SIGN_IN: ""}[outcome]


def rule_of(address: Address) -> str:
    names = {open_to_everybody: "open to everybody", open_to_givers: "open to givers, who see what is theirs"}
    if address.access in names:
        return names[address.access]  # type: ignore[index]
    return f"`{getattr(address.access, '__name__', '')}`"


def alike(asked: Asked) -> Iterator[tuple[str, list[Address]]]:
    """Addresses that are a library's, by where they are and whom they let in."""
    groups: dict[tuple[str, str], list[Address]] = {}
    for address in ADDRESSES:
        if address.access is None:
            place = "/".join(re.split(r"[<^(]", address.route)[0].split("/")[:2]).rstrip("/")
            groups.setdefault((place, marks(asked, [address])), []).append(address)
    for (place, _marks), group in sorted(groups.items()):
        number = f"{len(group)} addresses" if len(group) > 1 else f"`/{escaped(group[0].route)}`"
        yield (f"`/{place}…`, {number}" if len(group) > 1 else number), group


def escaped(route: str) -> str:
    return route.replace("|", "\\|")


def what_states_change(asked: Asked) -> Iterator[str]:
    """What a submission's addresses answer whoever the rule lets in, for each state that it can be in."""
    yield "| of a submission | " + " | ".join(CANARIES) + " |"
    yield "|---|" + "---|" * len(CANARIES)
    for address in sorted(ADDRESSES, key=lambda each: each.route):
        if "<str:reference>" in address.route:
            who = next(who for who in WHO if asked.by_rule[address.route, who])
            said = [SAID[asked.statuses[address.route, state, who]] for state in CANARIES]
            yield f"| `/{address.route}` | {' | '.join(said)} |"
