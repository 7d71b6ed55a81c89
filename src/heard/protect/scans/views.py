"""Files in which a scanner found something, and the decision about each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.protect.scans.actions import release_file
from heard.protect.scans.forms import ReleasingForm
from heard.protect.scans.models import Scan
from heard.protect.scans.queries import held_back
from heard.protect.scans.rules import check_decide


@staff_only(check_decide)
def found(request: HttpRequest) -> HttpResponse:
    """The files that stay shut. Context: `rows` (a page of scans), `releasing` (a form), `wrong` (whose was)."""
    return show(request, ReleasingForm())


@staff_only(check_decide)
@require_POST
def releasing(request: StaffRequest, scan: int) -> HttpResponse:
    """Let one of them be opened, saying why."""
    asked = get_object_or_404(Scan, pk=scan)
    form = ReleasingForm(request.POST)
    if not form.is_valid():
        return show(request, form, wrong=scan, status=422)
    release_file(request.user, asked, form.cleaned_data["why"])
    messages.success(request, _("The file may be opened now."))
    return redirect("desk_found")


def show(request: HttpRequest, form: ReleasingForm, wrong: int | None = None, status: int = 200) -> HttpResponse:
    rows = page_of(request, held_back().select_related("file__part__submission", "file__stored"))
    return render(request, "scans/found.html", {"rows": rows, "releasing": form, "wrong": wrong}, status=status)
