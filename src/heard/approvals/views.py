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
from heard.approvals.kinds import UnknownKind, all_kinds, kind_called
from heard.approvals.models import Approval
from heard.approvals.others import whom_to_ask
from heard.approvals.queries import asked_by, standing_of, waiting_approvals
from heard.approvals.rules import can_agree, can_ask_approval, check_see_approvals
from heard.approvals.states import ANSWERED_WITHIN, USED_WITHIN, Standing
from heard.text.errors import BadInput


@staff_only(check_see_approvals)
def approvals(request: StaffRequest) -> HttpResponse:
    """What this person can agree to, and what they asked for themselves.

    Context: `to_decide` (requests, each with `look_at`), `rows` (a page of their own, each with `standing`, `waits`,
    `leads_to`); `says` on each tells what would be done; `days` (to answer), `hours` (to use); `written` (the kinds
    whose label they write themselves).
    """
    to_decide = [approval for approval in waiting_approvals() if can_agree(request.user, approval)]
    rows = page_of(request, asked_by(request.user))
    for approval in (*to_decide, *rows):
        _describe(approval)
    limits = {"days": ANSWERED_WITHIN.days, "hours": int(USED_WITHIN.total_seconds()) // 3600}
    written = [kind for kind in all_kinds() if kind.writes and can_ask_approval(request.user, kind.name)]
    context = {"to_decide": to_decide, "rows": rows, "written": written, **limits}
    return render(request, "approvals/approvals.html", context)


@staff_only(check_see_approvals)
@require_POST
def asking(request: StaffRequest) -> HttpResponse:
    """Ask a second person, from the page where the thing is done. POST: `kind`, `label`, `reason`."""
    name, label = request.POST.get("kind", ""), " ".join(request.POST.get("label", "").split())
    try:
        kind = kind_called(name)
        if kind.check_label is None:
            raise NotAllowed(_("This is asked for on its own page."))
        kind.check_label(label)
        actions.ask_approval(request.user, name, label, request.POST.get("reason", ""))
    except (NotAllowed, BadInput) as refused:
        messages.error(request, str(refused))
        return redirect("desk_approvals")
    said = _("It is asked. Somebody else has to agree. %(whom)s")
    messages.success(request, said % {"whom": whom_to_ask(kind.check_agree, request.user.pk)})
    return redirect(kind.leads_to(label) if kind.leads_to else "desk_approvals")


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
        approval.says, approval.leads_to, approval.look_at = approval.kind, "", ""  # type: ignore[attr-defined]
        return
    leads_to = kind.leads_to(approval.label) if kind.leads_to and standing == Standing.AGREED else ""
    approval.says, approval.leads_to = kind.says, leads_to  # type: ignore[attr-defined]
    approval.look_at = kind.look_at(approval.label) if kind.look_at else ""  # type: ignore[attr-defined]
