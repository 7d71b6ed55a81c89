"""What whoever holds five words sees and may do. No account, no name, no script."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import open_to_givers
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import files_in, is_kept_apart, originals_destroyed, withdrawal_of
from heard.collect.evidence.states import DetailKind
from heard.collect.receipts.actions import ask_before_destroying, change_consent
from heard.collect.receipts.buckets import guesses
from heard.collect.receipts.five_words import read_five_words, words_typed
from heard.collect.receipts.forms import ConsentForm, FiveWordsForm
from heard.collect.receipts.holding import held, hold, let_go
from heard.collect.receipts.models import Receipt
from heard.collect.receipts.openings import opened_by
from heard.collect.receipts.queries import Asked, askings_of, done_on_behalf, receipt_for
from heard.collect.receipts.rules import wording_shown
from heard.collect.receipts.trail import steps_after_receiving
from heard.files.tombstone_log import NotNoted
from heard.inquiry.consent.queries import agreed_now, confirmation_asked
from heard.inquiry.consent.states import Use
from heard.text.errors import BadInput

OUTSIDE = "https://www.bbc.co.uk/weather"  # a page that tells nobody anything about who looks at it

HolderView = Callable[[HttpRequest, Receipt], HttpResponse]


@open_to_givers
def your_words(request: HttpRequest) -> HttpResponse:
    """Where somebody types five words: they open a receipt, or something begun and not sent.

    Context: `form`.
    """
    if receipt_for(held(request)):
        return redirect("your_words_trail")
    form = FiveWordsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        opening = opened_by(read_five_words(form.cleaned_data["words"]))
        if opening:
            response = HttpResponseRedirect(opening.url)
            hold(response, opening.words)
            return response
        if not guesses.take():
            return render(request, "receipts/wait.html", status=503)
        form.add_error("words", what_is_wrong(form.cleaned_data["words"]))
    return render(request, "receipts/your_words.html", {"form": form}, status=422 if form.errors else 200)


def what_is_wrong(typed: str) -> str:
    count = len(words_typed(typed))
    if count != 5:
        return _("That is not five words: we count %(count)d. Type all five, with a space between them.") % {
            "count": count
        }
    return _("We do not know these five words. Look at each letter again, and at the order of the words.")


def for_holders(view: HolderView) -> Callable[..., HttpResponseBase]:
    """The view is shown the receipt that the browser holds the words of; whoever holds none types them first."""

    @open_to_givers
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any) -> HttpResponse:
        receipt = receipt_for(held(request))
        return view(request, receipt, *args) if receipt else redirect("your_words")

    return guarded


@for_holders
def trail(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Where somebody's words went.

    Context: `submission`, `withdrawal` (None, or when they were taken back), `is_kept_apart` (whether they wait to be
    destroyed), `over` (None, or when its time was over and it was destroyed), `confirmation` (None, or that they want
    to confirm our text first), `done_for_them` (the last thing that somebody here did because they asked, or None),
    `steps` (see `Step`), `agreed` (see `what_was_agreed`), `files` (how many there are), `askings` (what they were
    asked and did not answer).
    """
    submission = receipt.submission
    withdrawal = withdrawal_of(submission)
    context = {
        "submission": submission,
        "withdrawal": withdrawal,
        "is_kept_apart": is_kept_apart(submission),
        "over": originals_destroyed(submission),
        "confirmation": confirmation_asked(submission.consent),
        "done_for_them": done_on_behalf(submission).first(),
        "askings": [] if withdrawal else unanswered(submission),
        "steps": [] if withdrawal else steps_after_receiving(submission),
        "agreed": what_was_agreed(submission),
        "files": files_in(submission).count(),
    }
    return render(request, "receipts/trail.html", context)


def what_was_agreed(submission: Submission) -> list[dict[str, object]]:
    """`says`: the words of the time in which they agreed, `on`: when that was, of every use that is allowed now."""
    age_band = submission.contributor.age_band
    return [
        {"says": wording_shown(given.wording, age_band) if given.wording else given.get_use_display(), "on": given.at}
        for given in agreed_now(submission.consent)
    ]


@for_holders
def choices(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """What may be done with their words, to be changed.

    Context: `form`.
    """
    submission = receipt.submission
    if withdrawal_of(submission):
        return redirect("your_words_trail")
    form = consent_form(request, submission)
    if form.is_bound and form.is_valid():
        try:
            change_consent(None, submission, form.agreed, form.details, form.consent_asked)
        except BadInput:  # taken back meanwhile, on another page: the trail says so
            return redirect("your_words_trail")
        except NotNoted as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(reverse("your_words_trail") + "?changed=1")
    return render(request, "receipts/choices.html", {"form": form}, status=422 if form.errors else 200)


def consent_form(request: HttpRequest, submission: Submission) -> ConsentForm:
    agreed = agreed_now(submission.consent)
    return ConsentForm(
        request.POST if request.method == "POST" else None,
        age_band=submission.contributor.age_band,
        known=frozenset(DetailKind(kind) for kind in submission.details.values_list("kind", flat=True)),
        initial=dict.fromkeys((given.use for given in agreed), True),
        agreed={Use(given.use): given.wording for given in agreed if given.wording},
    )


def unanswered(submission: Submission) -> list[Asked]:
    return [asked for asked in askings_of(submission) if asked.asking.answer is None]


@for_holders
def taking_back(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Asks once whether somebody means to take everything back; a POST does it."""
    if request.method == "POST":
        withdraw(None, receipt.submission)
        return redirect("your_words_trail")
    if withdrawal_of(receipt.submission):
        return redirect("your_words_trail")
    return render(request, "receipts/taking_back.html")


@for_holders
def asking_first(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """A POST: they want to say that our text of it is right before anything is destroyed by the clock."""
    if request.method == "POST":
        with suppress(BadInput):  # taken back, or destroyed, meanwhile: the trail says so
            ask_before_destroying(None, receipt.submission)
    return redirect("your_words_trail")


@open_to_givers
@require_POST
def close(_request: HttpRequest) -> HttpResponse:
    """The browser forgets the five words, and what was kept on the device."""
    response = HttpResponseRedirect("/")
    let_go(response)
    response["Clear-Site-Data"] = '"storage"'
    return response


@open_to_givers
def leave(_request: HttpRequest) -> HttpResponse:
    """“Exit this page” from a page that shows something of somebody's: the way back is closed behind them."""
    response = HttpResponseRedirect(OUTSIDE)
    let_go(response)
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    return response
