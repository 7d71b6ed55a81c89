"""The desk's page of what waits for a second person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.approvals import actions
from heard.approvals.kinds import UnknownKind, kind_called
from heard.approvals.models import Approval
from heard.approvals.queries import asked_by, standing_of, waiting_approvals
from heard.approvals.rules import can_agree, check_see_approvals
from heard.approvals.states import ANSWERED_WITHIN, USED_WITHIN, Standing
from heard.text.errors import BadInput


@staff_only(check_see_approvals)
def approvals(request: StaffRequest) -> HttpResponse:
    """What this person can agree to, and what they asked for themselves.

    Context: `to_decide` (requests), `rows` (a page of their own, each with `standing`, `waits`, `leads_to`); `says` on
    each tells what would be done; `days` (to answer), `hours` (to use).
    """
    to_decide = [approval for approval in waiting_approvals() if can_agree(request.user, approval)]
    rows = page_of(request, asked_by(request.user))
    for approval in (*to_decide, *rows):
        _describe(approval)
    limits = {"days": ANSWERED_WITHIN.days, "hours": int(USED_WITHIN.total_seconds()) // 3600}
    return render(request, "approvals/approvals.html", {"to_decide": to_decide, "rows": rows, **limits})


@staff_only(check_see_approvals)
@require_POST
def agreeing(request: StaffRequest, number: int) -> HttpResponse:
    """Agree as the second person."""
    approval = get_object_or_404(Approval, pk=number)
    try:
        actions.agree(request.user, approval)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s can do it now, once.") % {"name": approval.asked_by.name})
    return redirect("desk_approvals")


@staff_only(check_see_approvals)
@require_POST
def refusing(request: StaffRequest, number: int) -> HttpResponse:
    """Refuse as the second person, or take one's own request back."""
    approval = get_object_or_404(Approval, pk=number)
    try:
        actions.refuse(request.user, approval, request.POST.get("reason", ""))
    except (NotAllowed, BadInput) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It will not be done. The reason is kept."))
    return redirect("desk_approvals")


def _describe(approval: Approval) -> None:
    """Put beside a request what its page shows of it."""
    standing = standing_of(approval)
    approval.standing, approval.waits = standing.label, standing == Standing.WAITING  # type: ignore[attr-defined]
    try:
        kind = kind_called(approval.kind)
    except UnknownKind:  # asked for in a version of Heard that knew it
        approval.says, approval.leads_to = approval.kind, ""  # type: ignore[attr-defined]
        return
    leads_to = kind.leads_to(approval.label) if kind.leads_to and standing == Standing.AGREED else ""
    approval.says, approval.leads_to = kind.says, leads_to  # type: ignore[attr-defined]
