"""Giving consent and taking it back."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import count

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from heard.accounts.models import User
from heard.audit.actions import record
from heard.files.tombstone_log import State, note, note_outcome
from heard.inquiry.consent.models import (
    AdultKnows,
    ConfirmationAsked,
    Consent,
    ConsentWording,
    PrivacyNotice,
    TextConfirmed,
    UseGiven,
    UseTakenBack,
)
from heard.inquiry.consent.queries import (
    ConsentAsked,
    allows,
    consent_asked_now,
    newest_wording,
    privacy_notice,
    standing,
)
from heard.inquiry.consent.rules import check_write_wordings
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.consent.wordings import starting_wording

STARTING_VERSION = "1"
USE_TAKEN_BACK = "a use was taken back"


@transaction.atomic
def adopt_wording(actor: User | None, use: Use, version: str, text: str, plain_text: str = "") -> ConsentWording:
    """Ask for `use` in these words from now on."""
    wording = ConsentWording.objects.create(use=use, version=version, text=text, plain_text=plain_text)
    record(actor, "adopt", "consent wording", f"{use} {version}")
    return wording


@transaction.atomic
def adopt_starting_wordings(actor: User | None) -> None:
    """Ask in our own words for every use that the inquiry has no wording for yet."""
    for use in Use:
        if newest_wording(use) is None:
            text, plain_text = starting_wording(use)
            adopt_wording(actor, use, STARTING_VERSION, text, plain_text)


@transaction.atomic
def write_wording(actor: User, use: Use, text: str, plain_text: str) -> ConsentWording:
    """Ask for `use` in new words from today on. Whoever agreed before agreed to the words of that time."""
    check_write_wordings(actor)
    return adopt_wording(actor, use, _next_version(use), text, plain_text)


def _next_version(use: Use) -> str:
    """One more than there are: the versions of a use are counted, whatever they were called before."""
    taken = set(ConsentWording.objects.filter(use=use).values_list("version", flat=True))
    return next(version for number in count(len(taken) + 1) if (version := str(number)) not in taken)


@transaction.atomic
def write_privacy_notice(actor: User, text: str) -> PrivacyNotice:
    """Tell people this from today on. Earlier versions stay readable."""
    check_write_wordings(actor)
    return _adopt_notice(actor, text)


@transaction.atomic
def adopt_starting_notice(actor: User | None) -> None:
    """Tell people what holds for every inquiry that runs on Heard, where the inquiry has told them nothing yet."""
    if privacy_notice() is None:
        _adopt_notice(actor, render_to_string("consent/starting_notice.html").strip())


def _adopt_notice(actor: User | None, text: str) -> PrivacyNotice:
    last = privacy_notice()
    notice = PrivacyNotice.objects.create(version=last.version + 1 if last else 1, text=text)
    record(actor, "adopt", "privacy notice", str(notice.version))
    return notice


@transaction.atomic(savepoint=False)
def give_consent(uses: Iterable[Use], at: datetime, asked: ConsentAsked | None = None) -> Consent:
    """Keep what somebody agreed to, each use with the wording it was `asked` for in: the newest, where none is said."""
    asked = asked or consent_asked_now()
    consent = Consent.objects.create(notice_id=asked.notice)
    UseGiven.objects.bulk_create(
        UseGiven(consent=consent, use=use, wording_id=asked.wordings.get(use), at=at) for use in dict.fromkeys(uses)
    )
    return consent


@transaction.atomic
def give_use(actor: User | None, consent: Consent, use: Use, label: str, asked: ConsentAsked) -> None:
    """Allow `use` as well from now on, in the wording it was `asked` for in. The rest is as in `take_back_use`."""
    if not allows(consent, use):
        UseGiven.objects.create(consent=consent, use=use, wording_id=asked.wordings.get(use), at=timezone.now())
        record(actor, "give", "consent", label, use=use)


def note_trusted_adult(consent: Consent, who: TrustedAdult) -> AdultKnows:
    """Keep that a grown-up knows, and what they are to the child."""
    return AdultKnows.objects.create(consent=consent, who=who)


def forget_trusted_adult(consent: Consent) -> None:
    """Nobody needs to know any more what a grown-up was to a child."""
    AdultKnows.objects.filter(consent=consent).delete()


@transaction.atomic
def take_back_use(actor: User | None, consent: Consent, use: Use, label: str, reason: str = "") -> None:
    """End `use` from now on, in older copies too once they are put back. Raises NotNoted.

    `label` is the reference the consent belongs to; `actor` is None for the giver.
    """
    for given in standing().filter(consent=consent, use=use).select_for_update(of=("self",)):
        note(given.number, label, USE_TAKEN_BACK)
        end_given(actor, given, label, reason)
        transaction.on_commit(partial(note_outcome, given.number, State.DESTROYED), robust=True)


@transaction.atomic
def take_back_all_uses(actor: User | None, consent: Consent, label: str, reason: str = "") -> None:
    """End every use with the words themselves: whoever calls destroys their key, and the note of that is enough."""
    for given in standing().filter(consent=consent).order_by("pk"):
        end_given(actor, given, label, reason)


def end_given(actor: User | None, given: UseGiven, label: str, reason: str = "") -> UseTakenBack:
    """End one use that stands; inside the caller's transaction, who has noted it."""
    record(actor, "take back", "consent", label, use=given.use)
    return UseTakenBack.objects.create(given=given, recorded_by=actor, reason=reason)


@transaction.atomic
def ask_to_confirm(actor: User | None, consent: Consent, label: str) -> ConfirmationAsked:
    """Destroy nothing by the clock before its giver has said that our text of it is right. `actor`: as above."""
    asked, is_new = ConfirmationAsked.objects.get_or_create(consent=consent, defaults={"by": actor})
    if is_new:
        record(actor, "ask to confirm", "consent", label)
    return asked


@transaction.atomic
def confirm_text(actor: User, asked: ConfirmationAsked, label: str) -> TextConfirmed:
    """Note that the giver has seen our text of what they gave, and said that it is right."""
    confirmed, is_new = TextConfirmed.objects.get_or_create(asked=asked, defaults={"by": actor})
    if is_new:
        record(actor, "confirm text", "consent", label)
    return confirmed
