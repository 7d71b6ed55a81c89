"""One drill: the inquiry published under some controls, read by the attacker, and judged by the truth."""

from collections import Counter
from dataclasses import dataclass, field

import attacks
from attacks import Claim
from django.db import transaction

from inquiry import Controls, Inquiry, switched


@dataclass
class Outcome:
    """People singled out rightly and wrongly, by attack; and how many were singled out by none."""

    right: set[int] = field(default_factory=set)
    wrong: set[int] = field(default_factory=set)
    by_attack: Counter[str] = field(default_factory=Counter)
    wrong_by_attack: Counter[str] = field(default_factory=Counter)
    quotations: int = 0
    numbers: int = 0
    traces: int = 0
    editions: list[str] = field(default_factory=list)


def hold_drill(inquiry: Inquiry, controls: Controls) -> Outcome:
    """Publish, attack and judge; afterwards nothing of it is left."""
    outcome = Outcome()
    inquiry.quoted.clear()
    inquiry.months.clear()
    with transaction.atomic(), switched(controls):
        tables = []
        for said in inquiry.publish(controls):
            outcome.editions.append(said)
            tables.append(attacks.read_numbers())
        quotations = attacks.read_quotations()
        outcome.quotations, outcome.numbers = len(quotations), len(tables[-1])
        outcome.traces = attacks.traces(quotations[:10])
        people = inquiry.world.took_part
        themes = {given.giver: {said.theme for said in given.said} for given in inquiry.world.contributions}
        months = {} if controls.dates else inquiry.months  # as pages once said it
        claims = [
            *attacks.by_attributes(quotations, people),
            *attacks.by_linking(quotations, people),
            *attacks.by_rare_words(quotations, people),
            *attacks.by_order(quotations, people),
            *attacks.by_month(quotations, people, months),
            *(claim for table in tables for claim in attacks.by_small_numbers(table, people, themes)),
            *attacks.by_editions(tables[0], tables[-1], people),
        ]
        for claim in set(claims):
            judge(claim, inquiry, themes, outcome)
        transaction.set_rollback(True)
    return outcome


def judge(claim: Claim, inquiry: Inquiry, themes: dict[int, set[str]], outcome: Outcome) -> None:
    is_right = claim.what in themes[claim.person] or inquiry.quoted.get(claim.what) == claim.person  # type: ignore[arg-type]
    (outcome.right if is_right else outcome.wrong).add(claim.person)
    (outcome.by_attack if is_right else outcome.wrong_by_attack)[claim.attack] += 1
