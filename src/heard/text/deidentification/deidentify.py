"""De-identify testimony: find what identifies, replace it consistently, and say what was done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from heard.text.deidentification.addresses import find_addresses
from heard.text.deidentification.ages import find_ages, find_ages_beside
from heard.text.deidentification.branches import find_branches
from heard.text.deidentification.categories import Category, Identifier
from heard.text.deidentification.contacts import find_contacts
from heard.text.deidentification.dates import find_dates
from heard.text.deidentification.echoes import find_echoes
from heard.text.deidentification.events import find_events
from heard.text.deidentification.facts import find_facts
from heard.text.deidentification.fields import find_fields
from heard.text.deidentification.findings import Finding, join_neighbours, merge
from heard.text.deidentification.houses import find_houses
from heard.text.deidentification.initials import find_initials, find_initials_beside
from heard.text.deidentification.institutions import find_institutions
from heard.text.deidentification.introductions import find_introduced_names
from heard.text.deidentification.keeping import without_kept, without_lone_guesses
from heard.text.deidentification.letters import find_greeted_and_signed
from heard.text.deidentification.names import find_names
from heard.text.deidentification.numbers import find_official_numbers
from heard.text.deidentification.offices import find_offices
from heard.text.deidentification.places import find_places
from heard.text.deidentification.proper_names import find_proper_names
from heard.text.deidentification.replacements import Replacements
from heard.text.deidentification.roster import Roster
from heard.text.deidentification.words import Passage
from heard.text.redaction import Replacement
from heard.text.redaction import redact as put_in_place
from heard.text.spans import Span

RULES = (
    find_official_numbers,
    find_contacts,
    find_addresses,
    find_dates,
    find_ages,
    find_names,
    find_introduced_names,
    find_greeted_and_signed,
    find_initials,
    find_institutions,
    find_houses,
    find_branches,
    find_places,
    find_fields,
    find_facts,
    find_offices,
    find_events,
    find_proper_names,
)
TOGETHER, LETTERS_TOGETHER = 512, 100_000  # read at once: enough that windows of one length meet, and fit in memory


class RedactedSpan(NamedTuple):
    """`text[start:end]` was replaced by `replacement`. Offsets are code points, half-open."""

    start: int
    end: int
    category: Category
    identifier: Identifier
    replacement: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text, the same text with its identifiers replaced, and each replacement, in order and disjoint."""

    text: str
    redacted: str
    spans: tuple[RedactedSpan, ...]


def deidentify(
    texts: Iterable[str], roster: Roster | None = None, *, fast: bool = False, replacements: Replacements | None = None
) -> Iterator[Redaction]:
    """A redaction for each text, in order, with the same replacement for the same identifier in all of them.

    `roster` holds the names the inquiry already knows. `fast` leaves the model out: rules and lists alone. Pass the
    same `replacements` again to stay consistent over several calls. CRLF becomes LF, as everywhere in Heard; nothing
    else changes.
    """
    known = Replacements() if replacements is None else replacements
    for passage, findings in find_identifiers(texts, roster, fast=fast):
        yield redact(passage.text, findings, known)


def find_identifiers(
    texts: Iterable[str], roster: Roster | None = None, *, fast: bool = False
) -> Iterator[tuple[Passage, list[Finding]]]:
    """Each text as words, with the disjoint findings in it."""
    for batch in in_batches(text.replace("\r\n", "\n") for text in texts):
        passages = [Passage(text) for text in batch]
        found = [[] for _ in passages] if fast else find_with_model(passages)
        # One rule over many texts is much quicker than many rules over one: its patterns stay in the processor's cache.
        for rule in (*RULES, roster.find) if roster else RULES:
            for passage, findings in zip(passages, found, strict=True):
                findings.extend(rule(passage))
        for passage, findings in zip(passages, found, strict=True):
            yield passage, settle(passage, findings)


def in_batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    letters = 0
    for text in texts:
        if len(batch) == TOGETHER or (batch and letters + len(text) > LETTERS_TOGETHER):
            yield batch
            batch, letters = [], 0
        batch.append(text)
        letters += len(text)
    if batch:
        yield batch


def find_with_model(passages: Sequence[Passage]) -> list[list[Finding]]:
    """What the network and its head find in each passage."""
    from heard.text.deidentification.head import find_by_head
    from heard.text.deidentification.rampart import find_by_model, read_passages

    return [
        [*find_by_model(passage, read), *find_by_head(passage, read)]
        for passage, read in zip(passages, read_passages(passages), strict=True)
    ]


def settle(passage: Passage, findings: list[Finding]) -> list[Finding]:
    """All that was found in a passage, with what that leads to, as disjoint findings without what is let stand."""
    beside = [*find_ages_beside(passage, findings), *find_initials_beside(passage, findings)]
    merged = without_lone_guesses(passage.text, merge(without_kept(passage, [*findings, *beside])))
    if echoes := list(find_echoes(passage, merged)):
        merged = merge([*merged, *echoes])
    return join_neighbours(passage.text, merged)


def redact(text: str, findings: Sequence[Finding], replacements: Replacements) -> Redaction:
    """Put each finding's replacement in its place."""
    spans = tuple(
        RedactedSpan(
            found.start,
            found.end,
            found.category,
            found.category.identifier,
            replacements.replace(text, found),
            found.source,
            round(found.score, 3),
        )
        for found in findings
    )
    redacted = put_in_place(text, (Replacement(Span(span.start, span.end), span.replacement) for span in spans))
    return Redaction(text, redacted.text, spans)
