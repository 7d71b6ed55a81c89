"""Who may read the audit."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed


def check_read_audit(user: User) -> None:
    # The permission comes with a role in the inquiry's team, which this layer knows nothing of.
    if not user.has_perm("audit.view_entry"):
        raise NotAllowed(_("The audit is read by the secretariat, the safeguarding lead and the archivist."))


def can_read_audit(user: User) -> bool:
    return allowed(check_read_audit, user)
