"""Concerns at the desk: the list, one concern and its words, and what is decided."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.queries import is_kept_apart, withdrawal_of
from heard.collect.evidence.raw import open_kept_apart
from heard.collect.evidence.states import PieceKind
from heard.files.keys import SealingError
from heard.protect.deidentification.contents import contents
from heard.protect.deidentification.queries import working_texts
from heard.protect.deidentification.traces import traces_of
from heard.protect.safeguarding.actions import (
    close_concern,
    note_readings,
    open_to_read,
    raise_concern,
    reopen_concern,
    set_clock,
)
from heard.protect.safeguarding.clock import being_read, read_clock
from heard.protect.safeguarding.forms import ClockForm, ClosingForm, RaisingForm, clock_form_for, closing_form
from heard.protect.safeguarding.models import Concern
from heard.protect.safeguarding.numbers import not_looked_at, numbers_of, row_of
from heard.protect.safeguarding.opened import is_pass_for, open_what_it_is_about, pass_for
from heard.protect.safeguarding.pressing import Choice, all_listed, beside, choice_in, chosen, tabs
from heard.protect.safeguarding.queries import (
    are_two_named,
    closed_concerns,
    closing_of,
    parts_of,
    people_not_reached,
    policy_now,
    safeguarding_leads,
    signs_unread_by,
    who_hears_of_late,
    who_reads,
)
from heard.protect.safeguarding.rules import (
    can_close,
    can_look_after_concerns,
    can_reopen,
    check_look_after_concerns,
    check_raise_concern,
)
from heard.protect.safeguarding.sealed_words import open_decision
from heard.protect.safeguarding.states import Harmless, Sort
from heard.text.errors import BadInput

PER_PAGE = 50


@staff_only(check_look_after_concerns)
def concerns(request: StaffRequest) -> HttpResponse:
    """Open concerns, what is most pressing first; with `?closed=1`, those that are closed.

    Context: `rows` (a page of `Listed`, or of closed concerns), `first` (the `Listed` that nobody has open),
    `is_closed`, `choice`, `tabs` and `sorts` (ways of choosing, with their queries), `numbers` (see `Numbers`),
    `unseen` (see `NotLookedAt`), `clock`, `has_lead`, `named` (who reads), `late_named` (who hears of late ones),
    `are_two_named`, `not_reached` (to whom mail could not be sent).
    """
    clock = read_clock()
    listed, choice = all_listed(clock), choice_in(request.GET)
    is_closed = "closed" in request.GET
    found = chosen(listed, choice)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": page_of(request, closed_concerns().order_by("-pk")) if is_closed else rows,
        "first": next((each for each in found if each.opening is None), None),
        "is_closed": is_closed,
        "choice": choice,
        "tabs": tabs(listed, choice),
        "sorts": [(sort, Choice(choice.show, sort).query) for sort in Sort],
        "numbers": numbers_of([each.row for each in listed], clock),
        "unseen": not_looked_at(),
        "clock": clock,
        "has_lead": bool(safeguarding_leads()),
        "named": who_reads(),
        "late_named": who_hears_of_late(clock.policy),
        "are_two_named": are_two_named(clock.policy),
        "not_reached": people_not_reached(),
    }
    return render(request, "safeguarding/concerns.html", context)


def concern_of(number: int) -> Concern:
    return get_object_or_404(Concern.objects.select_related("submission__key", "key"), pk=number)


def address_of(found: Concern | None, choice: Choice, **more: str) -> str:
    """Where a concern is, or the list where there is none, for somebody who goes through what they chose."""
    where = reverse("desk_concern", args=[found.pk]) if found else reverse("desk_concerns")
    query = urlencode(choice.fields | more)
    return f"{where}?{query}" if query else where


@staff_only(check_look_after_concerns)
def concern(request: StaffRequest, number: int) -> HttpResponse:
    """One concern; with a pass, what it is about. Context: see `show`."""
    return show(request, concern_of(number), request.GET.get("pass", ""))


@staff_only(check_look_after_concerns)
@require_POST
def opening(request: StaffRequest, number: int) -> HttpResponse:
    """Open what a concern is about. A POST, because each opening is a line in the audit."""
    found, choice = concern_of(number), choice_in(request.POST)
    try:
        open_to_read(request.user, found)
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return redirect(address_of(found, choice))
    return redirect(address_of(found, choice, **{"pass": pass_for(request.user, found)}))


@staff_only(check_look_after_concerns)
def kept_file(request: StaffRequest, number: int, part: int) -> HttpResponseBase:
    """A file of words that were taken back and are held, for whoever has the concern open."""
    found = concern_of(number)
    if not is_pass_for(request.user, found, request.GET.get("pass", "")):
        raise Http404
    pieces = [piece for piece in open_kept_apart(found.submission) if piece.kind == PieceKind.FILE]
    piece = next((piece for piece in pieces if piece.number == part), None)
    if piece is None or piece.file is None or piece.stored is None:
        raise Http404
    return contents(request, piece.stored.pk, piece.file)


@staff_only(check_look_after_concerns)
@require_POST
def closing(request: StaffRequest, number: int) -> HttpResponse:
    """Close a concern, saying what was decided, and go on to the next."""
    found, given, choice = concern_of(number), request.POST.get("pass", ""), choice_in(request.POST)
    form = closing_form(request.POST)
    after = beside(found, all_listed(read_clock()), choice, request.user.pk).to_read
    if not form.is_valid():
        return show(request, found, given, form, status=422)
    try:
        close_concern(request.user, found, form.decision_made, form.decided())
    except (NotAllowed, BadInput) as refusal:
        form.add_error(None, str(refusal))
        return show(request, found, given, form, status=422)
    closed = _("%(reference)s: The concern is closed.") % {"reference": found.submission.reference}
    messages.success(request, f"{closed} {_('This is the next.') if after else _('No other is left here.')}")
    return redirect(address_of(after, choice))


@staff_only(check_look_after_concerns)
@require_POST
def reopening(request: StaffRequest, number: int) -> HttpResponse:
    """Open a closed concern again."""
    try:
        reopen_concern(request.user, concern_of(number))
        messages.success(request, _("The concern is open again, and has to be read again."))
    except (NotAllowed, SealingError) as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_concern", number)


def show(
    request: StaffRequest, found: Concern, given: str, form: ClosingForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a concern.

    Context: `concern`, `row` (see `Row`), `clock`, `pass`, `opened` (see `Opened`; None while it is closed to this
    person), `closing_now` and `decided` (None while it is open), `parts`, `to_open` (how many reasons they have not
    read), `may_close`, `may_reopen`, `closing` (a form), `withdrawal`, `is_held`, `is_quoted` (on public pages),
    `named` (who reads), `choice` and `beside` (what they go through, and where in it this stands), `opening_now`
    (who has it open), `harmless` (reasons that close it in one press).
    """
    if not closing_of(found):
        note_readings(request.user, found)
    is_open = is_pass_for(request.user, found, given)
    standing = closing_of(found)
    clock, choice = read_clock(), choice_in(request.POST if request.method == "POST" else request.GET)
    texts = working_texts().filter(part__submission=found.submission)
    context = {
        "concern": found,
        "row": row_of(found, clock),
        "clock": clock,
        "choice": choice,
        "beside": beside(found, all_listed(clock), choice, request.user.pk),
        "opening_now": being_read(clock).get(found.pk),
        "pass": given if is_open else "",
        "opened": opened_safely(request, found) if is_open else None,
        "closing_now": standing,
        "decided": open_decision(standing) if standing else None,
        "parts": parts_of(found).defer("sealed"),
        "to_open": signs_unread_by(request.user, found).count(),
        "may_close": can_close(request.user, found),
        "may_reopen": can_reopen(request.user, found),
        "closing": form or ClosingForm(),
        "harmless": Harmless.choices,
        "withdrawal": withdrawal_of(found.submission),
        "is_held": is_kept_apart(found.submission),
        "is_quoted": any(trace.public_url for text in texts for trace in traces_of(text)),
        "named": who_reads(),
    }
    return render(request, "safeguarding/concern.html", context, status=status)


