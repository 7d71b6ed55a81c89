"""Giving evidence, a page at a time. Every page keeps what it is told before the next is shown."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heard.accounts.access import open_to_givers
from heard.collect.calls.queries import call_state, the_call
from heard.collect.channels.web_form.actions import KEPT_FOR, NothingToSend, NotReadyToSend, keep_draft, send_draft
from heard.collect.channels.web_form.answers import Answers, Page, first_undone
from heard.collect.channels.web_form.by_email import address_form
from heard.collect.channels.web_form.forms import FORMS
from heard.collect.channels.web_form.proofs import new_challenge
from heard.collect.channels.web_form.queries import draft_for
from heard.collect.channels.web_form.reading import answers_to_check
from heard.collect.channels.web_form.rules import can_write
from heard.collect.channels.web_form.walking import answers_held, beginnings, keep_and_go_on, show, turned_away, way_of
from heard.collect.receipts.holding import held, let_go
from heard.collect.receipts.queries import receipt_for


@open_to_givers
def start(request: HttpRequest) -> HttpResponse:
    """What this is, before anything is asked.

    Context: `call` (or None), `state` (see `CallState`), `has_begun`, `kept_days`.
    """
    context = {
        "call": the_call(),
        "state": call_state(),
        "has_begun": answers_held(request) is not None,
        "kept_days": KEPT_FOR.days,
    }
    return render(request, "web_form/start.html", context)


@open_to_givers
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the way: a question, or a few that belong together.

    Context: `form`, `page`, `question` (or None), `number`, `of` (how many pages), `back` (the page before, or None).
    """
    answers = answers_held(request) or Answers()
    asked = Page.named(slug)
    elsewhere = turned_away(request, asked, answers)
    if elsewhere:
        return elsewhere
    form = FORMS[asked.name](request.POST if request.method == "POST" else None, asked, answers)
    if form.is_bound and request.POST.get("website"):
        form.add_error(None, _("Something filled in a box that people cannot see. Please go on once more."))
    if form.is_bound and form.is_valid():
        return keep_and_go_on(request, form.changed, asked)
    return show(request, asked, answers, form)


@open_to_givers
def carry_on(request: HttpRequest) -> HttpResponse:
    """To the first page that is not done yet."""
    answers = answers_held(request)
    if answers is None:
        return redirect("tell_us_received" if receipt_for(held(request)) else "tell_us")
    undone = first_undone(answers, way_of(answers))
    return redirect("tell_us_page", undone.slug) if undone else redirect("tell_us_check")


@open_to_givers
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more before it is sent.

    Context: `read` (see `AnswersToCheck`), `says_something`.
    """
    answers = answers_held(request)
    if answers is None or first_undone(answers, way_of(answers)):
        return redirect("carry_on")
    context = {"read": answers_to_check(answers), "says_something": answers.says_something}
    return render(request, "web_form/check.html", context)


@open_to_givers
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send what is begun. However often it is asked for, it is sent once, and each time the same receipt is shown."""
    words = held(request)
    try:
        if words is None:
            raise NothingToSend
        send_draft(words)
    except NothingToSend:
        return render(request, "web_form/not_sent.html", status=410)
    except NotReadyToSend as not_ready:
        return redirect("carry_on" if not_ready.page else "tell_us_check")
    return redirect("tell_us_received")


@open_to_givers
def received(request: HttpRequest) -> HttpResponse:
    """The receipt: five words.

    Context: `words`, `by_email` (a form to have them sent; None where no mail can be).
    """
    words = held(request)
    if words is None or receipt_for(words) is None:
        return redirect("your_words")
    return render(request, "web_form/received.html", {"words": words.words, "by_email": address_form()})


@open_to_givers
def kept(request: HttpRequest) -> HttpResponse:
    """What is begun is kept for later, and these words bring it back.

    Context: `words`, `until` (a moment).
    """
    words = held(request)
    draft = draft_for(words)
    if words is None or draft is None:
        return redirect("carry_on")
    return render(request, "web_form/kept.html", {"words": words.words, "until": draft.keep_until})


@open_to_givers
def tell_a_grown_up(request: HttpRequest) -> HttpResponse:
    """For a child whom no grown-up knows to be writing: why we ask, and that nothing is lost.

    Context: `words`.
    """
    words = held(request)
    if words is None or draft_for(words) is None:
        return redirect("carry_on")
    return render(request, "web_form/tell_a_grown_up.html", {"words": words.words})


@open_to_givers
@require_POST
def again(_request: HttpRequest) -> HttpResponse:
    """Begin a new piece; what was sent before stays as it is."""
    response = HttpResponseRedirect(reverse("tell_us_page", args=["who"]))
    let_go(response)
    return response


@open_to_givers
@require_GET
def proof(_request: HttpRequest) -> HttpResponse:
    """The work a browser is asked to do before it begins, as JSON; nothing (204) on an ordinary day."""
    return JsonResponse(new_challenge()) if beginnings.is_low else HttpResponse(status=204)


@open_to_givers
@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands in a page's box at this moment, kept while somebody types. Only for something begun already."""
    answers, asked = answers_held(request), Page.named(slug)
    if answers is None or asked.name != "words" or asked not in way_of(answers):
        return HttpResponse(status=409)
    form = FORMS["words"](request.POST, asked, answers)
    if not form.is_valid() or not can_write(draft_for(held(request))):
        return HttpResponse(status=422)
    keep_draft(held(request), form.changed)
    return HttpResponse(status=204)
