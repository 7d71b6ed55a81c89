"""Claiming an item of work, so that no two workers do the same, and none is lost with a worker that dies."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heard.jobs.models import MOST_TRIES, Claim
from heard.jobs.queries import items_not_free

LEASE = timedelta(minutes=2)  # after a worker died, its item waits this long; `renew` while at work on a long one
BEFORE_ANOTHER_TRY = timedelta(minutes=5)  # after an error: a full disk or a locked database may be over by then


@contextmanager
def claimed(work: str, items: Iterable[str], lease: timedelta = LEASE) -> Iterator[Claim | None]:
    """The first of `items` that nobody else is at work on, claimed while the block runs; None where there is none.

    When the block ends well, the item must have its record, so that it is no longer among what is due. It may have got
    one between your asking what is due and the claim: look again inside the block, or let a unique record refuse.
    After an error it waits for five minutes, and after three tries it is left alone (`queries.left_alone`).
    """
    claim = _first_free(work, items, lease)
    if claim is None:
        yield None
        return
    try:
        yield claim
    except Exception:
        Claim.objects.filter(pk=claim.pk).update(until=timezone.now() + BEFORE_ANOTHER_TRY)
        raise
    except BaseException:  # Ctrl-C is no fault of the item
        Claim.objects.filter(pk=claim.pk).update(until=timezone.now(), tries=F("tries") - 1)
        raise
    claim.delete()


def renew(claim: Claim, lease: timedelta = LEASE) -> None:
    """Say that somebody is still at work on it."""
    Claim.objects.filter(pk=claim.pk).update(until=timezone.now() + lease)


def _first_free(work: str, items: Iterable[str], lease: timedelta) -> Claim | None:
    taken = items_not_free(work)
    claims = (_take(work, item, lease) for item in items if item not in taken)
    return next((claim for claim in claims if claim), None)


@transaction.atomic
def _take(work: str, item: str, lease: timedelta) -> Claim | None:
    now = timezone.now()
    claim, is_new = Claim.objects.get_or_create(work=work, item=item, defaults={"until": now + lease})
    if is_new:
        return claim
    # One statement, so that of two workers who find the same claim run out, one gets it.
    free = Claim.objects.filter(pk=claim.pk, until__lte=now, tries__lt=MOST_TRIES)
    if not free.update(until=now + lease, tries=F("tries") + 1):
        return None
    claim.refresh_from_db()
    return claim
