"""The key table: by which pseudonym each person, place or thing goes in one contributor's words. Sealed.

A row is sealed with the key of the submission that it was first given in, so that a withdrawal ends it in every backup.
Opening the table for somebody to read takes a second person; the software opens it to stay consistent.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from heard.collect.evidence.models import Part, Submission
from heard.files.sealing import seal, unseal
from heard.inquiry.contributors.models import Contributor
from heard.protect.deidentification.models import Pseudonym, Redaction
from heard.protect.roster.queries import current_policy, levels_read, participant, pseudonyms_of_roster
from heard.protect.roster.states import Style
from heard.text.deidentification import replacements as engine
from heard.text.deidentification.categories import Category
from heard.text.deidentification.findings import Finding
from heard.text.deidentification.pseudonyms import Pseudonyms
from heard.text.deidentification.replacements import NUMBERED
from heard.text.deidentification.word_lists import plain

WORDS = "words"  # the category of what a person marked
Identity = tuple[str, str]  # a category and what makes two mentions the same


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, opened."""

    pseudonym: str
    category: str
    stands_for: str
    reference: str


def rows() -> QuerySet[Pseudonym]:
    return Pseudonym.objects.select_related("submission__key")


def open_rows(found: Iterable[Pseudonym]) -> Iterator[Row]:
    """Raises KeyDestroyed or SealBroken."""
    for row in found:
        category, words = identity_of(row)
        yield Row(row.words, category, words, row.submission.reference)


def identity_of(row: Pseudonym) -> Identity:
    category, words = json.loads(unseal(row.submission.key.unwrap(), bytes(row.sealed), row.seal_context))
    return category, words


def pseudonyms_for(contributor: Contributor) -> Pseudonyms:
    """Those given before in anything that `contributor` gave."""
    standing = rows().filter(submission__contributor=contributor, submission__withdrawal__isnull=True)
    key = {identity_of(row): row.words for row in standing}
    named = current_policy().style == Style.WITH_CONTRIBUTOR
    whose = participant(contributor) if named else ""
    return Pseudonyms(key=key, whose=whose, taken=pseudonyms_of_roster(), levels=levels_read())


def keep_pseudonyms(submission: Submission, given: Pseudonyms) -> None:
    """Remember what was given anew. Call it in the transaction that uses it."""
    known = {identity_of(row) for row in rows().filter(submission__contributor=submission.contributor)}
    for identity, words in given.key.items():
        if identity not in known and identity[0] in TOLD_APART:
            keep(submission, identity, words)


def keep(submission: Submission, identity: Identity, words: str) -> None:
    row = Pseudonym(submission=submission, words=words)
    told = json.dumps(identity, ensure_ascii=False).encode("utf-8", "surrogatepass")
    row.sealed = seal(submission.key.unwrap(), told, row.seal_context)
    row.save()


def keep_accepted(part: Part, text: str, accepted: Iterable[Redaction]) -> None:
    """What people decided counts from now on, also where they chose other words than were suggested."""
    own = rows().filter(submission__contributor=part.submission.contributor, submission__withdrawal__isnull=True)
    known = {identity_of(row): row for row in own}
    roster = pseudonyms_of_roster()
    for redaction in accepted:
        identity = engine_identity(text, redaction)
        if redaction.replacement in roster or identity[0] not in TOLD_APART:
            continue
        if identity not in known:
            keep(part.submission, identity, redaction.replacement)
        elif known[identity].words != redaction.replacement:
            Pseudonym.objects.filter(pk=known[identity].pk).update(words=redaction.replacement)


TOLD_APART = {*map(str, NUMBERED), WORDS}


def engine_identity(text: str, redaction: Redaction) -> Identity:
    """What makes two mentions the same, as the engine has it; for what a person marked, the words."""
    category = redaction.category.replace(" ", "_")
    if category not in set(Category):
        return WORDS, plain(" ".join(redaction.span.of(text).split()))
    return engine.identity_of(text, Finding(redaction.start, redaction.end, Category(category), "reviewed"))
