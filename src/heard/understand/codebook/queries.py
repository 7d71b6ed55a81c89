"""Reading the codebook."""

from django.db.models import QuerySet

from heard.understand.codebook.models import Theme


def themes() -> QuerySet[Theme]:
    """Every theme, accepted or suggested."""
    return Theme.objects.select_related("suggested_by", "acceptance", "acceptance__by")


def accepted_themes() -> QuerySet[Theme]:
    return themes().filter(acceptance__isnull=False)
