"""Stopping quotations that do not pass any more, because a text was made again or a policy is another now.

It is done in the transaction that changes the text or the policy, so that nothing is public in between.
"""

from django.db.models import Exists, OuterRef, Q

from heard.accounts.models import User
from heard.audit.actions import record
from heard.publish.publications.beside import quotations_with_givers
from heard.publish.publications.models import Quotation, QuotationPublishing, Stop, StopEnded
from heard.publish.publications.passing import that_do_not_pass
from heard.publish.publications.states import StopBecause
from heard.understand.coding.models import Excerpt


def stopped() -> set[int]:
    """The keys of quotations that were stopped, and about which nobody has decided yet."""
    return set(Stop.objects.filter(ended__isnull=True).values_list("quotation", flat=True))


def meant_for_print() -> Q:
    """Quotations that are published, or cleared and never decided about since; neither taken down nor stopped."""
    published = QuotationPublishing.objects.filter(quotation=OuterRef("pk"))
    stops = Stop.objects.filter(quotation=OuterRef("pk"))
    standing = Q(Exists(published.filter(taken_down__isnull=True))) & ~Q(Exists(stops.filter(ended__isnull=True)))
    return standing | (~Q(Exists(published)) & ~Q(Exists(stops)))


def stop_those_that_do_not_pass(actor: User) -> None:
    """Check everything cleared or published again. Called when a policy about what may be told was adopted."""
    for quotation, why in that_do_not_pass(quotations_with_givers().filter(meant_for_print())):
        stop(actor, quotation, why)


def stop_quotations_from(actor: User, excerpt: Excerpt) -> None:
    """The words of an excerpt do not stand in its newest text: nothing from it is public."""
    for quotation in Quotation.objects.filter(meant_for_print(), excerpt=excerpt):
        stop(actor, quotation, StopBecause.WORDS_CHANGED)


def stop(actor: User, quotation: Quotation, why: StopBecause) -> None:
    record(actor, "stop", "quotation", str(quotation.pk), use=why)
    Stop.objects.create(quotation=quotation, why=why, by=actor)


def end_stops(actor: User, quotation: Quotation, reason: str = "") -> bool:
    """Note what somebody decided, with the reason why it is left off; whether there was anything to decide."""
    waiting = list(quotation.stops.filter(ended__isnull=True))
    StopEnded.objects.bulk_create(StopEnded(stop=each, by=actor, reason=reason) for each in waiting)
    return bool(waiting)
