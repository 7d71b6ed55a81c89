"""What is done at the evidence desk in one go."""

from django.db import transaction

from heard.accounts.models import User
from heard.audit.actions import wait_for_other_writers
from heard.collect.evidence.models import Part, Submission
from heard.protect.deidentification.actions import assign, open_original
from heard.protect.deidentification.queries import acceptance_of, reader_of
from heard.protect.deidentification.rules import check_open_original
from heard.protect.evidence_desk.queries import next_to_read
from heard.text.spans import Source


@transaction.atomic
def take_next(actor: User) -> Submission | None:
    """Give `actor` the oldest submission that is unfinished and nobody's. Two people who ask at once get two."""
    check_open_original(actor)
    wait_for_other_writers()
    found = next_to_read()
    if found:
        assign(actor, [found], actor)
    return found


@transaction.atomic
def open_to_read(actor: User, part: Part, use: str) -> Source:
    """Open an original. Whoever opens what nobody has and nobody accepted has it from then on."""
    opened = open_original(actor, part, use)
    if reader_of(part.submission) is None and acceptance_of(part.submission) is None:
        assign(actor, [part.submission], actor)
    return opened
