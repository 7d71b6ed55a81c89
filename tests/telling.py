"""Somebody who gives evidence on the website, page by page, in tests."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cast import Team
from heard.collect.calls.actions import CallPlan, plan_call
from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.states import AdultNeeded
from heard.collect.evidence.models import Part, Submission
from heard.inquiry.inquiries.models import Question

POEM = "Bin bags\n\n   three of them\n      and one had my name on\n"
LONG_AGO = timezone.make_aware(datetime(2026, 1, 1))

AGREEING = {"analyse": "on", "quote_unnamed": "on"}


def open_call(team: Team, **plan: Any) -> CallForEvidence:
    """An open call, with two questions, under which a child below 13 needs a grown-up."""
    for number, text in ((1, "What happened when you moved?"), (2, "Who listened?")):
        Question.objects.get_or_create(number=number, defaults={"text": text})
    return plan_call(team.asha, CallPlan(**({"opens_at": LONG_AGO, "adult_needed_under": AdultNeeded.UNDER_13} | plan)))


@dataclass
class Writer:
    """A browser in somebody's hands."""

    client: Client = field(default_factory=Client)

    def fill(self, page: str, **given: Any) -> HttpResponse:
        return self.client.post(f"/tell-us/{page}/", given)

    def tell(self, words: str = POEM, age_band: str = "13–15", agreeing: dict[str, str] | None = None) -> "Writer":
        """Every page up to the one where all is looked at again."""
        self.fill("who", speaking_as="own experience")
        self.fill("questions", questions=["2"])
        self.fill("words-2", words=words)
        self.fill("about", age_band=age_band, region="Wales")
        self.fill("agree", **(AGREEING if agreeing is None else agreeing))
        return self

    def send(self) -> HttpResponse:
        return self.client.post("/tell-us/send/", follow=True)

    def page(self, address: str) -> str:
        return self.client.get(address, follow=True).content.decode()

    def five_words(self, address: str = "/tell-us/received/") -> str:
        response = self.client.get(address, follow=True)
        return " ".join(response.context["words"])

    def come_back(self, words: str) -> HttpResponse:
        return self.client.post("/your-words/", {"words": words}, follow=True)


def the_submission() -> Submission:
    return Submission.objects.get()


def the_part() -> Part:
    return Part.objects.get()
