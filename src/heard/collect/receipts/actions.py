"""Giving receipts, and what their holders do with them."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.actions import GivenFile, add_file, add_words, keep_detail, withdraw
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import originals_destroyed, withdrawal_of
from heard.collect.evidence.states import NEEDED_FOR, DetailKind
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.models import AskedOnBehalf, Asking, Receipt
from heard.collect.receipts.rules import Request, check_act_for_givers, check_ask, check_request, uses_asked_for
from heard.collect.receipts.states import Asks
from heard.files.sealing import seal
from heard.inquiry.consent.actions import ask_to_confirm, confirm_text, give_use, take_back_use
from heard.inquiry.consent.queries import ASKED_ELSEWHERE, ConsentAsked, confirmation_asked, uses_allowed
from heard.inquiry.consent.states import Use
from heard.text.errors import BadInput


def give_receipt(submission: Submission, words: FiveWords) -> Receipt:
    """Let `words` open `submission` from now on."""
    return Receipt.objects.create(submission=submission, hash=words.hash)


@transaction.atomic
def ask_giver(actor: User, submission: Submission, text: str) -> Asking:
    """Ask whoever holds the five words something about what they gave."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    check_ask(actor, submission)
    asking = Asking(submission=submission, by=actor)
    asking.sealed = seal(submission.key.unwrap(), text.encode(), asking.seal_context)
    asking.save()
    record(actor, "ask", "submission", submission.reference)
    return asking


@transaction.atomic
def add_to(submission: Submission, text: str, files: Iterable[GivenFile] = ()) -> list[Part]:
    """The giver adds words, files or both; whatever was asked and not answered is answered by them."""
    added = [add_words(None, submission, text)] if text.strip() else []
    added += [add_file(None, submission, file) for file in files]
    if added:
        Asking.objects.filter(submission=submission, answer=None).update(answer=added[0])
    return added


@transaction.atomic
def change_consent(
    actor: User | None,
    submission: Submission,
    uses: Collection[Use],
    details: dict[DetailKind, str],
    asked: ConsentAsked,
) -> None:
    """The giver, who was `asked` this, allows `uses` and nothing else from now on. What a use needed goes with it.

    `actor` is None where they do it themselves. Raises BadInput where it was taken back.
    """
    wait_for_other_writers()
    if withdrawal_of(submission):
        raise BadInput(_("These words were taken back, so there is nothing left to allow."))
    if details and originals_destroyed(submission):
        raise BadInput(_("The time of these words is over, so that no name and no address is kept beside them."))
    allowed = uses_allowed(submission.consent)
    for use in uses_asked_for(submission.contributor.age_band):
        if use in uses and use not in allowed:
            give_use(actor, submission.consent, use, submission.reference, asked)
    for use in allowed:
        if use not in uses:
            take_back_use(actor, submission.consent, use, submission.reference)
    for use, kind in NEEDED_FOR.items():
        if use not in uses:
            submission.details.filter(kind=kind).delete()
        elif details.get(kind):
            keep_detail(submission, kind, details[kind])


@transaction.atomic
def withdraw_on_behalf(actor: User, submission: Submission, request: Request) -> AskedOnBehalf:
    """Take words back because somebody asked us to. It reaches as far as where they do it themselves."""
    noted = _note(actor, submission, request, Asks.TAKE_BACK)
    withdraw(actor, submission)
    return noted


@transaction.atomic
def change_consent_on_behalf(
    actor: User, submission: Submission, uses: Collection[Use], request: Request
) -> AskedOnBehalf:
    """Allow `uses` and nothing else from now on, because somebody asked us to, in words of their own."""
    noted = _note(actor, submission, request, Asks.CHANGE)
    told = {DetailKind(kind) for kind in submission.details.values_list("kind", flat=True)}
    for use, kind in NEEDED_FOR.items():
        if use in uses and kind not in told:
            raise BadInput(
                _("For this we need %(detail)s, which they have not told us: “%(use)s”. With five words they can.")
                % {"detail": kind.label, "use": use.label}
            )
    change_consent(actor, submission, uses, {}, ASKED_ELSEWHERE)
    return noted


@transaction.atomic
def ask_before_destroying(actor: User | None, submission: Submission) -> None:
    """Destroy nothing by the clock before its giver has said that our text is right. `actor` is None for the giver."""
    wait_for_other_writers()
    if actor is not None:
        check_act_for_givers(actor)
    if withdrawal_of(submission) or originals_destroyed(submission):
        raise BadInput(_("There is nothing left that could be destroyed."))
    ask_to_confirm(actor, submission.consent, submission.reference)


@transaction.atomic
def note_confirmation(actor: User, submission: Submission) -> None:
    """Note that its giver has seen our text of what they gave, and said that it is right."""
    check_act_for_givers(actor)
    asked = confirmation_asked(submission.consent)
    if asked is None:
        raise BadInput(_("They did not ask to see the text first."))
    confirm_text(actor, asked, submission.reference)


def _note(actor: User, submission: Submission, request: Request, asks: Asks) -> AskedOnBehalf:
    wait_for_other_writers()
    check_request(actor, submission, request)
    record(actor, f"act for {request.who.value}", "submission", submission.reference, use=asks)
    return AskedOnBehalf.objects.create(
        submission=submission,
        asks=asks,
        who=request.who,
        how=request.how,
        checked=request.checked,
        checked_by=request.checked_by,
        childs_wish=request.childs_wish or "",
        by=actor,
    )
