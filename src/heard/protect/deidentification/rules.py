"""Who may open originals, suggest and accept redactions, and pass a text as safe."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import Part
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import note_of


def check_read_evidence(user: User) -> None:
    """Raise unless `user` may read working texts and who gave them."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_read_evidence(user: User) -> bool:
    return allowed(check_read_evidence, user)


def check_open_original(user: User) -> None:
    """Raise unless `user` may open words as they came in. Analysts work with working texts."""
    check_role(user, Role.SECRETARIAT, Role.REVIEWER, Role.SAFEGUARDING_LEAD)


def can_open_original(user: User) -> bool:
    return allowed(check_open_original, user)


def check_write_down(user: User, part: Part) -> None:
    """Raise unless `user` may write down what is in the part's file: once, and whoever may open it."""
    check_open_original(user)
    if part.has_words or note_of(part) is not None:
        raise NotAllowed(_("What is in this file was written down before, and words are never altered."))


def can_write_down(user: User, part: Part) -> bool:
    return allowed(check_write_down, user, part)


def check_accept_redaction(user: User, redaction: Redaction) -> None:
    """Raise unless `user` may accept `redaction`: a second pair of eyes, never the same as suggested it."""
    check_open_original(user)
    if redaction.suggested_by_id == user.pk:
        raise NotAllowed(_("You suggested this yourself. Somebody else has to look at it too."))


def can_accept_redaction(user: User, redaction: Redaction) -> bool:
    return allowed(check_accept_redaction, user, redaction)


def check_pass_working_text(user: User, working_text: WorkingText) -> None:
    """Raise unless `user` may say that nothing in `working_text` gives anybody away."""
    check_open_original(user)
    if working_text.readings.filter(by=user).exists():
        raise NotAllowed(_("You have read this text already. It needs somebody else’s eyes now."))


def can_pass_working_text(user: User, working_text: WorkingText) -> bool:
    return allowed(check_pass_working_text, user, working_text)
