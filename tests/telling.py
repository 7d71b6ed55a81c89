"""Somebody who gives evidence on the website, page by page, in tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
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

File = tuple[str, bytes]
DRAWING = ("my room.png", b"\x89PNG\r\n\x1a\n" + b"a drawing of the room, with the window " * 40)
VOICE = ("memo.m4a", b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + b"a voice that says it was a week " * 40)


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

    def add(self, *files: File) -> HttpResponse:
        """Choose files and press “Add these files”."""
        return self.client.post("/tell-us/files/", {"add": "", "added": [SimpleUploadedFile(*file) for file in files]})

    def tell(
        self,
        words: str = POEM,
        age_band: str = "13–15",
        agreeing: dict[str, str] | None = None,
        files: Sequence[File] = (),
    ) -> "Writer":
        """Every page up to the one where all is looked at again."""
        self.fill("who", speaking_as="own experience")
        self.fill("questions", questions=["2"])
        self.fill("words-2", words=words)
        if files:
            self.add(*files)
        self.fill("files")
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
