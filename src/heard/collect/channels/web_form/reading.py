"""What somebody told us, in words, for them to look at again."""

from dataclasses import dataclass

from heard.collect.channels.web_form.answers import Answers, Page
from heard.collect.channels.web_form.forms import SPEAKERS
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.receipts.rules import wording_shown
from heard.inquiry.consent.queries import wordings_in_force
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.inquiry.inquiries.queries import questions


@dataclass(frozen=True, slots=True)
class WordsToCheck:
    """Words, what they are about (None: just telling us), and the page on which to change them."""

    page: Page
    question: Question | None
    words: str


@dataclass(frozen=True, slots=True)
class AnswersToCheck:
    """Everything in the words in which it was asked. What was not said is empty."""

    speaking_as: str
    words: tuple[WordsToCheck, ...]
    files: tuple[FileFacts, ...]
    age_band: str
    region: str
    agreed: tuple[str, ...]
    details: tuple[str, ...]
    trusted_adult: str


def answers_to_check(answers: Answers) -> AnswersToCheck:
    asked = {question.number: question for question in questions()}
    wordings = wordings_in_force()
    return AnswersToCheck(
        speaking_as=str(SPEAKERS[SpeakingAs(answers.speaking_as)]),
        words=tuple(
            WordsToCheck(Page("words", number), asked.get(number), answers.words_on(number))
            for number in answers.chosen
        ),
        files=tuple(answers.files.values()),
        age_band=str(AgeBand(answers.age_band).label) if answers.age_band else "",
        region=str(Region(answers.region).label) if answers.region else "",
        agreed=tuple(
            wording_shown(wordings[Use(use)], answers.age_band) for use in answers.uses if Use(use) in wordings
        ),
        details=tuple(answers.details.values()),
        trusted_adult=str(TrustedAdult(answers.trusted_adult).label) if answers.trusted_adult else "",
    )
