"""What may be done with which words, now."""

from dataclasses import dataclass

from django.db.models import QuerySet

from heard.inquiry.consent.models import (
    AdultKnows,
    ConfirmationAsked,
    Consent,
    ConsentWording,
    PrivacyNotice,
    UseGiven,
    UseTakenBack,
)
from heard.inquiry.consent.states import Use


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """What people are asked to agree to: the key of each use's wording, and of the privacy notice.

    Written out, it changes whenever any of them does.
    """

    wordings: dict[str, int]
    notice: int | None

    def __str__(self) -> str:
        uses = [f"{use}:{key}" for use, key in sorted(self.wordings.items())]
        return " ".join([*uses, f"notice:{self.notice or 0}"])


ASKED_ELSEWHERE = ConsentAsked({}, None)
"""Of people who read none of our wordings: they wrote an e-mail, or answered another organisation's form."""


def standing() -> QuerySet[UseGiven]:
    """Every use that was given and not taken back."""
    return UseGiven.objects.filter(taken_back__isnull=True)


def last_taken_back() -> int:
    """The key of the newest taking back of any use; 0 before there is one. It grows with every withdrawal."""
    return UseTakenBack.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def consents_allowing(use: Use) -> QuerySet[Consent]:
    """The consents that allow `use` now."""
    return Consent.objects.filter(pk__in=standing().filter(use=use).values("consent"))


def allows(consent: Consent, use: Use) -> bool:
    return standing().filter(consent=consent, use=use).exists()


def uses_allowed(consent: Consent) -> list[Use]:
    """In the order in which they are asked for."""
    given = set(standing().filter(consent=consent).values_list("use", flat=True))
    return [use for use in Use if use in given]


def agreed_now(consent: Consent) -> list[UseGiven]:
    """Each use that is allowed now, in the order in which they are asked for, with the wording agreed to."""
    given = {row.use: row for row in standing().filter(consent=consent).select_related("wording").order_by("pk")}
    return [given[use] for use in Use if use in given]


def wordings_in_force() -> dict[Use, ConsentWording]:
    """The wording each use is asked for in now, in the order in which they are asked for."""
    found = {wording.use: wording for wording in ConsentWording.objects.filter(pk__in=_wording_keys().values())}
    return {use: found[use] for use in Use if use in found}


def _wording_keys() -> dict[str, int]:
    return dict(ConsentWording.objects.order_by("pk").values_list("use", "pk"))


def newest_wording(use: Use) -> ConsentWording | None:
    return wordings_in_force().get(use)


def wordings_of(use: Use) -> QuerySet[ConsentWording]:
    """Every wording the use was ever asked for in, the newest first."""
    return ConsentWording.objects.filter(use=use)


def privacy_notices() -> QuerySet[PrivacyNotice]:
    """Every privacy notice there was, the newest first."""
    return PrivacyNotice.objects.all()


def privacy_notice() -> PrivacyNotice | None:
    """The privacy notice that holds now."""
    return PrivacyNotice.objects.first()


def consent_asked_now() -> ConsentAsked:
    return ConsentAsked(_wording_keys(), PrivacyNotice.objects.values_list("pk", flat=True).first())


def what_is_asked() -> str:
    """What people are asked to agree to now, written out."""
    return str(consent_asked_now())


def trusted_adult_of(consent: Consent) -> AdultKnows | None:
    """The grown-up who knows that a child gave this; none where none was asked for."""
    return AdultKnows.objects.filter(consent=consent).first()


def confirmation_asked(consent: Consent) -> ConfirmationAsked | None:
    """That its giver wants to confirm our text first; with `confirmed` once they have. None where they did not ask."""
    return ConfirmationAsked.objects.filter(consent=consent).select_related("confirmed__by").first()


def waits_for_confirmation(consent: Consent) -> bool:
    """Whether nothing of it may be destroyed by the clock, because its giver has not confirmed our text yet."""
    return ConfirmationAsked.objects.filter(consent=consent, confirmed__isnull=True).exists()
