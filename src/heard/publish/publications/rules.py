"""Who may clear words for print, publish them and take them down; and which words may be."""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.queries import counts, is_fit_for_print
from heard.protect.deidentification.rules import check_not_locked
from heard.publish.publications.beside import check_words_hold
from heard.publish.publications.models import Quotation, QuotationPublishing
from heard.understand.coding.models import Excerpt


def check_read_quotations(user: User) -> None:
    """Raise unless `user` may read quotations before they are published."""
    readers = (Role.SECRETARIAT, Role.ANALYST, Role.REVIEWER, Role.SAFEGUARDING_LEAD, Role.CHAIR, Role.BOARD_READER)
    check_role(user, *readers)


def can_read_quotations(user: User) -> bool:
    return allowed(check_read_quotations, user)


def check_clear_quotation(user: User, excerpt: Excerpt) -> None:
    """Raise unless `user` may clear `excerpt` for print now."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)
    text = excerpt.working_text
    if text is None:
        return  # notes are published already
    check_not_locked(text.part.submission)
    if not allows(text.part.submission.consent, Use.QUOTE_UNNAMED):
        raise NotAllowed(_("The person did not agree to be quoted."))
    if not is_fit_for_print(text):
        raise NotAllowed(
            _("Two people have to read the whole text for what gives somebody away before any of it is printed.")
        )
    if not counts(text, Use.QUOTE_UNNAMED):
        raise NotAllowed(_("This text is not accepted as evidence, or something in it waits to be decided."))


def can_clear_quotation(user: User, excerpt: Excerpt) -> bool:
    return allowed(check_clear_quotation, user, excerpt)


def check_publish(user: User) -> None:
    """Raise unless `user` may publish themes and session notes."""
    check_role(user, Role.SECRETARIAT, Role.CHAIR)


def can_publish(user: User) -> bool:
    return allowed(check_publish, user)


def check_publish_quotation(user: User, quotation: Quotation) -> None:
    """Raise unless `user` may publish `quotation`: not whoever cleared it, and only while it may be quoted."""
    check_publish(user)
    if quotation.cleared_by_id == user.pk:
        raise NotAllowed(_("You cleared this quotation. Somebody else has to publish it."))
    chosen = quotation.choices.first()
    if chosen and chosen.by_id == user.pk:
        raise NotAllowed(_("You chose what stands beside this quotation. Somebody else has to publish it."))
    text = quotation.excerpt.working_text
    if text is None:
        return
    check_not_locked(text.part.submission)
    if not allows(text.part.submission.consent, Use.QUOTE_UNNAMED):
        raise NotAllowed(_("The person no longer agrees to be quoted."))
    check_words_hold(quotation)


def can_publish_quotation(user: User, quotation: Quotation) -> bool:
    return allowed(check_publish_quotation, user, quotation)


def check_choose_beside(user: User, quotation: Quotation) -> None:
    """Raise unless `user` may choose what stands beside a quotation: whoever clears, while it is not public."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)
    if QuotationPublishing.objects.filter(quotation=quotation, taken_down__isnull=True).exists():
        raise NotAllowed(_("These words are public. Take them down first, then choose what stands beside them."))


def can_choose_beside(user: User, quotation: Quotation) -> bool:
    return allowed(check_choose_beside, user, quotation)


def check_choose(user: User) -> None:
    """Raise unless `user` may choose what stands beside quotations."""
    check_role(user, Role.SECRETARIAT, Role.ANALYST)


def check_take_down(user: User) -> None:
    """Raise unless `user` may take words off the public pages. In a hurry, any of these may, alone."""
    check_role(user, Role.SECRETARIAT, Role.CHAIR, Role.SAFEGUARDING_LEAD)


def can_take_down(user: User) -> bool:
    return allowed(check_take_down, user)
