"""What is done at the evidence desk in one go."""

from django.db import transaction

from heard.accounts.models import User
from heard.approvals.actions import ask_approval, use_approval
from heard.approvals.models import Approval
from heard.audit.actions import record, wait_for_other_writers
from heard.collect.evidence.models import Part, Submission
from heard.protect.deidentification.actions import answer_rare_facts, assign, open_original, pass_working_text
from heard.protect.deidentification.models import Redaction, WorkingText
from heard.protect.deidentification.pseudonyms import Row, open_rows, rows
from heard.protect.deidentification.queries import acceptance_of, reader_of
from heard.protect.deidentification.rules import check_open_original, check_see_log, check_unredact
from heard.protect.deidentification.second_persons import THE_LOG
from heard.protect.deidentification.states import EXPORT_LOG, OPEN_KEY_TABLE, UN_REDACT, Recognisable
from heard.protect.deidentification.steps import stretch_label
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


@transaction.atomic
def answer_and_pass(actor: User, working_text: WorkingText, answer: Recognisable, says: str) -> bool:
    """Answer whether the person could be recognised, and pass the text where nobody could; whether it is passed."""
    answer_rare_facts(actor, working_text, answer, says)
    if answer == Recognisable.NO:
        pass_working_text(actor, working_text)
    return answer == Recognisable.NO


def ask_to_show(actor: User, redaction: Redaction, reason: str) -> Approval:
    """Ask a second person to agree that what was replaced is shown again."""
    check_unredact(actor, redaction)
    return ask_approval(actor, UN_REDACT, stretch_label(redaction), reason)


@transaction.atomic
def open_key_table(actor: User, submission: Submission) -> list[Row]:
    """Whom and what the pseudonyms of a submission stand for. A second person agreed to it before, and it is once."""
    use_approval(actor, OPEN_KEY_TABLE, submission.reference)
    return list(open_rows(rows().filter(submission=submission)))


@transaction.atomic
def export_log(actor: User) -> None:
    """Note that somebody takes the log of replacements along, to which a second person agreed, once."""
    check_see_log(actor)
    use_approval(actor, EXPORT_LOG, THE_LOG)
    record(actor, "export log of replacements", "log", THE_LOG)
