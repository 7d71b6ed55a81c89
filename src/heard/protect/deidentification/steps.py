"""What somebody last did to the suggestions of a part, kept so that it can be undone until the working text is made."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part
from heard.protect.deidentification.models import Redaction, RedactionAcceptance, RedactionRejection, ReviewStep
from heard.protect.deidentification.rules import check_open_original

FIELDS = ("id", "start", "end", "category", "kind", "replacement", "suggested_by_id")


def stretch_label(redaction: Redaction) -> str:
    """How a request to a second person names a stretch: “H-0412, 120–131”."""
    return f"{redaction.part.label}, {redaction.start}–{redaction.end}"


def note_step(
    actor: User, part: Part, before: Iterable[Redaction], made: Iterable[Redaction] = ()
) -> ReviewStep | None:
    """Note how `before` are now, before they change, and which are `made` new. Call it in the same transaction."""
    step = ReviewStep(part=part, by=actor, before=[as_it_is(each) for each in before], made=[each.pk for each in made])
    if not step.before and not step.made:
        return None
    step.save()
    return step


def as_it_is(redaction: Redaction) -> dict[str, Any]:
    told = {field: getattr(redaction, field) for field in FIELDS}
    accepted = RedactionAcceptance.objects.filter(redaction=redaction).values_list("by", flat=True).first()
    rejected = RedactionRejection.objects.filter(redaction=redaction).values_list("by", flat=True).first()
    return told | {"accepted_by": accepted, "rejected_by": rejected}


def last_step(part: Part) -> ReviewStep | None:
    return ReviewStep.objects.filter(part=part).select_related("by").first()


@transaction.atomic
def undo_last_step(actor: User, part: Part) -> None:
    """Put the suggestions of a part back as they were before the newest step, if it was the actor's own."""
    check_open_original(actor)
    wait_for_other_writers()
    step = last_step(part)
    if step is None:
        raise NotAllowed(_("There is nothing to undo."))
    if step.by_id != actor.pk:
        raise NotAllowed(_("%(name)s decided something after you. Only they can undo that.") % {"name": step.by.name})
    Redaction.objects.filter(part=part, pk__in=step.made).delete()
    for told in step.before:
        put_back(part, told)
    step.delete()
    record(actor, "undo", "submission", part.label)


def put_back(part: Part, told: dict[str, Any]) -> None:
    fields = {field: told[field] for field in FIELDS}
    redaction, _is_new = Redaction.objects.update_or_create(pk=fields.pop("id"), part=part, defaults=fields)
    for kind, by in ((RedactionAcceptance, told["accepted_by"]), (RedactionRejection, told["rejected_by"])):
        if by is None:
            kind.objects.filter(redaction=redaction).delete()
        else:
            kind.objects.get_or_create(redaction=redaction, defaults={"by_id": by})
