"""Who may open a file in which something was found, and who decides."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import PartFile
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.scans.models import Scan
from heard.protect.scans.queries import held_back


def check_not_held_back(file: PartFile) -> None:
    """Raise where a scanner found something in a file and nobody has decided about it."""
    if held_back().filter(file=file).exists():
        raise NotAllowed(
            _(
                "The virus scanner found something in this file. It stays shut until the secretariat or the "
                "safeguarding lead decides."
            )
        )


def check_decide(user: User) -> None:
    """Raise unless `user` decides whether such a file may be opened."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_decide(user: User) -> bool:
    return allowed(check_decide, user)


def check_release(user: User, scan: Scan) -> None:
    """Raise unless `user` may let the file of `scan` be opened: once, where something was found."""
    check_decide(user)
    if not held_back().filter(pk=scan.pk).exists():
        raise NotAllowed(_("There is nothing to decide about this file."))
