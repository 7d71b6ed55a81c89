"""Who may clear words for print, publish them and take them down; and which words may be.

Nobody publishes alone: whoever made, accepted or cleared a thing is not the one who publishes it. Numbers, which nobody
makes, take a second person's agreement instead.
"""

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.approvals.others import whom_to_ask
from heard.collect.evidence_sessions.models import EvidenceSession, SessionNotes
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import counts, is_fit_for_print
from heard.protect.deidentification.rules import check_not_locked
from heard.publish.publications.beside import check_words_hold
from heard.publish.publications.models import Quotation, QuotationPublishing
from heard.publish.publications.passing import check_words_stand
from heard.understand.codebook.models import Theme
from heard.understand.codebook.queries import accepted_themes
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
    check_is_read(text)


def check_is_read(text: WorkingText) -> None:
    """Raise unless two people have read all of `text` as it is now, and nothing in it waits to be decided."""
    if not is_fit_for_print(text):
        raise NotAllowed(
            _("Two people have to read the whole text for what gives somebody away before any of it is printed.")
        )
    if not counts(text, Use.QUOTE_UNNAMED):
        raise NotAllowed(_("This text is not accepted as evidence, or something in it waits to be decided."))


def can_clear_quotation(user: User, excerpt: Excerpt) -> bool:
    return allowed(check_clear_quotation, user, excerpt)


def check_publish(user: User) -> None:
    """Raise unless `user` is one of those who publish. That they are the second person is seen to for each thing."""
    check_role(user, Role.SECRETARIAT, Role.CHAIR)


def can_publish(user: User) -> bool:
    return allowed(check_publish, user)


def check_second_person(user: User, *did: tuple[int | None, str]) -> None:
    """Raise if `user` did any of what made this ready, naming who can publish it instead.

    `did` are pairs: the key of whoever did something (None: software did), and what to say to them.
    """
    for key, says in did:
        if key == user.pk:
            whom = whom_to_ask(check_publish, *(involved for involved, _says in did))
            raise NotAllowed(_("%(did)s Somebody else has to publish this. %(whom)s") % {"did": says, "whom": whom})


def check_publish_theme(user: User, theme: Theme) -> None:
    """Raise unless `user` may publish `theme`: somebody accepted it, and they neither did nor put it forward."""
    check_publish(user)
    accepted = accepted_themes().filter(pk=theme.pk).first()
    if accepted is None:
        raise NotAllowed(
            _("Nobody has accepted this theme yet. First somebody accepts it, then somebody else publishes.")
        )
    check_second_person(
        user,
        (accepted.acceptance.by_id, _("You accepted this theme.")),
        (accepted.suggested_by_id, _("You put this theme forward.")),
    )


def can_publish_theme(user: User, theme: Theme) -> bool:
    return allowed(check_publish_theme, user, theme)


def check_publish_session_notes(user: User, session: EvidenceSession) -> None:
    """Raise unless `user` may publish the notes of `session`: there are some, which somebody else took in."""
    check_publish(user)
    notes = SessionNotes.objects.filter(session=session).first()
    if notes is None:
        raise NotAllowed(
            _("There are no notes of this session yet. First somebody takes them in, then somebody else publishes.")
        )
    check_second_person(user, (notes.imported_by_id, _("You took these notes in.")))


def can_publish_session_notes(user: User, session: EvidenceSession) -> bool:
    return allowed(check_publish_session_notes, user, session)


def check_publish_quotation(user: User, quotation: Quotation) -> None:
    """Raise unless `user` may publish `quotation`: not whoever cleared it, and only while it may be quoted."""
    check_publish(user)
    chosen = quotation.choices.first()
    check_second_person(
        user,
        (quotation.cleared_by_id, _("You cleared this quotation.")),
        (chosen.by_id if chosen else None, _("You chose what stands beside this quotation.")),
    )
    text = quotation.excerpt.working_text
    if text is None:
        return
    check_not_locked(text.part.submission)
    if not allows(text.part.submission.consent, Use.QUOTE_UNNAMED):
        raise NotAllowed(_("The person no longer agrees to be quoted."))
    check_words_stand(quotation)
    check_is_read(text)
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


def can_choose(user: User) -> bool:
    return allowed(check_choose, user)


def check_take_down(user: User) -> None:
    """Raise unless `user` may take words off the public pages. In a hurry, any of these may, alone."""
    check_role(user, Role.SECRETARIAT, Role.CHAIR, Role.SAFEGUARDING_LEAD)


def can_take_down(user: User) -> bool:
    return allowed(check_take_down, user)
