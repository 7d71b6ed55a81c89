"""Who can open backups is not one person's to change.

The first two are named while a site is set up, when there may be nobody yet who could agree. From then on two people of
the team agree at the desk to one change, in the words that the command shows, and the command makes it for them, once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import use_approval_at_the_machine
from heard.approvals.kinds import Kind
from heard.audit.actions import record
from heard.audit.queries import newest_lines
from heard.backups.recipients import ENOUGH, all_recipients
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.text.errors import BadInput

CHANGE_RECIPIENTS = "change who can open backups"
ADD, MAKE, REMOVE = "add ", "make a key for ", "remove "
LONGEST = 120  # characters, as long as a request may be called


def changing_recipients() -> Kind:
    """The label is the change in words, such as “remove Sam Field”."""
    return Kind(
        CHANGE_RECIPIENTS,
        gettext_lazy("change who can open backups"),
        check_ask=check_decide_who_opens_backups,
        check_agree=check_decide_who_opens_backups,
        check_label=check_is_a_change,
        writes=gettext_lazy("The change, in the words that heard keys showed"),
    )


def check_decide_who_opens_backups(user: User) -> None:
    """Raise unless `user` may ask for such a change, or agree to it."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD, Role.CHAIR)


def check_is_a_change(label: str) -> None:
    if len(label) > LONGEST or not label.startswith((ADD, MAKE, REMOVE)):
        raise BadInput(_("Copy the words that heard keys showed, such as “remove Sam Field”."))


@contextmanager
def agreed_change(verb: str, *what: str) -> Iterator[None]:
    """Change the recipients inside the block. Raises `BadInput` where two people have to agree first and have not."""
    change = " ".join(f"{verb}{' '.join(what)}".split())[:LONGEST]
    try:
        earlier = removals()
    except DatabaseError:
        if all_recipients():
            raise
        yield  # a new machine, on which nobody can open anything yet, and which knows no team
        return
    with transaction.atomic():
        # Whoever is removed makes no room for somebody whom nobody agreed to.
        if len(all_recipients()) + earlier >= ENOUGH:
            use_agreement(change)
        record(None, "change", "recipients of backups", change)
        yield


def removals() -> int:
    """How often somebody was removed, as the audit tells."""
    return newest_lines().filter(kind="recipients of backups", label__startswith=REMOVE).count()


def use_agreement(change: str) -> None:
    try:
        use_approval_at_the_machine(CHANGE_RECIPIENTS, change)
    except NotAllowed as refused:
        says = _(
            "%(refused)s At the desk, under Second person, somebody asks for “%(change)s”, in these words, and "
            "somebody else agrees; then run this again. Nothing was changed."
        )
        raise BadInput(says % {"refused": refused, "change": change}) from refused
