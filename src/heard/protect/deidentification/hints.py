"""Hints for the question that a reader answers before a text is passed: could somebody recognise this person?"""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part
from heard.protect.deidentification import search
from heard.protect.deidentification.models import WorkingText
from heard.text.deidentification.rare_facts import Rare, find_rare_facts
from heard.text.spans import Span

SAYS: dict[Rare, str | Promise] = {
    Rare.ILLNESS: _("an illness or disability that few people have"),
    Rare.FAMILY: _("an unusual family"),
    Rare.OFFICE: _("an office or a work that few people do"),
    Rare.EVENT: _("something that few people have been through"),
    Rare.ORIGIN: _("a people, faith or language"),
    Rare.ONLY_ONE: _("the only, first or youngest one"),
    Rare.DATE: _("a date"),
    Rare.PLACE: _("a place"),
    Rare.WORD: _("hardly any other submission has this word"),
    Rare.TOGETHER: _("several facts about one person, which together may fit nobody else"),
}
ENOUGH_TO_COMPARE = 20  # submissions with a working text; among fewer, every word is rare
LONGEST_SHOWN = 80  # characters
LOOKED_THROUGH = 50_000  # characters of a text; somebody waits for the page


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a working text and why they may be known to somebody; no words where it is all of them together."""

    words: str
    says: str | Promise


def hints_in(working_text: WorkingText) -> list[Hint]:
    text, others = working_text.text[:LOOKED_THROUGH], others_than(working_text)
    ours = [place for place in working_text.redacted.places if place.end <= len(text)]
    found = find_rare_facts(text, ours, others if enough_to_compare() else None)
    whole = Span(0, len(text))
    cut = [Hint("", _("the text is long; only its beginning was looked through"))] if text != working_text.text else []
    return cut + [
        Hint("" if each.span == whole else shorten(each.span.of(text), LONGEST_SHOWN, placeholder="…"), SAYS[each.why])
        for each in found
    ]


def enough_to_compare() -> bool:
    with_text = WorkingText.objects.order_by().values("part__submission").distinct()
    return len(with_text[:ENOUGH_TO_COMPARE]) == ENOUGH_TO_COMPARE


def others_than(working_text: WorkingText) -> Callable[[str], int]:
    """Tells in how many other submissions a word is, by the index of working texts."""

    def number(word: str) -> int:
        found = Part.objects.filter(pk__in=RawSQL(*search.matching([search.Term(word)])))  # noqa: S611
        others = found.exclude(submission=working_text.part.submission_id).order_by().values("submission")
        return others.distinct().count()

    return number
