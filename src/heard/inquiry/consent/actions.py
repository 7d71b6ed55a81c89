"""Giving consent and taking it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heard.accounts.models import User
from heard.audit.actions import record
from heard.inquiry.consent.models import AdultKnows, Consent, ConsentWording, UseGiven, UseTakenBack
from heard.inquiry.consent.queries import allows, newest_wording, standing
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.consent.wordings import starting_wording

STARTING_VERSION = "1"  # sorts before an inquiry's own, which begin with a year


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
def give_consent(uses: Iterable[Use], at: datetime) -> Consent:
    """Keep what somebody agreed to, each use with the newest wording it is asked for in."""
    consent = Consent.objects.create()
    for use in dict.fromkeys(uses):
        UseGiven.objects.create(consent=consent, use=use, wording=newest_wording(use), at=at)
    return consent


@transaction.atomic
def give_use(actor: User | None, consent: Consent, use: Use, label: str) -> None:
    """Allow `use` as well from now on, in the newest wording. `label` and `actor` are as in `take_back_use`."""
    if not allows(consent, use):
        UseGiven.objects.create(consent=consent, use=use, wording=newest_wording(use), at=timezone.now())
        record(actor, "give", "consent", label, use=use)


def note_trusted_adult(consent: Consent, who: TrustedAdult) -> AdultKnows:
    """Keep that a grown-up knows, and what they are to the child."""
    return AdultKnows.objects.create(consent=consent, who=who)


def forget_trusted_adult(consent: Consent) -> None:
    """Nobody needs to know any more what a grown-up was to a child."""
    AdultKnows.objects.filter(consent=consent).delete()


@transaction.atomic
def take_back_use(actor: User | None, consent: Consent, use: Use, label: str, reason: str = "") -> None:
    """End `use` from now on. `label` is the reference the consent belongs to; `actor` is None for the giver."""
    for given in standing().filter(consent=consent, use=use):
        UseTakenBack.objects.create(given=given, recorded_by=actor, reason=reason)
        record(actor, "take back", "consent", label, use=use)
