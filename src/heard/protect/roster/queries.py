"""Reading the roster and the policy. Names are opened only to be looked for, or for somebody who may see them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from heard.files.sealing import derived_key, unseal
from heard.inquiry.contributors.models import Contributor
from heard.protect.roster.models import Policy, RosterEntry, RosterRemoval
from heard.protect.roster.states import Kind
from heard.text.deidentification.inquiry_roster import InquiryRoster, ListedEntry
from heard.text.deidentification.levels import AgeLevel, DateLevel, Levels, PlaceLevel


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its name and its other spellings."""

    entry: RosterEntry
    name: str
    aliases: tuple[str, ...]

    @property
    def listed(self) -> ListedEntry:
        """As the engine looks for it."""
        kind = self.entry.role if self.entry.kind == Kind.PERSON else self.entry.kind
        return ListedEntry(self.name, kind, self.aliases, self.entry.pseudonym)


def entries() -> QuerySet[RosterEntry]:
    """What is on the roster now."""
    return RosterEntry.objects.filter(removal__isnull=True).select_related("added_by", "whose")


def roster_key() -> bytes:
    return derived_key("roster of the inquiry")


def open_entry(entry: RosterEntry) -> Opened:
    """Raises SealBroken."""
    told = json.loads(unseal(roster_key(), bytes(entry.sealed), entry.seal_context))
    return Opened(entry, told["name"], tuple(told["aliases"]))


def opened(found: Iterable[RosterEntry]) -> Iterator[Opened]:
    return (open_entry(entry) for entry in found)


def entries_for(contributor: Contributor) -> list[ListedEntry]:
    """Whom and what the words of `contributor` may mention."""
    found = entries().filter(Q(whose=None) | Q(whose=contributor))
    return [each.listed for each in opened(found)]


def roster_for(contributor: Contributor, *also: ListedEntry) -> InquiryRoster:
    return InquiryRoster([*entries_for(contributor), *also])


def pseudonyms_of_roster() -> frozenset[str]:
    """Every pseudonym that the roster ever gave, in brackets."""
    return frozenset(RosterEntry.objects.values_list("pseudonym", flat=True))


def roster_changed_at() -> datetime | None:
    """When it last came to hold another name; None while it never held any."""
    found: dict[str, datetime | None] = RosterEntry.objects.aggregate(at=Max("changed_at"))
    return found["at"]


def removals() -> QuerySet[RosterRemoval]:
    return RosterRemoval.objects.all()


def participant(contributor: Contributor) -> str:
    """What a contributor is called inside pseudonyms: “P-0412”. It tells nothing of their submissions' references."""
    return f"P-{contributor.pk:04}"


def current_policy() -> Policy:
    """The newest, or that with which every inquiry begins."""
    return Policy.objects.first() or Policy()


def levels_read() -> Levels:
    """How coarse replacements in working texts are."""
    policy = current_policy()
    return Levels(PlaceLevel(policy.place_read), DateLevel(policy.date_read), AgeLevel(policy.age_read))


def levels_printed() -> Levels:
    """As fine as replacements may be in whatever leaves `protect` for others."""
    policy = current_policy()
    return Levels(
        PlaceLevel(policy.place_printed), DateLevel(policy.date_printed), AgeLevel(policy.age_printed), whose=False
    )
