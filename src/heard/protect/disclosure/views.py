"""The policy of disclosure control at the desk, and the record of attempts to find somebody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.protect.disclosure.actions import record_drill, set_policy
from heard.protect.disclosure.forms import DrillForm, PolicyForm
from heard.protect.disclosure.previews import previews
from heard.protect.disclosure.queries import current_policy, drills, has_been_tried, policies
from heard.protect.disclosure.rules import (
    can_record_drill,
    can_set_policy,
    check_see_drills,
    check_see_policy,
    check_set_policy,
)

WHAT_FOLLOWS = gettext_lazy(
    "It holds from now on. Numbers that are public change when new ones are. Quotations whose words tell too much now "
    "are off the public pages, and wait under “Quotations” for somebody to decide."
)


@staff_only(check_see_policy)
def policy(request: StaffRequest) -> HttpResponse:
    """What may be told of people, and what that makes of today's numbers.

    Context: `policy` (the one that holds), `form` (None for those who may not set it), `preview` (see `Preview`),
    `looked` (whether the preview is of what the form says), `history` (a page of policies).
    """
    standing = current_policy()
    may_set = can_set_policy(request.user)
    form = PolicyForm(request.POST or None, instance=None if request.method == "POST" else standing)
    if request.method != "POST":
        form.initial["why"] = ""
    elif form.is_valid():
        check_set_policy(request.user)
        asked = form.save(commit=False)
        if "keep" in request.POST:
            set_policy(request.user, asked)
            messages.success(request, WHAT_FOLLOWS)
            return redirect("desk_disclosure")
    looked = form.is_bound and form.is_valid()
    context = {
        "policy": standing,
        "form": form if may_set else None,
        "looked": looked,
        "preview": previews(form.instance if looked else standing),
        "history": page_of(request, policies()),
    }
    return render(request, "disclosure/policy.html", context, status=422 if form.is_bound and form.errors else 200)


@staff_only(check_see_drills)
def drill_list(request: StaffRequest) -> HttpResponse:
    """Attempts to find somebody in what was about to be published, and a form for the next.

    Context: `rows` (a page of drills), `form` (None for those who may not write), `is_waited_for`.
    """
    may_write = can_record_drill(request.user)
    form = DrillForm(request.POST or None) if may_write else None
    if request.method == "POST":
        if form is None:
            raise NotAllowed
        if form.is_valid():
            record_drill(request.user, form.save(commit=False))
            messages.success(request, _("It is written down. Nobody can change it any more."))
            return redirect("desk_drills")
    waits = current_policy().needs_drill and not has_been_tried()
    context = {"rows": page_of(request, drills()), "form": form, "is_waited_for": waits}
    return render(request, "disclosure/drills.html", context, status=422 if form and form.errors else 200)
