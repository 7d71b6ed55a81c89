"""The evidence desk: the register, and one submission with its original beside what others see."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.actions import ask_giver
from heard.collect.receipts.queries import askings_of
from heard.collect.receipts.rules import can_ask
from heard.files.keys import SealingError
from heard.inquiry.consent.queries import trusted_adult_of, uses_allowed
from heard.protect.deidentification.actions import open_details, open_original, set_aside, take_up
from heard.protect.deidentification.forms import AskingForm, EvidenceFilter, OpeningForm, SettingAsideForm
from heard.protect.deidentification.pages import read_part
from heard.protect.deidentification.queries import register_of_evidence, setting_aside_of
from heard.protect.deidentification.rules import (
    can_open_original,
    can_set_aside,
    can_take_up,
    check_open_original,
    check_read_evidence,
    check_take_up,
)
from heard.protect.deidentification.states import Reading, SetAsideBecause
from heard.text.spans import Source


@staff_only(check_read_evidence)
def evidence(request: HttpRequest) -> HttpResponse:
    """The register of evidence.

    Context: `rows` (a page of parts, each with `words`, `reading` and `reading_label`), `filter` (the form),
    `is_narrowed`, `total`.
    """
    form = EvidenceFilter(request.GET or None)
    everything = register_of_evidence()
    found = form.narrow(everything) if form.is_bound else everything
    rows = page_of(request, found)
    for part in rows:
        part.reading_label = Reading(part.reading).label  # type: ignore[attr-defined]
    context = {
        "rows": rows,
        "filter": form,
        "is_narrowed": form.is_bound and any(form.cleaned_data.values()),
        "total": everything.count(),
    }
    return render(request, "deidentification/evidence.html", context)


@staff_only(check_read_evidence)
def submission(request: StaffRequest, reference: str) -> HttpResponse:
    """One submission, its originals closed.

    Context: `submission`, `uses` (that its giver allows now), `parts` (see `PartPage`), `may_open`, `opening` (form),
    `withdrawal` (or None), `adult` (who knows, for a child; or None), `details` (sealed) and `told` (them, opened),
    `set_aside` (or None), `aside` (a form; None where it may not be set aside), `may_take_up`,
    `askings` (see `Asked`), `question` (a form; None where nobody can be asked).
    """
    return _submission_page(request, get_object_or_404(Submission, reference=reference))


@staff_only(check_open_original)
@require_POST
def original(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The same page with one part's original open. A POST, because each opening is a line in the audit."""
    found = get_object_or_404(Submission, reference=reference)
    part = get_object_or_404(found.parts, number=number)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return _submission_page(request, found, form=form, status=422)
    try:
        opened = open_original(request.user, part, form.cleaned_data["use"])
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return _submission_page(request, found, status=410)
    return _submission_page(request, found, opened={part: opened})


@staff_only(check_open_original)
@require_POST
def details(request: StaffRequest, reference: str) -> HttpResponse:
    """The same page with the name to print and the way to reach somebody open, if they told us."""
    found = get_object_or_404(Submission, reference=reference)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return _submission_page(request, found, form=form, status=422)
    return _submission_page(request, found, told=open_details(request.user, found, form.cleaned_data["use"]))


@staff_only(check_open_original)
@require_POST
def asking(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask whoever gave a submission something."""
    found = get_object_or_404(Submission, reference=reference)
    form = AskingForm(request.POST)
    if not form.is_valid():
        return _submission_page(request, found, question=form, status=422)
    ask_giver(request.user, found, form.cleaned_data["text"])
    messages.success(request, _("It is asked. They see it when they come back with their five words."))
    return redirect("desk_submission", reference)


@staff_only(check_take_up)
@require_POST
def setting_aside(request: StaffRequest, reference: str) -> HttpResponse:
    """Set a submission aside, saying why."""
    found = get_object_or_404(Submission, reference=reference)
    form = SettingAsideForm(request.POST)
    if not form.is_valid():
        return _submission_page(request, found, aside=form, status=422)
    set_aside(request.user, found, SetAsideBecause(form.cleaned_data["why"]), form.cleaned_data["note"])
    messages.success(request, _("It is set aside. Whoever gave it sees why."))
    return redirect("desk_submission", reference)


@staff_only(check_take_up)
@require_POST
def taking_up(request: StaffRequest, reference: str) -> HttpResponse:
    """Take up again what was set aside."""
    take_up(request.user, get_object_or_404(Submission, reference=reference))
    messages.success(request, _("It waits to be read again."))
    return redirect("desk_submission", reference)


def _submission_page(
    request: StaffRequest,
    found: Submission,
    opened: dict[Part, Source] | None = None,
    told: dict[str, str] | None = None,
    form: OpeningForm | None = None,
    aside: SettingAsideForm | None = None,
    question: AskingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "set_aside": setting_aside_of(found),
        "aside": (aside or SettingAsideForm()) if can_set_aside(request.user, found) else None,
        "question": (question or AskingForm()) if can_ask(request.user, found) else None,
        "askings": askings_of(found) if can_open_original(request.user) and not withdrawal_of(found) else [],
        "may_take_up": can_take_up(request.user),
        "submission": found,
        "uses": uses_allowed(found.consent),
        "withdrawal": withdrawal_of(found),
        "adult": trusted_adult_of(found.consent),
        "details": found.details.all(),
        "told": told,
        "parts": [
            read_part(part, (opened or {}).get(part)) for part in found.parts.select_related("question", "file__stored")
        ],
        "may_open": can_open_original(request.user),
        "opening": form or OpeningForm(),
    }
    return render(request, "deidentification/submission.html", context, status=status)
