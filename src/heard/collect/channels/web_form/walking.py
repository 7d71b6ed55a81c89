"""Walking somebody through the pages: where they are, what comes next, and when nobody may write."""

from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from heard.collect.channels.web_form.actions import Change, keep_draft
from heard.collect.channels.web_form.answers import Answers, Page, pages
from heard.collect.channels.web_form.forms import LONGEST_WORDS
from heard.collect.channels.web_form.proofs import use_proof
from heard.collect.channels.web_form.queries import (
    ADDING,
    device_key,
    draft_for,
    is_adding,
    open_draft,
    place_of_additions,
)
from heard.collect.channels.web_form.rules import can_write
from heard.collect.receipts.buckets import Bucket
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.holding import held, hold
from heard.inquiry.inquiries.queries import questions

beginnings = Bucket(size=settings.WRITERS_A_MINUTE, a_minute=settings.WRITERS_A_MINUTE)
# Beside it, for browsers that worked for it while very many began at once.
beginnings_with_proof = Bucket(size=5 * settings.WRITERS_A_MINUTE, a_minute=5 * settings.WRITERS_A_MINUTE)


def answers_held(request: HttpRequest) -> Answers | None:
    """What the browser's five words open, if they open something begun and not sent."""
    return answers_in(held(request))


def place_asked(request: HttpRequest) -> FiveWords | None:
    """Where to keep what comes: beside what the five words opened before, where the address says so."""
    words = held(request)
    return place_of_additions(words) if words and ADDING in request.GET else words


def answers_in(words: FiveWords | None) -> Answers | None:
    """What `words` open. Whoever adds to something sent need not have begun."""
    draft = draft_for(words)
    if draft and words:
        return open_draft(draft, words)
    return Answers() if is_adding(words) else None


def on_device(words: FiveWords | None) -> dict[str, str]:
    """For pages that keep something on the device: `device_key` (base64), and `device_for`, whose it is."""
    if words is None:
        return {}
    return {"device_key": b64encode(device_key(words)).decode(), "device_for": words.hash[:16]}


def way_of(answers: Answers) -> list[Page]:
    return pages(answers, list(questions()))


def turned_away(request: HttpRequest, asked: Page, answers: Answers) -> HttpResponse | None:
    """Another answer than the page asked for: there is no such page for this person, or nobody may write now."""
    if "begun" in request.GET and held(request) is None:
        return render(request, "web_form/no_cookie.html", status=422)
    if asked not in way_of(answers):
        return redirect("carry_on")
    if not can_write(draft_for(held(request))):
        return redirect("tell_us")
    return None


def show(request: HttpRequest, asked: Page, answers: Answers, form: object, **more: object) -> HttpResponse:
    """The page.

    Context: `form`, `page`, `question`, `number`, `of`, `back`, `longest`, `begins`, what `on_device` gives, `more`.
    """
    way = way_of(answers)
    place = way.index(asked)
    context = {
        "form": form,
        "page": asked,
        "question": questions().filter(number=asked.number).first() if asked.number else None,
        "number": place + 1,
        "of": len(way) + 1,  # and the page on which everything is looked at again
        "back": way[place - 1] if place else None,
        "longest": LONGEST_WORDS,
        "begins": answers == Answers(),
        **on_device(held(request)),
        **more,
    }
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"web_form/{asked.name}.html", context, status=status)


def too_many_at_once(request: HttpRequest) -> HttpResponse | None:
    """For somebody who is about to begin, at a moment when more begin than we can take in."""
    if answers_held(request) is not None or has_proof(request) or beginnings.take():
        return None
    return render(request, "web_form/full.html", status=503)


def has_proof(request: HttpRequest) -> bool:
    """Whether the browser did the work that is asked for while very many begin. Files bring none: they come later."""
    if not beginnings.is_low or request.content_type == "multipart/form-data":
        return False
    return use_proof(request.POST.get("proof", "")) and beginnings_with_proof.take()


def keep_and_go_on(request: HttpRequest, change: Change, done: Page) -> HttpResponse:
    """Keep the answers; then the next page, or the one where everything is looked at again, or the five words."""
    full = too_many_at_once(request)
    if full:
        return full
    words, answers = keep_draft(held(request), change)
    response = HttpResponseRedirect(next_address(request, answers, done))
    hold(response, words)
    return response


def next_address(request: HttpRequest, answers: Answers, done: Page) -> str:
    if "later" in request.POST:
        return reverse("tell_us_kept")
    if done.name == "agree" and not answers.has_agreed:
        return reverse("tell_a_grown_up")
    way = way_of(answers)
    ahead = way[way.index(done) + 1 :]
    if "check" in request.GET:
        ahead = [page for page in ahead if not page.is_done(answers)]
    if not ahead:
        return reverse("tell_us_check")
    return reverse("tell_us_page", args=[ahead[0].slug]) + ("" if held(request) else "?begun=1")
