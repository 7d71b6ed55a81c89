"""De-identified texts in passages, each to be put into plainer words."""

import re
from collections.abc import Iterable, Iterator

from heard.text.drafting.asking import Ask
from heard.text.drafting.running import Job, key_of
from heard.text.drafting.wording import draft_plain_words
from heard.text.reading_age import measure_reading_age
from heard.text.redaction import Redacted
from heard.text.working_texts import WorkingText

COLUMNS = ("id", "passage", "text", "draft", "why_not", "age_of_text", "age_of_draft")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def plain_jobs(texts: Iterable[WorkingText], model: str) -> list[Job]:
    """A job for each paragraph of each text: plainer words, as `draft_plain_words` drafts and checks them."""
    return [job for text in texts for job in _jobs_of(text, model)]


def _jobs_of(text: WorkingText, model: str) -> Iterator[Job]:
    paragraphs = _BETWEEN_PARAGRAPHS.split(text.redacted.text.strip())
    for number, words in enumerate(paragraphs, start=1):
        yield _job(text.id, number, Redacted(words.strip()), model)


def _job(identity: str, number: int, passage: Redacted, model: str) -> Job:
    def draft(ask: Ask) -> dict[str, str]:
        plain = draft_plain_words(passage, ask)
        return {"draft": plain, "age_of_draft": _age(plain)}

    row = {"id": identity, "passage": str(number), "text": passage.text, "age_of_text": _age(passage.text)}
    return Job(key_of("plain", model, row), row, draft)


def _age(text: str) -> str:
    age = measure_reading_age(text).flesch_kincaid
    return "" if age is None else str(age)
