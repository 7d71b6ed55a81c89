"""Sets up a site with an open call, and as many people as are asked for who have only to press “Send it”.

Prints, as JSON, the cookie that each of their browsers holds. Run by `run.py` with HEARD_DATA pointing at a new folder.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (needs the settings)
from django.http import HttpResponse  # noqa: E402
from django.utils import timezone  # noqa: E402
from letters import letter  # noqa: E402

from heard.accounts.models import User  # noqa: E402
from heard.collect.calls.actions import CallPlan, plan_call  # noqa: E402
from heard.collect.channels.web_form.actions import keep_draft  # noqa: E402
from heard.collect.channels.web_form.answers import Answers  # noqa: E402
from heard.collect.receipts.holding import COOKIE, hold  # noqa: E402
from heard.inquiry.consent.queries import what_is_asked  # noqa: E402
from heard.inquiry.inquiries.models import Question  # noqa: E402


def main(people: int) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    named = {"title": "A measurement", "run_by": "nobody", "email": "asha@example.org", "name": "Asha Moss"}
    call_command("start_inquiry", **named, stdout=sys.stderr)
    Question.objects.create(number=1, text="What was it like to move?")
    plan_call(User.objects.get(), CallPlan(timezone.now() - timedelta(days=1)))
    json.dump([ready_to_send(seed) for seed in range(people)], sys.stdout)


def ready_to_send(seed: int) -> str:
    """Somebody has told everything. What their browser sends with each request."""
    answers = Answers(
        speaking_as="own experience",
        questions=[1],
        words={"1": letter(seed)},
        has_seen_files=True,
        age_band="13–15",
        region="Wales",
        has_told_about=True,
        uses=["analyse", "quote_unnamed"],
        has_agreed=True,
        agreed_to=what_is_asked(),
    )
    words, _ = keep_draft(None, lambda _: answers)
    response = HttpResponse()
    hold(response, words)
    return f"{COOKIE}={response.cookies[COOKIE].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
