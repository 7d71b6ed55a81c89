"""At the desk: what staff do for somebody who asked by letter, e-mail or telephone, and not with five words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import is_kept_apart, originals_destroyed, withdrawal_of
from heard.collect.receipts.actions import (
    ask_before_destroying,
    change_consent_on_behalf,
    note_confirmation,
    withdraw_on_behalf,
)
from heard.collect.receipts.desk_forms import OnBehalfForm
from heard.collect.receipts.queries import done_on_behalf
from heard.collect.receipts.rules import check_act_for_givers
from heard.inquiry.consent.queries import confirmation_asked
from heard.text.errors import BadInput


@staff_only(check_act_for_givers)
def on_behalf(request: StaffRequest, reference: str) -> HttpResponse:
    """Take words back, or change what may be done with them, because somebody asked.

    Context: `submission`, `withdrawal` (or None), `is_kept_apart` (whether what was taken back waits to be destroyed),
    `form` (None where nothing can be done any more), `done` (what was done before), `confirmation` (None, or that they
    want to confirm our text first; with `confirmed` once they have), `over` (whether the originals are destroyed).
    """
    found = get_object_or_404(Submission.objects.select_related("contributor", "consent", "key"), reference=reference)
    posted = request.POST if request.method == "POST" else None
    form = OnBehalfForm(posted, user=request.user, submission=found)
    if form.is_bound and form.is_valid() and done_as_asked(request, found, form):
        return redirect("desk_on_behalf", reference)
    withdrawal = withdrawal_of(found)
    context = {
        "submission": found,
        "withdrawal": withdrawal,
        "is_kept_apart": is_kept_apart(found),
        "form": None if withdrawal else form,
        "done": done_on_behalf(found),
        "confirmation": confirmation_asked(found.consent),
        "over": originals_destroyed(found),
    }
    return render(request, "receipts/desk/on_behalf.html", context, status=422 if form.errors else 200)


@staff_only(check_act_for_givers)
@require_POST
def confirming(request: StaffRequest, reference: str) -> HttpResponse:
    """Note that they want to see our text first; and then, that they said it is right."""
    found = get_object_or_404(Submission.objects.select_related("consent"), reference=reference)
    try:
        if confirmation_asked(found.consent):
            note_confirmation(request.user, found)
            messages.success(request, _("Noted: they say that the text is right."))
        else:
            ask_before_destroying(request.user, found)
            messages.success(request, _("Noted: nothing of it is destroyed by the clock before they confirm the text."))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_on_behalf", reference)


def done_as_asked(request: StaffRequest, found: Submission, form: OnBehalfForm) -> bool:
    """Do it and say so; or say on the form in the rule's own words why not."""
    try:
        if form.takes_back:
            withdraw_on_behalf(request.user, found, form.request)
            messages.success(request, _("It is taken back. Nobody sees any of it any more."))
        else:
            change_consent_on_behalf(request.user, found, form.uses_from_now_on, form.request)
            messages.success(request, _("It is changed, and holds from now on."))
    except (NotAllowed, BadInput) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
