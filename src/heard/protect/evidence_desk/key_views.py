"""The key table of a submission, which takes a second person to open; and the log of replacements, without words."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.approvals.actions import ask_approval
from heard.approvals.asking import asking
from heard.approvals.queries import waiting_approvals
from heard.approvals.rules import is_approved
from heard.collect.evidence.models import Submission
from heard.files.keys import SealingError
from heard.protect.deidentification.pseudonyms import Row, rows
from heard.protect.deidentification.rules import check_see_log, check_take_up
from heard.protect.deidentification.second_persons import THE_LOG
from heard.protect.deidentification.states import EXPORT_LOG, OPEN_KEY_TABLE
from heard.protect.evidence_desk.actions import export_log, open_key_table
from heard.protect.evidence_desk.queries import log_of_replacements
from heard.protect.evidence_desk.submission_views import do

COLUMNS = ("when", "who", "did what", "to what", "version", "category", "from", "to", "new from", "new to")


@staff_only(check_take_up)
def key_table(request: StaffRequest, reference: str) -> HttpResponse:
    """Which pseudonyms there are. Whom they stand for stays sealed. Context: see `show`."""
    return show(request, get_object_or_404(Submission, reference=reference))


def show(
    request: StaffRequest, submission: Submission, opened: list[Row] | None = None, status: int = 200
) -> HttpResponse:
    """Context: `submission`, `pseudonyms` (words), `opened` (rows, or None), `is_asked`, `is_agreed`."""
    asked = waiting_approvals().filter(asked_by=request.user, kind=OPEN_KEY_TABLE, label=submission.reference)
    context = {
        "submission": submission,
        "pseudonyms": rows().filter(submission=submission),
        "opened": opened,
        "is_asked": asked.exists(),
        "is_agreed": is_approved(request.user, OPEN_KEY_TABLE, submission.reference),
    }
    response = render(request, "evidence_desk/key_table.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@staff_only(check_take_up)
@require_POST
def key_table_asking(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask a second person to agree that it is opened."""
    submission = get_object_or_404(Submission, reference=reference)
    reason = request.POST.get("reason", "")
    said = _("It is asked. Somebody else has to agree.")
    do(request, lambda: ask_approval(request.user, OPEN_KEY_TABLE, submission.reference, reason), said)
    return redirect("desk_key_table", reference)


@staff_only(check_take_up)
@require_POST
def key_table_opening(request: StaffRequest, reference: str) -> HttpResponse:
    """Open it, once, after somebody agreed."""
    submission = get_object_or_404(Submission, reference=reference)
    try:
        opened = open_key_table(request.user, submission)
    except (NotAllowed, SealingError) as refusal:
        messages.error(request, str(refusal))
        return show(request, submission, status=422)
    return show(request, submission, opened)


@staff_only(check_see_log)
def replacements(request: StaffRequest) -> HttpResponse:
    """Who replaced what, where, by numbers. Context: `rows` (a page of lines, newest first), `asking` (see there)."""
    found = page_of(request, log_of_replacements().order_by("-pk"), per_page=100)
    context = {"rows": found, "asking": asking(request.user, EXPORT_LOG, THE_LOG)}
    return render(request, "evidence_desk/replacements.html", context)


@staff_only(check_see_log)
@require_POST
def replacements_export(request: StaffRequest) -> HttpResponse:
    """The whole log as a CSV file, once a second person agreed. It holds nobody's words."""
    try:
        export_log(request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_replacements")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="replacements.csv"'
    lines = csv.writer(response)
    lines.writerow(COLUMNS)
    for each in log_of_replacements().iterator(chunk_size=1000):
        where = (each.start, each.end, each.new_start, each.new_end)
        lines.writerow([each.at.isoformat(), each.by.name, each.act, each.label, each.version, each.category, *where])
    return response
