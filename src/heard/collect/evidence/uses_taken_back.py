"""Uses that somebody took back one by one are ended again where an older copy of the database was put back.

Each giving of a use has a number of its own. So a use that was given again later stands in a copy that knows of that;
in an older one it has ended, like all else that was given since is not there.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from heard.audit.actions import wait_for_other_writers
from heard.collect.evidence.models import Detail, Submission
from heard.collect.evidence.states import NEEDED_FOR
from heard.files.tombstones import Numbered, State, Tombstone
from heard.inquiry.consent.actions import USE_TAKEN_BACK, end_given
from heard.inquiry.consent.models import UseGiven, UseTakenBack
from heard.inquiry.consent.queries import allows, standing
from heard.inquiry.consent.states import Use


def end_use_again(tombstone: Tombstone) -> bool:
    """Whether there was anything to end. What the use needed to be told goes with it."""
    wait_for_other_writers()
    given = standing().filter(number=tombstone.key).select_related("consent").first()
    if given is None:
        return False
    ended = end_given(None, given, tombstone.reference)
    UseTakenBack.objects.filter(pk=ended.pk).update(at=tombstone.at)
    use = Use(given.use)
    if use in NEEDED_FOR and not allows(given.consent, use):
        Detail.objects.filter(submission__consent=given.consent, kind=NEEDED_FOR[use]).delete()
    return True


def _standing_among(numbers: list[UUID]) -> Iterable[UUID]:
    return standing().filter(number__in=numbers).values_list("number", flat=True)


def _has_ended(number: UUID) -> bool | None:
    # Whoever is ending it holds this row until it is done.
    given = UseGiven.objects.select_for_update().filter(number=number).first()
    return None if given is None else UseTakenBack.objects.filter(given=given).exists()


def _ended() -> Iterator[Tombstone]:
    """Where all of it was taken back, the key's tombstone says enough."""
    of_others = Submission.objects.filter(withdrawal__isnull=True).values("consent")
    ended = UseTakenBack.objects.filter(given__consent__in=of_others).select_related("given")
    references = dict(
        Submission.objects.filter(consent__in=ended.values("given__consent")).values_list("consent", "reference")
    )
    for each in ended.iterator(chunk_size=500):
        yield Tombstone(each.given.number, references[each.given.consent_id], USE_TAKEN_BACK, each.at, State.DESTROYED)


USES = Numbered(_standing_among, _has_ended, _ended)
