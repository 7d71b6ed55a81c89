"""The call for evidence at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heard.accounts.access import StaffRequest, staff_only
from heard.collect.calls.actions import plan_call
from heard.collect.calls.forms import CallForm, form_for
from heard.collect.calls.queries import call_state, the_call
from heard.collect.calls.rules import check_run_call


@staff_only(check_run_call)
def call(request: StaffRequest) -> HttpResponse:
    """When the call opens and closes, and for whom.

    Context: `form`, `call` (None until it is planned), `state`.
    """
    form = CallForm(request.POST) if request.method == "POST" else form_for(the_call())
    if form.is_bound and form.is_valid():
        plan_call(request.user, form.plan())
        messages.success(request, _("The call is kept as you planned it."))
        return redirect("desk_call")
    return call_page(request, form)


def call_page(request: HttpRequest, form: CallForm) -> HttpResponse:
    context = {"form": form, "call": the_call(), "state": call_state()}
    return render(request, "calls/call.html", context, status=422 if form.errors else 200)
