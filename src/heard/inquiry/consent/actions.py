"""Giving consent and taking it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import record
from heard.inquiry.consent.models import Consent, ConsentWording, UseGiven, UseTakenBack
from heard.inquiry.consent.queries import newest_wording, standing
from heard.inquiry.consent.states import Use


@transaction.atomic
def adopt_wording(actor: User | None, use: Use, version: str, text: str, plain_text: str = "") -> ConsentWording:
    """Ask for `use` in these words from now on."""
    wording = ConsentWording.objects.create(use=use, version=version, text=text, plain_text=plain_text)
    record(actor, "adopt", "consent wording", f"{use} {version}")
    return wording


@transaction.atomic
def give_consent(uses: Iterable[Use], at: datetime) -> Consent:
    """Keep what somebody agreed to, each use with the newest wording it is asked for in."""
    consent = Consent.objects.create()
    for use in dict.fromkeys(uses):
        UseGiven.objects.create(consent=consent, use=use, wording=newest_wording(use), at=at)
    return consent


@transaction.atomic
def take_back_use(actor: User | None, consent: Consent, use: Use, label: str, reason: str = "") -> None:
    """End `use` from now on. `label` is the reference the consent belongs to; `actor` is None for the giver."""
    for given in standing().filter(consent=consent, use=use):
        UseTakenBack.objects.create(given=given, recorded_by=actor, reason=reason)
        record(actor, "take back", "consent", label, use=use)
