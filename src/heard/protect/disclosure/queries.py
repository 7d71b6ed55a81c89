"""Reading the policy, the attempts to find somebody, and how many people share what is told of one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.db.models import Count, Q, QuerySet

from heard.collect.evidence.models import Submission
from heard.inquiry.contributors.models import Contributor
from heard.protect.deidentification.queries import set_aside_now
from heard.protect.disclosure.facts import Facts
from heard.protect.disclosure.models import DisclosurePolicy, Drill
from heard.protect.disclosure.states import Attribute


def current_policy() -> DisclosurePolicy:
    """The newest, or that with which every inquiry begins."""
    return DisclosurePolicy.objects.first() or DisclosurePolicy()


def policies() -> QuerySet[DisclosurePolicy]:
    """Every version that somebody kept, the newest first."""
    return DisclosurePolicy.objects.select_related("by")


def drills() -> QuerySet[Drill]:
    """The attempts to find somebody, the latest first."""
    return Drill.objects.select_related("by")


def contributors_heard() -> QuerySet[Contributor]:
    """Whoever gave something that was neither taken back nor set aside: the crowd in which a person stands."""
    given = Submission.objects.filter(withdrawal__isnull=True).exclude(pk__in=set_aside_now().values("submission"))
    return Contributor.objects.filter(pk__in=given.order_by().values("contributor"))


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people of the inquiry have which attributes."""

    people_with: Counter[tuple[str, ...]]

    def sharing(self, facts: Facts) -> int:
        """How many share all of `facts`. Where one fact is told in several ways (two towns), the rarest counts."""
        if not facts:
            return self.people_with.total()
        return min(self._having(dict(zip(facts, values, strict=True))) for values in product(*facts.values()))

    def _having(self, wanted: dict[str, str]) -> int:
        places = [(place, wanted[name]) for place, name in enumerate(Attribute.values) if name in wanted]
        return sum(
            people
            for values, people in self.people_with.items()
            if all(values[place] == value for place, value in places)
        )


def crowd() -> Crowd:
    """Everybody in the inquiry now, in one query."""
    counted = contributors_heard().order_by().values(*Attribute.values).annotate(people=Count("pk"))
    return Crowd(Counter({tuple(row[name] for name in Attribute.values): row["people"] for row in counted}))


def attributes_of(contributor: Contributor) -> Iterator[tuple[Attribute, str]]:
    """What somebody told us of themselves, with its value."""
    for attribute in Attribute:
        value: str = getattr(contributor, attribute)
        if value and value != "not said":
            yield attribute, value


def has_been_tried() -> bool:
    """Whether an attempt to find somebody is on record."""
    return Drill.objects.filter(~Q(found="")).exists()
