"""Whether words that were cleared still pass: they stand in the newest text and tell no more than the policies let."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from heard.accounts.rules import NotAllowed
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.leaving import check_coarse_enough, finer_than_printed
from heard.protect.deidentification.queries import working_text_of
from heard.publish.publications.beside import Judge, giver_of
from heard.publish.publications.models import Quotation
from heard.publish.publications.states import StopBecause
from heard.text.errors import BadInput


def that_do_not_pass(quotations: Iterable[Quotation]) -> Iterator[tuple[Quotation, StopBecause]]:
    """Each that may not be printed as it is now, with why. Words from notes are public already."""
    given = [(quotation, giver) for quotation in quotations if (giver := giver_of(quotation))]
    judge = Judge({giver.pk for _quotation, giver in given})
    for quotation, _giver in given:
        why = _why_not(quotation, judge)
        if why:
            yield quotation, why


def _why_not(quotation: Quotation, judge: Judge) -> StopBecause | None:
    if is_left_behind(quotation):
        return StopBecause.WORDS_CHANGED
    if is_too_fine(quotation):
        return StopBecause.TOO_FINE
    return StopBecause.TOO_TELLING if tells_too_much(quotation, judge) else None


def tells_too_much(quotation: Quotation, judge: Judge) -> bool:
    """Whether too few people share what its giver's words tell, these among them."""
    return bool(quotation.says) and judge.people(judge.all_told(quotation, ()).words) < judge.alike


def is_left_behind(quotation: Quotation) -> bool:
    """Whether its text was made again and the words of its excerpt do not stand in the new one."""
    text = quotation.excerpt.working_text
    return text is not None and working_text_of(text.part) != text


def is_too_fine(quotation: Quotation) -> bool:
    text, span = quotation.excerpt.working_text, quotation.excerpt.span
    return text is not None and finer_than_printed(text, span, quotation.text) is not None


def check_words_stand(quotation: Quotation) -> None:
    """Raise where its words do not stand in the newest text, or are finer than may be printed now."""
    text = quotation.excerpt.working_text
    if text is None:
        return
    if is_left_behind(quotation):
        raise NotAllowed(
            _("Its text was made again, and these words do not stand in it any more. Mark and clear what stands there.")
        )
    try:
        check_coarse_enough(text, quotation.excerpt.span, quotation.text)
    except BadInput as refusal:
        raise NotAllowed(str(refusal)) from refusal


def why_not_shown(quotation: Quotation) -> str:
    """A sentence for the desk in the place of words that may not be read there (see `quotations`)."""
    text = quotation.excerpt.working_text
    if text and not allows(text.part.submission.consent, Use.QUOTE_UNNAMED):
        return _("Its giver no longer agrees to be quoted, so these words are not shown any more.")
    if is_left_behind(quotation):
        return _(
            "Its text was made again, and these words do not stand in it any more. They are not shown: they may be "
            "what was hidden."
        )
    return _("Something in its text waits to be decided. Until then, these words are not shown.")
