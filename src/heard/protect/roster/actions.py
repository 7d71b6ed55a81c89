"""Putting somebody on the roster, taking them off, and setting the policy."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.files.sealing import seal
from heard.inquiry.contributors.models import Contributor
from heard.protect.roster.adoption import check_all_again
from heard.protect.roster.models import Policy, RosterEntry, RosterRemoval
from heard.protect.roster.queries import entries, opened, participant, roster_key
from heard.protect.roster.rules import check_see_roster, check_set_policy
from heard.protect.roster.states import Kind, PersonRole
from heard.text.deidentification.pseudonyms import of_roster
from heard.text.deidentification.word_lists import plain
from heard.text.errors import BadInput

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody says of a new entry. `called` is what stands in its place, where it should say something else."""

    name: str
    kind: Kind
    role: PersonRole | None = None
    aliases: tuple[str, ...] = ()
    called: str = ""
    whose: Contributor | None = None


@transaction.atomic
def add_entry(actor: User, new: NewEntry) -> RosterEntry:
    """Put somebody or something on the roster. Raises BadInput for a name it holds already."""
    (entry,) = add_entries(actor, [new])
    return entry


@transaction.atomic
def add_entries(actor: User, new: Iterable[NewEntry]) -> list[RosterEntry]:
    """Put several on it at once, or none."""
    check_see_roster(actor)
    wait_for_other_writers()  # two at once would be given one number
    held = names_held()
    made = []
    for each in new:
        check_new(each, held)
        held.add(identity_of(each))
        made.append(_keep(actor, each))
    return made


def names_held() -> set[tuple[str, int | None]]:
    """Names on the roster, each with the contributor in whose words it is looked for."""
    return {(plain(each.name), each.entry.whose_id) for each in opened(entries())}


def identity_of(new: NewEntry) -> tuple[str, int | None]:
    return plain(new.name.strip()), new.whose.pk if new.whose else None


def check_new(new: NewEntry, held: set[tuple[str, int | None]]) -> None:
    """Raise BadInput where `new` cannot be put on the roster beside the names `held`."""
    if not any(map(str.isalnum, new.name)):
        raise BadInput(_("There is no name here."))
    if max(map(len, (new.name, *new.aliases))) > LONGEST_NAME:
        raise BadInput(_("A name is longer than %(most)d characters.") % {"most": LONGEST_NAME})
    if new.kind == Kind.PERSON and new.role is None:
        raise BadInput(_("Say who this person is. It is what stands in their place."))
    if identity_of(new) in held:
        raise BadInput(_("This name is on the roster already."))


def _keep(actor: User, new: NewEntry) -> RosterEntry:
    role = new.role if new.kind == Kind.PERSON else None
    alike = RosterEntry.objects.filter(kind=new.kind, role=role or "", whose=new.whose)
    entry = RosterEntry(kind=new.kind, role=role or "", whose=new.whose, added_by=actor)
    entry.number = (alike.aggregate(last=Max("number"))["last"] or 0) + 1
    entry.pseudonym = pseudonym_of(entry, new.called)
    entry.sealed = _sealed(entry, new.name, new.aliases)
    entry.save()
    record(actor, "put on the roster", "roster entry", entry.label)
    return entry


def pseudonym_of(entry: RosterEntry, called: str = "") -> str:
    """“[foster carer 3]”, “[sibling 2 of P-0412]”, “[home B]”; or what somebody chose, told apart by a number."""
    whose = participant(entry.whose) if entry.whose else ""
    chosen = called.strip().strip("[]").strip()
    if chosen and not RosterEntry.objects.filter(pseudonym=f"[{chosen}]").exists():
        return f"[{chosen}]"
    lettered = entry.kind != Kind.PERSON and not chosen
    found = of_roster(chosen or entry.role or entry.kind, entry.number, lettered=lettered, whose=whose)
    if RosterEntry.objects.filter(pseudonym=found).exists():
        raise BadInput(_("Somebody else on the roster is called that. Choose other words."))
    return found


def _sealed(entry: RosterEntry, name: str, aliases: Iterable[str]) -> bytes:
    others = [alias.strip() for alias in aliases if alias.strip()]
    told = {"name": name.strip(), "aliases": others}
    return seal(roster_key(), json.dumps(told, ensure_ascii=False).encode(), entry.seal_context)


@transaction.atomic
def change_names(actor: User, entry: RosterEntry, name: str, aliases: tuple[str, ...]) -> None:
    """Write a name or its other spellings anew. The pseudonym stays: texts may have been made with it."""
    check_see_roster(actor)
    wait_for_other_writers()
    others = {(plain(each.name), each.entry.whose_id) for each in opened(entries().exclude(pk=entry.pk))}
    role = PersonRole(entry.role) if entry.role else None
    check_new(NewEntry(name, Kind(entry.kind), role, aliases, whose=entry.whose), others)
    entry.sealed = _sealed(entry, name, aliases)
    entry.save(update_fields=["sealed", "changed_at"])
    record(actor, "change names on the roster", "roster entry", entry.label)


@transaction.atomic
def remove_entry(actor: User, entry: RosterEntry) -> None:
    """Take an entry off the roster. What was replaced with its pseudonym stays replaced."""
    check_see_roster(actor)
    take_off(actor, entry)


def take_off(actor: User | None, entry: RosterEntry) -> None:
    """The name is gone at once. No actor means that it followed from a withdrawal."""
    _removal, is_new = RosterRemoval.objects.get_or_create(entry=entry, defaults={"by": actor})
    if is_new:
        RosterEntry.objects.filter(pk=entry.pk).update(sealed=b"")
        record(actor, "take off the roster", "roster entry", entry.label)


@transaction.atomic
def open_roster(actor: User, use: str) -> None:
    """Note that somebody sees the names on it."""
    check_see_roster(actor)
    record(actor, "open roster", "roster", "all of it", use=use)


@transaction.atomic
def set_policy(actor: User, policy: Policy) -> Policy:
    """From now on, what is suggested follows `policy`. Texts made before keep their words.

    What was to leave them is checked again, and stopped where it says more than others may read now.
    """
    check_set_policy(actor)
    policy.pk, policy.by = None, actor
    policy.save(force_insert=True)
    record(actor, "set policy of pseudonyms", "policy", str(policy.pk))
    check_all_again(actor)
    return policy
