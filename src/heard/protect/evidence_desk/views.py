"""The queue of evidence."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.collect.evidence.models import Submission
from heard.protect.deidentification.actions import assign
from heard.protect.deidentification.rules import can_open_original, check_open_original, check_read_evidence
from heard.protect.deidentification.states import UNFINISHED, Standing
from heard.protect.evidence_desk.actions import take_next
from heard.protect.evidence_desk.forms import AssigningForm, QueueFilter, at_standing, state_asked
from heard.protect.evidence_desk.queries import count_by_standing, needs, rows_of
from heard.protect.evidence_desk.states import ALL, YOURS
from heard.text.errors import BadInput

ELSEWHERE = ("state", "p")  # in the address, and not of the filter


@staff_only(check_read_evidence)
def queue(request: StaffRequest) -> HttpResponse:
    """The queue. Everything it shows is in the address, so that a bookmark brings it back.

    Context: `rows` (a page, see `Row`), `filter` (the form), `kept` (the rest of the address, for its form), `tabs`,
    `state` (that of the tab shown), `total`, `done` (how many nobody has to read any more), `may_read`, `assigning`
    (a form), `unfinished` (where something is still to be read), `here` (this address).
    """
    if any(value == "" for value in request.GET.values()):
        return redirect(f"{request.path}?{urlencode([pair for pair in asked_in(request) if pair[1]])}")
    form = QueueFilter(request.GET, user=request.user)
    found = form.narrow()
    state = state_asked(request.GET.get("state", ALL))
    counts = count_by_standing(found)
    page = Paginator(at_standing(found, state, request.user), form.per_page).get_page(request.GET.get("p"))
    page.object_list = rows_of(list(page.object_list), request.user, form.asked.get("words", ""))  # type: ignore[assignment]
    may_read = can_open_original(request.user)
    context = {
        "rows": page,
        "filter": form,
        "state": state,
        "tabs": tabs(request, counts, found.filter(needs(request.user)).count() if may_read else None, state),
        "total": sum(counts.values()),
        "unfinished": UNFINISHED,
        "done": sum(number for standing, number in counts.items() if standing not in UNFINISHED),
        "may_read": may_read,
        "assigning": AssigningForm(user=request.user) if may_read else None,
        "here": request.get_full_path(),
    }
    return render(request, "evidence_desk/queue.html", context)


def asked_in(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.GET.lists() for value in values]


def tabs(request: HttpRequest, counts: dict[str, int], yours: int | None, state: str) -> list[dict[str, Any]]:
    """One for each place where a submission can stand, what needs whoever looks before all; with their addresses."""
    told: list[tuple[str, Any, int]] = [] if yours is None else [(YOURS, _("What needs you"), yours)]
    told += [(standing, standing.label, counts.get(standing, 0)) for standing in Standing]
    told.append((ALL, _("Everything"), sum(counts.values())))
    others = [(name, value) for name, value in asked_in(request) if name not in ELSEWHERE]
    return [
        {"label": label, "number": number, "is_here": name == state, "query": urlencode([("state", name), *others])}
        for name, label, number in told
    ]


@staff_only(check_open_original)
@require_POST
def assignments(request: StaffRequest) -> HttpResponse:
    """Give what was ticked in the queue to somebody."""
    chosen = Submission.objects.filter(reference__in=request.POST.getlist("submission"))
    form = AssigningForm(request.POST, user=request.user)
    if not chosen:
        messages.error(request, _("Tick what you want to give to somebody first. Nothing was changed."))
    elif form.is_valid():
        to = form.person
        assign(request.user, chosen, to)
        number = len(chosen)
        if to:
            said = ngettext(
                "%(number)d piece is given to %(name)s.", "%(number)d pieces are given to %(name)s.", number
            )
        else:
            said = ngettext("%(number)d piece is nobody’s now.", "%(number)d pieces are nobody’s now.", number)
        messages.success(request, said % {"number": number, "name": to.name if to else ""})
    return redirect(back_to_queue(request))


def back_to_queue(request: HttpRequest) -> str:
    """The queue as it was; never an address elsewhere."""
    given = request.POST.get("back", "")
    return given if given.startswith("/desk/evidence/?") else "/desk/evidence/"


@staff_only(check_open_original)
@require_POST
def next_one(request: StaffRequest) -> HttpResponse:
    """Take the oldest that is nobody's, and go to it."""
    try:
        found = take_next(request.user)
    except BadInput as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_evidence")
    if found is None:
        messages.success(request, _("Nothing waits: everything unfinished is with somebody."))
        return redirect("desk_evidence")
    return redirect("desk_submission", found.reference)
