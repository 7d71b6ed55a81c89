"""Reading claims."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from heard.jobs.models import MOST_TRIES, Claim


def items_not_free(work: str) -> set[str]:
    """The items of `work` that somebody is at work on, or that are left alone."""
    held = Claim.objects.filter(Q(until__gt=timezone.now()) | Q(tries__gte=MOST_TRIES), work=work)
    return set(held.values_list("item", flat=True))


def left_alone() -> QuerySet[Claim]:
    """What was begun three times and never finished. Nobody tries it again until its claim is deleted."""
    return Claim.objects.filter(tries__gte=MOST_TRIES, until__lte=timezone.now()).order_by("work", "item")
