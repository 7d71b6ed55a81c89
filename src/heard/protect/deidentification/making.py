"""Making a part's next working text: nothing replaced is shown again by the way, and every replacement has its line."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.protect.deidentification.carrying import follow_working_text
from heard.protect.deidentification.models import Redaction, ReplacementLine, ReviewStep, WorkingText
from heard.protect.deidentification.pseudonyms import keep_accepted
from heard.protect.deidentification.queries import redactions_of, working_text_of
from heard.protect.deidentification.search import put_in
from heard.protect.deidentification.states import Act
from heard.text.redaction import Redacted, redact
from heard.text.spans import Span


def accepted_of(part: Part) -> list[Redaction]:
    return list(redactions_of(part).filter(acceptance__isnull=False).order_by("start"))


def as_it_would_be(part: Part) -> Redacted:
    """The working text that the redactions accepted so far would make."""
    return redact(open_sealed(part).text, [redaction.as_replacement for redaction in accepted_of(part)])


def new_working_text(actor: User, part: Part, shown_again: Span | None = None) -> WorkingText:
    """The part's next working text, with every redaction accepted so far.

    `shown_again` is the stretch that two people agreed to show; of anything else that was replaced, every character
    stays replaced.
    """
    text, accepted, before = open_sealed(part).text, accepted_of(part), working_text_of(part)
    redacted = redact(text, [redaction.as_replacement for redaction in accepted])
    check_nothing_is_shown_again(before, [each.span for each in accepted], shown_again)
    put_in(part.pk, redacted.text)
    made = WorkingText.objects.create(
        part=part,
        version=WorkingText.objects.filter(part=part).count() + 1,
        text=redacted.text,
        replacements=[[made.span.start, made.span.end, made.text] for made in redacted.replacements],
        made_by=actor,
    )
    keep_accepted(part, text, accepted)
    ReplacementLine.objects.bulk_create(log_of(actor, before, made, accepted))
    ReviewStep.objects.filter(part=part).delete()
    if before:
        follow_working_text(actor, made)
    return made


def check_nothing_is_shown_again(before: WorkingText | None, hidden: list[Span], shown_again: Span | None) -> None:
    """Raise where a character that was replaced would stand in the new text."""
    covers = [*hidden, shown_again] if shown_again else hidden
    for made in before.redacted.replacements if before else ():
        if not is_covered(made.span, covers):
            raise NotAllowed(_("This would show again what was replaced. That takes a second person."))


def is_covered(span: Span, covers: Iterable[Span]) -> bool:
    at = span.start
    for cover in sorted(covers):
        if cover.start <= at < cover.end:
            at = cover.end
    return at >= span.end


def log_of(
    actor: User, before: WorkingText | None, made: WorkingText, accepted: list[Redaction]
) -> Iterator[ReplacementLine]:
    """What is new against the version before. The words themselves are never among it."""
    earlier = {each.span: each.text for each in before.redacted.replacements} if before else {}
    redacted = made.redacted
    for redaction, place in zip(accepted, redacted.places, strict=True):
        if earlier.get(redaction.span) != redaction.replacement:
            touched = any(redaction.span.overlaps(span) for span in earlier)
            act = Act.CHANGED if touched else Act.REPLACED
            yield line(actor, made, act, redaction.span, redaction.category, place)
    for span in earlier:
        if not any(span.overlaps(redaction.span) for redaction in accepted):
            category = Redaction.objects.filter(part=made.part, start=span.start, end=span.end).values_list("category")
            yield line(actor, made, Act.RESTORED, span, next((found for (found,) in category), ""), None)


def line(actor: User, made: WorkingText, act: Act, span: Span, category: str, place: Span | None) -> ReplacementLine:
    return ReplacementLine(
        by=actor,
        act=act,
        label=made.part.label,
        version=made.version,
        category=category,
        start=span.start,
        end=span.end,
        new_start=place.start if place else None,
        new_end=place.end if place else None,
    )
