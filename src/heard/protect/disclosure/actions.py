"""Setting the policy, and writing down an attempt to find somebody."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record
from heard.protect.disclosure.models import DisclosurePolicy, Drill
from heard.protect.disclosure.rules import TOO_COARSE, check_record_drill, check_set_policy
from heard.protect.roster.adoption import check_all_again
from heard.text.errors import BadInput


@transaction.atomic
def set_policy(actor: User, policy: DisclosurePolicy) -> DisclosurePolicy:
    """Keep a new version of the policy. From now on it holds for what is shown and for what is published next.

    What was cleared or published before is checked again, and stopped where it does not pass any more.
    """
    check_set_policy(actor)
    if not policy.why.strip():
        raise BadInput(_("Say why. It is kept beside your name."))
    if policy.round_to > policy.threshold:
        raise BadInput(str(TOO_COARSE))
    kept = DisclosurePolicy(
        threshold=policy.threshold,
        round_to=policy.round_to,
        people_alike=policy.people_alike,
        broken_down_by=policy.broken_down_by,
        needs_drill=policy.needs_drill,
        why=policy.why.strip(),
        by=actor,
    )
    kept.save()
    record(actor, "set", "policy of disclosure control", str(kept.pk), use=kept.why)
    check_all_again(actor)
    return kept


@transaction.atomic
def record_drill(actor: User, drill: Drill) -> Drill:
    """Keep what people tried and found. Raises `BadInput` for a day to come, or where nothing is said."""
    check_record_drill(actor)
    if drill.held_on > timezone.localdate():
        raise BadInput(_("This day is still to come. Write it down when they have tried."))
    if not all(map(str.strip, (drill.release, drill.tried_by, drill.tried, drill.found, drill.done))):
        raise BadInput(_("Say what was tried, by whom, what was found and what was done, even where it is “nothing”."))
    drill.by = actor
    drill.save()
    record(actor, "write down", "attempt to find somebody", str(drill.pk))
    return drill
