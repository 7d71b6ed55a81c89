"""Loads what people gave: received, read for what gives somebody away, and read again before it is quoted."""

import re

from django.db import transaction

from heard.collect.evidence.actions import GivenEvidence, GivenPart, receive_submission
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.states import Channel
from heard.demo.reading import Content, Entry
from heard.demo.team import Cast
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept,
    accept_redactions,
    answer_rare_facts,
    open_original,
    pass_working_text,
    reject_redactions,
    suggest_redactions,
)
from heard.protect.deidentification.queries import open_redactions_of, redactions_of
from heard.protect.deidentification.second_looks import look_again_at
from heard.protect.deidentification.states import IdentifierKind, Recognisable
from heard.text.redaction import longest_first
from heard.text.spans import Span

DEIDENTIFYING = "reading for what gives somebody away"


def load_contribution(content: Content, entry: Entry, cast: Cast) -> None:
    """One contribution, as far along as the demonstration needs it."""
    if Submission.objects.filter(reference=entry["reference"]).exists():
        return
    with transaction.atomic():
        part = receive(entry)
        suggest(part, content.identifiers[entry["reference"]], cast)
        if entry["reference"] not in content.left_to_read:
            read(part, cast, twice=entry["reference"] in content.quoted)


def receive(entry: Entry) -> Part:
    question = Question.objects.get(number=entry["question"]) if entry["question"] else None
    given = GivenEvidence(
        parts=(GivenPart(entry["text"], question),),
        channel=Channel(entry["channel"]),
        received_on=entry["received"],
        speaking_as=SpeakingAs(entry["speaking_as"]),
        uses=tuple(Use(use) for use in entry["consent"]),
        age_band=AgeBand(entry["age_band"]) if entry["age_band"] else None,
        region=Region(entry["region"]) if entry["region"] else None,
        language=entry.get("language", "en"),
        reference=entry["reference"],
    )
    return receive_submission(None, given).parts.get()


def suggest(part: Part, identifiers: list[Entry], cast: Cast) -> None:
    text = open_original(cast.secretariat, part, DEIDENTIFYING).text
    suggest_redactions(cast.secretariat, part, suggestions(text, identifiers))


def suggestions(text: str, identifiers: list[Entry]) -> list[SuggestedRedaction]:
    """Every place where an identifier stands; where two overlap, the longer one."""
    known = {entry["text"]: entry for entry in identifiers}
    places = [Span(*found.span()) for words in known for found in re.finditer(re.escape(words), text)]
    return [suggestion(span, known[span.of(text)]) for span in longest_first(places)]


def suggestion(span: Span, identifier: Entry) -> SuggestedRedaction:
    return SuggestedRedaction(
        span, identifier["category"], IdentifierKind(identifier["kind"]), identifier["replacement"]
    )


def read(part: Part, cast: Cast, *, twice: bool) -> None:
    """A reviewer agrees with what was suggested, passes the text and accepts the submission as evidence.

    What the software adds when it looks again may stand: it was weighed when the inquiry was written. Words that are to
    be quoted are passed by a second reviewer too.
    """
    open_original(cast.reviewers[0], part, DEIDENTIFYING)
    working_text = accept_redactions(cast.reviewers[0], part, redactions_of(part))
    # Without the model, for which people who start the demonstration would wait for minutes.
    while look_again_at(working_text, fast=True):
        reject_redactions(cast.reviewers[0], part, open_redactions_of(part))
    for reviewer in cast.reviewers if twice else cast.reviewers[:1]:
        answer_rare_facts(reviewer, working_text, Recognisable.NO)
        pass_working_text(reviewer, working_text)
    accept(cast.reviewers[0], part.submission)
