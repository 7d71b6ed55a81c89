"""Adding words, files and recordings to what was given before, with five words. All on one page, sent as one."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.collect.channels.web_form.actions import keep_draft, send_additions
from heard.collect.channels.web_form.answers import JUST_TELL_US, Answers
from heard.collect.channels.web_form.file_views import about_files, lets_record, take_files
from heard.collect.channels.web_form.forms import AddingForm
from heard.collect.channels.web_form.queries import place_of_additions
from heard.collect.channels.web_form.walking import answers_in, on_device
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.holding import held
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.views import for_holders, unanswered


@for_holders
def adding(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """What somebody adds to what they gave.

    Context: `form`, `askings` (what they were asked and did not answer, see `Asked`), `after` (how many parts there
    were), `about_files` and `on_device`.
    """
    words = held(request)
    if words is None or withdrawal_of(receipt.submission):
        return redirect("your_words_trail")
    if request.method == "POST":
        return receive(request, receipt, words)
    answers = answers_in(place_of_additions(words)) or Answers()
    return page_of_adding(request, receipt, AddingForm(None, answers), answers)


def receive(request: HttpRequest, receipt: Receipt, words: FiveWords) -> HttpResponse:
    """Keep the words and files; send them, or show the page again where more are to come or something is wrong."""
    place = place_of_additions(words)
    before = answers_in(place) or Answers()
    _words, answers, refused = take_files(request, place, before)
    form = AddingForm(request.POST, answers)
    if form.is_valid() and not refused:
        keep_draft(place, form.changed)
        if "add" in request.POST or is_sent_again(request, receipt, len(answers.files) - len(before.files)):
            return redirect("your_words_adding")
        if form.cleaned_data["words"].strip() or answers.files:
            send_additions(words)
            return redirect(reverse("your_words_trail") + "?added=1")
        form.add_error("words", _("There are no words yet, and no files."))
    for sentence in refused:
        form.add_error(None, sentence)
    return page_of_adding(request, receipt, form, answers)


def is_sent_again(request: HttpRequest, receipt: Receipt, new_files: int) -> bool:
    """Whether files came with a page that was sent before: they are shown once more rather than added twice."""
    after = request.POST.get("after", "")
    return bool(new_files) and after.isdecimal() and int(after) != receipt.submission.parts.count()


def page_of_adding(request: HttpRequest, receipt: Receipt, form: AddingForm, answers: Answers) -> HttpResponse:
    context = {
        "form": form,
        "askings": unanswered(receipt.submission),
        "after": receipt.submission.parts.count(),
        **about_files(answers),
        **on_device(held(request)),
    }
    return lets_record(render(request, "web_form/adding.html", context, status=422 if form.errors else 200))


@for_holders
def keep_adding(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """What stands in the box at this moment, kept while somebody types."""
    words = held(request)
    if words is None or withdrawal_of(receipt.submission):
        return HttpResponse(status=409)
    place = place_of_additions(words)
    form = AddingForm(request.POST, answers_in(place) or Answers())
    if not form.is_valid():
        return HttpResponse(status=422)
    keep_draft(place, lambda answers: replace(answers, words={str(JUST_TELL_US): form.cleaned_data["words"]}))
    return HttpResponse(status=204)


keep_adding = require_POST(keep_adding)
