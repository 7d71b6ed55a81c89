"""What stands beside somebody's words in public, and whether it may: worked out anew each time it is asked.

All that is told of one person counts together: what stands beside any of their quotations that was ever published, and
what the words themselves say. Who reads them all may know that one person wrote them. It holds while at least as many
people of the inquiry share it as the policy asks for. What does not hold is left out; words that tell too much by
themselves are held back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heard.accounts.rules import NotAllowed
from heard.inquiry.contributors.models import Contributor
from heard.inquiry.contributors.states import AgeBand, SpeakingAs
from heard.protect.deidentification.leaving import as_it_leaves
from heard.protect.disclosure.facts import Facts, facts_in, facts_named, together
from heard.protect.disclosure.queries import Crowd, attributes_of, crowd, current_policy
from heard.protect.disclosure.states import Attribute
from heard.publish.publications.models import Quotation, QuotationPublishing

GIVER = "excerpt__working_text__part__submission__contributor"


def quotations_with_givers() -> QuerySet[Quotation]:
    return Quotation.objects.select_related(
        "cleared_by",
        "excerpt__notes__session",
        "excerpt__working_text__part__question",
        "excerpt__working_text__part__submission__consent",
        GIVER,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one person, in their words and beside them."""

    words: Facts
    beside: Facts

    @property
    def everything(self) -> Facts:
        return together(self.words, self.beside)


NOTHING_TOLD = Told({}, {})


def giver_of(quotation: Quotation) -> Contributor | None:
    """Whose words they are; None for words from notes, which do not say who spoke."""
    text = quotation.excerpt.working_text
    return text.part.submission.contributor if text else None


def told_by(quotation: Quotation, attributes: Iterable[str]) -> Told:
    """What a quotation tells of its giver with these attributes beside it."""
    giver = giver_of(quotation)
    values = dict(attributes_of(giver)) if giver else {}
    chosen = {name: frozenset([values[Attribute(name)]]) for name in attributes if name in values}
    return Told(_says(quotation), together(chosen, facts_named(quotation.attribution)))


def _says(quotation: Quotation) -> Facts:
    return {name: frozenset(values) for name, values in quotation.says.items()}


def both(one: Told, other: Told) -> Told:
    return Told(together(one.words, other.words), together(one.beside, other.beside))


def told_of(givers: Collection[int]) -> dict[int, Told]:
    """By contributor, what all their quotations told that were ever public. Who reads keeps what is taken down."""
    found = dict.fromkeys(givers, NOTHING_TOLD)
    public = QuotationPublishing.objects.filter(**{f"quotation__{GIVER}__in": givers})
    for publishing in public.select_related(f"quotation__{GIVER}"):
        giver = giver_of(publishing.quotation)
        if giver is not None:
            found[giver.pk] = both(found[giver.pk], told_by(publishing.quotation, publishing.beside))
    return found


def held_back() -> set[int]:
    """The keys of published quotations whose own words tell too much now, with all that their giver's words tell."""
    public = QuotationPublishing.objects.filter(taken_down__isnull=True).exclude(quotation__says={})
    givers = public.values_list("quotation", f"quotation__{GIVER}")
    saying = {quotation: giver for quotation, giver in givers if giver is not None}
    if not saying:
        return set()
    told, everybody, alike = told_of(set(saying.values())), crowd(), current_policy().people_alike
    return {key for key, giver in saying.items() if everybody.sharing(told[giver].words) < alike}


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation as it is printed: its words, and what may stand beside them now."""

    quotation: Quotation
    attribution: str

    @property
    def pk(self) -> int:
        return self.quotation.pk

    @property
    def text(self) -> str:
        return self.quotation.text


def as_printed(quotations: Iterable[Quotation]) -> list[Printed]:
    """Published quotations with what may stand beside each now."""
    found = list(quotations)
    judge = Judge({giver.pk for giver in map(giver_of, found) if giver})
    return [Printed(quotation, judge.line(quotation, judge.beside.get(quotation.pk, ()))) for quotation in found]


class Judge:
    """Knows what is told of some people, how many others share it, and what the policy asks for."""

    def __init__(self, givers: Collection[int]) -> None:
        self.told = told_of(givers)
        self.crowd: Crowd = crowd()
        self.alike = current_policy().people_alike
        standing = QuotationPublishing.objects.filter(taken_down__isnull=True)
        self.beside: Mapping[int, list[str]] = dict(standing.values_list("quotation", "beside"))

    def all_told(self, quotation: Quotation, attributes: Iterable[str]) -> Told:
        """What is told of its giver once this quotation is public as well."""
        giver = giver_of(quotation)
        return both(self.told.get(giver.pk, NOTHING_TOLD) if giver else NOTHING_TOLD, told_by(quotation, attributes))

    def people(self, facts: Facts) -> int:
        return self.crowd.sharing(facts)

    def holds(self, quotation: Quotation, attributes: Iterable[str]) -> bool:
        """Whether what stands beside it may. Of somebody who spoke at a session nobody knows how many are like them."""
        told = self.all_told(quotation, attributes)
        if giver_of(quotation) is None:
            return not told.beside
        return not told.beside or self.people(told.everything) >= self.alike

    def line(self, quotation: Quotation, attributes: Iterable[str]) -> str:
        """“Young person in care, 13–15, North West”, or as much of it as may be told."""
        attributes = list(attributes)
        pieces = [piece.strip() for piece in quotation.attribution.split(",")]
        if not self.holds(quotation, attributes):
            pieces = [piece for piece in pieces if not facts_named(piece)]
        elif giver := giver_of(quotation):
            named = facts_named(quotation.attribution)
            pieces += [
                said(attribute, value)
                for attribute, value in attributes_of(giver)
                if attribute in attributes and value not in named.get(attribute, ())
            ]
        return ", ".join(filter(None, pieces)) or _("One of the people who told us")


def said(attribute: Attribute, value: str) -> str:
    """An attribute in words that follow a comma."""
    if attribute is Attribute.SPEAKING_AS:
        return _("speaking of %(what)s") % {"what": SpeakingAs(value).label}
    if attribute is Attribute.AGE_BAND:
        return str(AgeBand(value).label)
    return value


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can stand beside a quotation: `name` for forms, and how many share all that is told then."""

    name: str
    says: str
    people: int
    holds: bool


