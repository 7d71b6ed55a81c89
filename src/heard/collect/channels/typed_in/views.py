"""Typing in at the desk."""

from django.http import HttpResponse
from django.shortcuts import render

from heard.accounts.access import StaffRequest, staff_only
from heard.collect.channels.typed_in.actions import type_in
from heard.collect.channels.typed_in.forms import TypingInForm
from heard.collect.channels.typed_in.keys import new_key, words_of
from heard.collect.channels.typed_in.rules import check_type_in
from heard.inquiry.consent.queries import uses_allowed


@staff_only(check_type_in)
def typing_in(request: StaffRequest) -> HttpResponse:
    """The form; once it is kept, the five words to be told to whoever gave it.

    Context: `form` and `key`; or `reference`, `words` and `uses` (that were agreed to).
    """
    if request.method != "POST":
        return render(request, "typed_in/typing_in.html", {"form": TypingInForm(), "key": new_key()})
    form, words = TypingInForm(request.POST), words_of(request.POST.get("key", ""))
    if words is None or not form.is_valid():
        key = request.POST.get("key", "") if words else new_key()
        return render(request, "typed_in/typing_in.html", {"form": form, "key": key}, status=422)
    receipt = type_in(request.user, words, form.given(), form.cleaned_data["how_agreed"])
    context = {
        "reference": receipt.submission.reference,
        "words": words.words,
        "uses": uses_allowed(receipt.submission.consent),
    }
    return render(request, "typed_in/kept.html", context)
