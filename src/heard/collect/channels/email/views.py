"""What arrived by e-mail, at the desk."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.collect.channels.email.actions import KEPT_ASIDE_FOR, take_for_evidence
from heard.collect.channels.email.models import IncomingMessage
from heard.collect.channels.email.queries import counted_aside, kept_aside, without_receipt
from heard.collect.channels.email.rules import check_see_mail
from heard.collect.channels.email.states import WhyAside
from heard.mail.addresses import our_address
from heard.mail.sending import can_send
from heard.text.errors import BadInput


@staff_only(check_see_mail)
def mail(request: StaffRequest) -> HttpResponse:
    """What has no receipt, and what is kept aside.

    Context: `missing` (records with a submission and no receipt), `rows` (a page of what is kept aside), `counts`
    (why, how many), `days` (how long), `can_send`, `address` (where answers come from), `largest` (MB).
    """
    context = {
        "missing": without_receipt()[:50],
        "rows": page_of(request, kept_aside()),
        "counts": [(WhyAside(why).label, number) for why, number in counted_aside()],
        "days": KEPT_ASIDE_FOR.days,
        "can_send": can_send(),
        "address": our_address(),
        "largest": settings.LARGEST_MAIL // 2**20,
    }
    return render(request, "by_email/mail.html", context)


@staff_only(check_see_mail)
@require_POST
def taking(request: StaffRequest, number: int) -> HttpResponse:
    """Take for evidence what was kept aside."""
    try:
        submission = take_for_evidence(request.user, get_object_or_404(IncomingMessage, pk=number))
    except BadInput as refused:
        messages.error(request, str(refused))
        return redirect("desk_mail")
    messages.success(request, _("It is %(reference)s now, and waits to be read.") % {"reference": submission.reference})
    return redirect("desk_submission", submission.reference)
