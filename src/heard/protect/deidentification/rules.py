"""Who may open originals, suggest and accept redactions, and pass a text as safe."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed, allowed
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import withdrawal_of
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.queries import (
    acceptance_of,
    answer_of,
    has_working_text,
    note_of,
    open_redactions_of,
    parts_to_read,
    setting_aside_of,
    working_text_of,
)
from heard.protect.deidentification.states import Recognisable


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


def check_set_aside(user: User, submission: Submission) -> None:
    """Raise unless `user` may say that `submission` is not evidence: before any of it was accepted as such."""
    check_take_up(user)
    check_not_locked(submission)
    if withdrawal_of(submission):
        raise NotAllowed(_("These words were taken back."))
    if setting_aside_of(submission):
        raise NotAllowed(_("This is set aside already."))
    if has_working_text(submission) or acceptance_of(submission):
        raise NotAllowed(_("Some of this was accepted as evidence, so it is not set aside any more."))


def can_set_aside(user: User, submission: Submission) -> bool:
    return allowed(check_set_aside, user, submission)


def check_take_up(user: User) -> None:
    """Raise unless `user` decides what is evidence, and may take up again what was set aside."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD)


def can_take_up(user: User) -> bool:
    return allowed(check_take_up, user)


Lock = Callable[[Submission], None]
_locks: list[Lock] = []


def register_lock(lock: Lock) -> None:
    """Let `lock` raise while nothing may be decided about a submission. Called once, in `AppConfig.ready()`."""
    if lock not in _locks:
        _locks.append(lock)


def check_not_locked(submission: Submission) -> None:
    """Raise while something, such as an open concern, keeps a submission as it is."""
    for lock in _locks:
        lock(submission)


def check_not_set_aside(submission: Submission) -> None:
    """Raise where a submission is locked or set aside: nothing is made of it until somebody takes it up again."""
    check_not_locked(submission)
    if setting_aside_of(submission):
        raise NotAllowed(_("This is set aside. Take it up again before anything is made of it."))


def check_assign(user: User, to: User | None) -> None:
    """Raise unless `user` may give a submission to `to` to read: both have to be people who open originals."""
    check_open_original(user)
    if to is not None and not can_open_original(to):
        raise NotAllowed(_("%(name)s may not open originals, so could not read it.") % {"name": to.name})


def check_accept(user: User, submission: Submission) -> None:
    """Raise unless `user` may say that `submission` is evidence: somebody has read, or described, each part of it."""
    check_open_original(user)
    if withdrawal_of(submission):
        raise NotAllowed(_("These words were taken back."))
    check_not_set_aside(submission)
    if acceptance_of(submission):
        raise NotAllowed(_("This is accepted already."))
    left = ", ".join(str(part.number) for part in parts_to_read(submission))
    if left:
        raise NotAllowed(_("Not all of it is read yet. These parts are left: %(parts)s.") % {"parts": left})
    check_all_decided(submission)


def check_all_decided(submission: Submission) -> None:
    """Raise while something in it may give somebody away and nobody has decided about it."""
    waiting = ", ".join(str(part.number) for part in submission.parts.all() if open_redactions_of(part).exists())
    if waiting:
        raise NotAllowed(
            _("Something may give somebody away, and nobody has decided about it yet. It is in these parts: %(parts)s.")
            % {"parts": waiting}
        )


def can_accept(user: User, submission: Submission) -> bool:
    return allowed(check_accept, user, submission)


def check_accept_redaction(user: User, redaction: Redaction) -> None:
    """Raise unless `user` may accept `redaction`: a second pair of eyes, never the same as suggested it."""
    check_open_original(user)
    if redaction.suggested_by_id == user.pk:
        raise NotAllowed(_("You suggested this yourself. Somebody else has to look at it too."))


def can_accept_redaction(user: User, redaction: Redaction) -> bool:
    return allowed(check_accept_redaction, user, redaction)


def check_reject_redaction(user: User, redaction: Redaction) -> None:
    """Raise unless `user` may say that `redaction` is not needed: until a working text was made with it."""
    check_open_original(user)
    if is_made(redaction):
        raise NotAllowed(_("The working text was made with this already. To show it again takes a second person."))


def is_made(redaction: Redaction) -> bool:
    """Whether the part's working text has other words in the place of any of it."""
    made = working_text_of(redaction.part)
    return made is not None and any(redaction.span.overlaps(each.span) for each in made.redacted.replacements)


def check_unredact(user: User, redaction: Redaction) -> None:
    """Raise unless `user` may ask to show again what `redaction` replaced; a second person has to agree as well."""
    check_take_up(user)
    if not is_made(redaction) or not redaction.is_accepted:
        raise NotAllowed(_("Nothing is replaced here."))


def check_see_log(user: User) -> None:
    """Raise unless `user` may see who replaced what and where: numbers, never words."""
    check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD, Role.ARCHIVIST)


def can_see_log(user: User) -> bool:
    return allowed(check_see_log, user)


def can_reject_redaction(user: User, redaction: Redaction) -> bool:
    return allowed(check_reject_redaction, user, redaction)


def check_make_working_text(user: User, part: Part) -> None:
    """Raise unless `user` may make the working text of `part`: its words are there, and each suggestion decided."""
    check_open_original(user)
    check_not_set_aside(part.submission)
    if not part.has_words:
        raise NotAllowed(_("Nobody has written down the words of this file yet."))
    if open_redactions_of(part).exists():
        raise NotAllowed(_("Some suggestions wait for somebody to accept or reject them."))


def can_make_working_text(user: User, part: Part) -> bool:
    return allowed(check_make_working_text, user, part)


def check_pass_working_text(user: User, working_text: WorkingText) -> None:
    """Raise unless `user` may say that nothing in `working_text` gives anybody away."""
    check_open_original(user)
    if working_text.readings.filter(by=user).exists():
        raise NotAllowed(_("You have read this text already. It needs somebody else’s eyes now."))
    answered = answer_of(user, working_text)
    if answered is None:
        raise NotAllowed(_("Say first whether somebody who knows this person could recognise them."))
    if answered.answer == Recognisable.YES:
        raise NotAllowed(_("You said that somebody could recognise this person. Hide more of it first."))


def check_answer_rare_facts(user: User, working_text: WorkingText) -> None:
    """Raise unless `user` may say whether somebody could be recognised in `working_text`."""
    check_open_original(user)
    if working_text.readings.filter(by=user).exists():
        raise NotAllowed(_("You have read this text already. It needs somebody else’s eyes now."))


def can_answer_rare_facts(user: User, working_text: WorkingText) -> bool:
    return allowed(check_answer_rare_facts, user, working_text)


def can_pass_working_text(user: User, working_text: WorkingText) -> bool:
    return allowed(check_pass_working_text, user, working_text)
