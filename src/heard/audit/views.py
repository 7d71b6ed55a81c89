"""The audit at the desk: read only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heard.accounts.access import staff_only
from heard.accounts.desk import page_of
from heard.audit.queries import newest_lines, verify_chain
from heard.audit.rules import check_read_audit


@staff_only(check_read_audit)
def audit(request: HttpRequest) -> HttpResponse:
    """Every line, newest first, and whether the chain is whole.

    Context: `rows` (a page of entries), `chain` (`is_whole`, `lines`, `head`, `broken_at`), `label` (asked for).
    """
    label = request.GET.get("label", "").strip()
    lines = newest_lines()
    if label:
        lines = lines.filter(label__icontains=label)
    context = {"rows": page_of(request, lines, per_page=50), "chain": verify_chain(), "label": label}
    return render(request, "audit/audit.html", context)
