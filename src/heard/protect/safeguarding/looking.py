"""Looking at what came in, one text at a time, with nobody at the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part
from heard.collect.evidence.raw import open_sealed
from heard.files.models import KeyDestroyed
from heard.jobs.actions import claimed, renew
from heard.jobs.models import Claim
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import open_extraction
from heard.protect.reading.queries import newest_extraction_of
from heard.protect.safeguarding import engine
from heard.protect.safeguarding.engine import Judged
from heard.protect.safeguarding.models import Look
from heard.protect.safeguarding.opening import Found, open_concern
from heard.protect.safeguarding.queries import drafts_not_looked_at, words_not_looked_at
from heard.protect.safeguarding.sealed_words import WhyOpen
from heard.protect.safeguarding.states import Cause, Outcome

WORK = "looking for signs of harm"
USE = "a look for signs of harm, by software"
WORDS, DRAFT = "words", "draft"
STRETCH, OVERLAP = 20_000, 1_000  # code points; a stretch takes seconds, and what is said across a cut is in both

CAUSES = {
    Outcome.MAY_TELL_OF_HARM: Cause.MAY_TELL_OF_HARM,
    Outcome.NOT_IN_ENGLISH: Cause.NOT_IN_ENGLISH,
    Outcome.NOT_LOOKED_AT: Cause.NOT_LOOKED_AT,
}


@dataclass(frozen=True, slots=True)
class Due:
    """Words to look at: a part's own or, with `extraction`, the draft that was read in its file."""

    part: Part
    extraction: Extraction | None = None


def look_at_next_words() -> bool:
    """Look at one text that is due; whether there was any. Safe to be killed, and to be done by several at once."""
    with claimed(WORK, what_is_due()) as claim:
        if claim is None:
            return False
        due = _still_due(claim)
        if due:
            _look(due, claim)
        return True


def what_is_due() -> Iterator[str]:
    """What people wrote comes before what software read in their files."""
    return chain(
        (f"{WORDS} {key}" for key in words_not_looked_at().values_list("pk", flat=True).iterator(100)),
        (f"{DRAFT} {key}" for key in drafts_not_looked_at().values_list("pk", flat=True).iterator(100)),
    )


def _still_due(claim: Claim) -> Due | None:
    """What is claimed, unless somebody looked at it, or took it back, just before."""
    kind, _, key = claim.item.partition(" ")
    if kind == WORDS:
        part = words_not_looked_at().defer(None).select_related("submission__key").filter(pk=int(key)).first()
        return Due(part) if part else None
    draft = drafts_not_looked_at().filter(pk=int(key)).first()
    return Due(draft.part, draft) if draft else None


def _look(due: Due, claim: Claim) -> None:
    if claim.is_last_try:  # it ended its worker twice, so a person reads it
        keep_look(due, Judged(Outcome.NOT_LOOKED_AT))
        return
    try:
        text = _open(due)
    except KeyDestroyed:
        return
    keep_look(due, _judge(due, text, claim))


@transaction.atomic
def _open(due: Due) -> str:
    record(None, "open draft" if due.extraction else "open original", "submission", due.part.label, use=USE)
    return open_extraction(due.extraction).text if due.extraction else open_sealed(due.part).text


def _judge(due: Due, text: str, claim: Claim) -> Judged:
    if not text.strip():
        return Judged(Outcome.NOTHING_FOUND)
    if due.extraction is None and _is_as_in_draft(due.part, text):
        return Judged(Outcome.READ_BEFORE)
    return judge_in_stretches(text, lambda: renew(claim))


def judge_in_stretches(text: str, show: Callable[[], None]) -> Judged:
    """Up to the first stretch that may tell of harm; else what the first said that could not be judged.

    `show` is called before each, so that whoever looks at a whole book is known to be still at it.
    """
    unclear = None
    for begins in range(0, max(len(text) - OVERLAP, 1), STRETCH - OVERLAP):
        show()
        judged = engine.judge(text[begins : begins + STRETCH])
        if judged.outcome == Outcome.MAY_TELL_OF_HARM:
            return judged
        if judged.outcome in CAUSES:
            unclear = unclear or judged
    return unclear or Judged(Outcome.NOTHING_FOUND)


def _is_as_in_draft(part: Part, text: str) -> bool:
    """Whether somebody kept the words of a file exactly as they were when the draft of them was looked at."""
    draft = newest_extraction_of(part) if hasattr(part, "file") else None
    if draft is None or not Look.objects.filter(extraction=draft).exists():
        return False
    return open_extraction(draft).text == text


@transaction.atomic
def keep_look(due: Due, judged: Judged) -> Look | None:
    """Keep how a look ended; open a concern where a person is needed. None where it was taken back, or looked at."""
    wait_for_other_writers()  # a withdrawal is over, or has not begun
    now = _still_there(due)
    if now is None:
        return None
    look = Look.objects.create(part=now.part, extraction=now.extraction, outcome=judged.outcome)
    if judged.outcome in CAUSES:
        open_concern(None, now.part.submission, [found_in(now.part, judged)])
    return look


def found_in(part: Part, judged: Judged, *more: str) -> Found:
    """What a look found that a person has to read. `more` are sentences of ours before the machine's reasons."""
    why = WhyOpen((*more, *judged.reasons), judged.sureness, judged.kinds)
    return Found(part, CAUSES[judged.outcome], why)


def _still_there(due: Due) -> Due | None:
    if due.extraction is None:
        part = words_not_looked_at().select_related("submission__key").filter(pk=due.part.pk).first()
        return Due(part) if part else None
    # Somebody may have kept its words meanwhile: the draft was looked at all the same.
    draft = Extraction.objects.select_related("part__submission__key").filter(pk=due.extraction.pk).first()
    if draft is None or Look.objects.filter(extraction=draft).exists() or not draft.part.submission.key.wrapped:
        return None
    return Due(draft.part, draft)
