"""What may be done with which words, now."""

from django.db.models import QuerySet

from heard.inquiry.consent.models import AdultKnows, Consent, ConsentWording, UseGiven
from heard.inquiry.consent.states import Use


def standing() -> QuerySet[UseGiven]:
    """Every use that was given and not taken back."""
    return UseGiven.objects.filter(taken_back__isnull=True)


def consents_allowing(use: Use) -> QuerySet[Consent]:
    """The consents that allow `use` now."""
    return Consent.objects.filter(pk__in=standing().filter(use=use).values("consent"))


def allows(consent: Consent, use: Use) -> bool:
    return standing().filter(consent=consent, use=use).exists()


def uses_allowed(consent: Consent) -> list[Use]:
    """In the order in which they are asked for."""
    given = set(standing().filter(consent=consent).values_list("use", flat=True))
    return [use for use in Use if use in given]


def newest_wording(use: Use) -> ConsentWording | None:
    return ConsentWording.objects.filter(use=use).order_by("-version").first()


def trusted_adult_of(consent: Consent) -> AdultKnows | None:
    """The grown-up who knows that a child gave this; none where none was asked for."""
    return AdultKnows.objects.filter(consent=consent).first()
