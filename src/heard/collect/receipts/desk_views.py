"""At the desk: what staff do for somebody who asked by letter, e-mail or telephone, and not with five words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import is_kept_apart, withdrawal_of
from heard.collect.receipts.actions import change_consent_on_behalf, withdraw_on_behalf
from heard.collect.receipts.desk_forms import OnBehalfForm
from heard.collect.receipts.queries import done_on_behalf
from heard.collect.receipts.rules import check_act_for_givers
from heard.text.errors import BadInput


@staff_only(check_act_for_givers)
def on_behalf(request: StaffRequest, reference: str) -> HttpResponse:
    """Take words back, or change what may be done with them, because somebody asked.

    Context: `submission`, `withdrawal` (or None), `is_kept_apart` (whether what was taken back waits to be destroyed),
    `form` (None where nothing can be done any more), `done` (what was done before).
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
    }
    return render(request, "receipts/desk/on_behalf.html", context, status=422 if form.errors else 200)


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