def choices_for(quotation: Quotation) -> list[Choice]:
    """Nothing, each attribute its giver told us, and all of them together; as each would be printed, if it may be."""
    giver = giver_of(quotation)
    if giver is None:
        return []
    judge = Judge({giver.pk})
    told = list(attributes_of(giver))
    subsets = chain.from_iterable(combinations(told, size) for size in range(len(told) + 1))
    return [_choice(judge, quotation, subset) for subset in subsets]


def _choice(judge: Judge, quotation: Quotation, subset: tuple[tuple[Attribute, str], ...]) -> Choice:
    names = [str(attribute) for attribute, _value in subset]
    says = ", ".join(said(attribute, value) for attribute, value in subset)
    people = judge.people(judge.all_told(quotation, names).everything)
    return Choice(" ".join(names), says, people, holds=not names or people >= judge.alike)


def chosen_for(quotation: Quotation) -> list[str]:
    """What was last chosen to stand beside it; nothing until somebody chooses."""
    newest = quotation.choices.first()
    return list(newest.attributes) if newest else []


def whole_holds(quotation: Quotation) -> bool:
    """Whether the whole text its words are from tells no more of its giver than enough people share."""
    giver, text = giver_of(quotation), quotation.excerpt.working_text
    if giver is None or text is None:
        return False
    says = facts_in(as_it_leaves(text).text)
    if not says:
        return True
    judge, attributes = Judge({giver.pk}), chosen_for(quotation)
    told = judge.all_told(quotation, attributes)
    known = told.everything if judge.holds(quotation, attributes) else told.words
    return judge.people(together(known, says)) >= judge.alike


def check_words_hold(quotation: Quotation) -> None:
    """Raise where the words tell too much by themselves."""
    reason = why_words_are_held(quotation)
    if reason:
        raise NotAllowed(reason)


def why_words_are_held(quotation: Quotation) -> str:
    """A sentence for the desk; nothing where they may be public."""
    giver = giver_of(quotation)
    if giver is None or not quotation.says:
        return ""
    judge = Judge({giver.pk})
    told = judge.all_told(quotation, ()).words
    people = judge.people(told)
    if people >= judge.alike:
        return ""
    return _(
        "These words, with what else is public of this person’s, say “%(facts)s”. %(people)d people here share that; "
        "the policy asks for %(alike)d. Leave it out of the words with […], or quote others."
    ) % {"facts": _named(told), "people": people, "alike": judge.alike}


def why_beside_is_left_out(quotation: Quotation, attributes: Iterable[str]) -> str:
    """A sentence for the desk; nothing where all of it is printed."""
    giver = giver_of(quotation)
    judge = Judge({giver.pk} if giver else set())
    attributes = list(attributes)
    if judge.holds(quotation, attributes):
        return ""
    if giver is None:
        return _("Nobody knows how many people at a session are of this age or from this region, so it is left out.")
    told = judge.all_told(quotation, attributes).everything
    return _(
        "Of what is to stand beside these words, ages and regions are left out. All that is told of this person "
        "together, “%(facts)s”, is shared by %(people)d people here; the policy asks for %(alike)d."
    ) % {"facts": _named(told), "people": judge.people(told), "alike": judge.alike}


def _named(facts: Facts) -> str:
    return ", ".join(said(Attribute(name), value) for name, values in sorted(facts.items()) for value in sorted(values))
