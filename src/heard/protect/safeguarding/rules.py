"""Who may raise a concern, read why one is open and decide about it; and what waits while one is."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import withdrawal_of
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.safeguarding.models import Concern
from heard.protect.safeguarding.queries import closing_of, open_concern_of, signs_unread_by


def check_look_after_concerns(user: User) -> None:
    """Raise unless `user` may read why a concern is open, decide about it, and set the clock. Analysts never may."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_look_after_concerns(user: User) -> bool:
    return allowed(check_look_after_concerns, user)


def check_raise_concern(user: User) -> None:
    """Raise unless `user` works here: anybody who does may be the first to see that somebody is in danger."""
    check_role(user, *Role)


def can_raise_concern(user: User) -> bool:
    return allowed(check_raise_concern, user)


def check_raise_concern_about(user: User, submission: Submission) -> None:
    check_raise_concern(user)
    if withdrawal_of(submission):
        raise NotAllowed(_("These words were taken back."))


def check_close(user: User, concern: Concern) -> None:
    """Raise unless `user` may close `concern`: having opened the original after each sign in it was found."""
    check_look_after_concerns(user)
    if closing_of(concern):
        raise NotAllowed(_("This concern is closed already."))
    if signs_unread_by(user, concern).exists():
        raise NotAllowed(_("Open the original and read it first. A concern is never closed by somebody who has not."))


def can_close(user: User, concern: Concern) -> bool:
    return allowed(check_close, user, concern)


def check_reopen(user: User, concern: Concern) -> None:
    """Raise unless `user` may open `concern` again: it is closed, and there is still something to read."""
    check_look_after_concerns(user)
    if not closing_of(concern):
        raise NotAllowed(_("This concern is open."))
    if withdrawal_of(concern.submission):
        raise NotAllowed(_("These words were taken back."))
    if open_concern_of(concern.submission):
        raise NotAllowed(_("There is another open concern about this already."))


def can_reopen(user: User, concern: Concern) -> bool:
    return allowed(check_reopen, user, concern)


def check_no_open_concern(submission: Submission) -> None:
    """Raise while a concern about `submission` is open: nothing is decided about its words meanwhile."""
    if open_concern_of(submission):
        raise NotAllowed(
            _(
                "A safeguarding concern about this is open. Until it is closed, it is not accepted, set aside, made "
                "into a working text or quoted."
            )
        )