def opened_safely(request: HttpRequest, found: Concern) -> object:
    try:
        return open_what_it_is_about(found)
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return None


@staff_only(check_raise_concern)
def raising(request: StaffRequest) -> HttpResponse:
    """Say that somebody may be in danger. Context: `form`, `named` (who will read it)."""
    asked = {"submission": request.GET.get("submission", "")}
    form = RaisingForm(request.POST) if request.method == "POST" else RaisingForm(initial=asked)
    if form.is_bound and form.is_valid():
        try:
            made = raise_concern(request.user, form.cleaned_data["submission"], form.cleaned_data["why"])
        except (NotAllowed, BadInput, SealingError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return raised(request, made)
    context = {"form": form, "named": who_reads()}
    return render(request, "safeguarding/raising.html", context, status=422 if form.errors else 200)


def raised(request: StaffRequest, made: Concern) -> HttpResponse:
    names = ", ".join(user.name for user in who_reads())
    messages.success(
        request, _("The concern is open, and the evidence is locked. It is for %(names)s.") % {"names": names}
    )
    return redirect("desk_concern", made.pk) if can_look_after_concerns(request.user) else redirect("wagtailadmin_home")


@staff_only(check_look_after_concerns)
def clock(request: StaffRequest) -> HttpResponse:
    """By which clock concerns are read. Context: `form`, `policy`."""
    form = ClockForm(request.POST) if request.method == "POST" else clock_form_for(policy_now())
    if form.is_bound and form.is_valid():
        set_clock(request.user, form.plan())
        messages.success(request, _("Concerns run by this clock from now on."))
        return redirect("desk_concerns")
    context = {"form": form, "policy": policy_now()}
    return render(request, "safeguarding/clock.html", context, status=422 if form.errors else 200)
