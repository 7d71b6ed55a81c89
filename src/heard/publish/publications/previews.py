"""Tells the page of the policy what it makes of today's numbers and quotations."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.protect.disclosure.models import DisclosurePolicy
from heard.protect.disclosure.previews import Preview, Previewed
from heard.publish.publications.beside import Judge, giver_of
from heard.publish.publications.models import Quotation
from heard.publish.publications.numbers import plan_numbers
from heard.publish.publications.passing import tells_too_much
from heard.publish.publications.queries import published_quotations
from heard.text.errors import BadInput
from heard.text.suppression import show_count


def preview_of_publications(policy: DisclosurePolicy) -> Preview:
    """Each theme's number as the next edition would have it, and how many quotations something is left out beside."""
    try:
        rows = plan_numbers(policy).rows
    except BadInput as refusal:
        return Preview((), (str(refusal), *_of_quotations(policy)))
    numbers = [Previewed(row.theme.label, row.people, show_count(row.shown, to=policy.round_to)) for row in rows]
    if any(row.cells for row in rows):
        told = sum(count is not None for row in rows for count in row.cells_shown)
        cells = sum(len(row.cells) for row in rows)
        said = _(
            "Of the %(cells)d numbers by which themes are told apart, %(told)d would be shown and the rest hidden."
        )
        return Preview(tuple(numbers), (said % {"cells": cells, "told": told}, *_of_quotations(policy)))
    return Preview(tuple(numbers), _of_quotations(policy))


def _of_quotations(policy: DisclosurePolicy) -> tuple[str, ...]:
    public = list(published_quotations())
    judge = Judge({giver.pk for giver in map(giver_of, public) if giver})
    judge.alike = policy.people_alike
    left_out = sum(not judge.holds(quotation, judge.beside.get(quotation.pk, ())) for quotation in public)
    said = _(
        "Of %(all)d public quotations, %(left_out)d would stand without the age or region that was chosen for them."
    )
    return (said % {"left_out": left_out, "all": len(public)}, *_of_stops(judge, public)) if public else ()


def _of_stops(judge: Judge, public: list[Quotation]) -> tuple[str, ...]:
    number = sum(tells_too_much(quotation, judge) for quotation in public)
    said = ngettext(
        "%(number)d of them would be taken off the public pages, because its words tell too much.",
        "%(number)d of them would be taken off the public pages, because their words tell too much.",
        number,
    )
    return (said % {"number": number},) if number else ()
