"""An original beside what others see of it: opened for a use, for an hour, for one person; and decided about there."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, View, staff_only
from heard.accounts.rules import NotAllowed
from heard.approvals.rules import is_approved
from heard.collect.evidence.models import Part
from heard.files.keys import SealingError
from heard.protect.deidentification.actions import (
    agree_with_redactions,
    make_working_text,
    opened_original,
    reject_redactions,
    unredact,
)
from heard.protect.deidentification.changing import change_redaction, move_edge
from heard.protect.deidentification.contents import is_pass_for, pass_for
from heard.protect.deidentification.forms import OpeningForm
from heard.protect.deidentification.models import Redaction
from heard.protect.deidentification.queries import open_redactions_of, redactions_of
from heard.protect.deidentification.rules import can_accept_redaction, check_open_original
from heard.protect.deidentification.second_looks import is_short_enough_for_the_model
from heard.protect.deidentification.states import UN_REDACT, IdentifierKind
from heard.protect.deidentification.steps import stretch_label, undo_last_step
from heard.protect.deidentification.suggesting import (
    suggest_by_software,
    suggest_words,
)
from heard.protect.evidence_desk.actions import ask_to_show, open_to_read
from heard.protect.evidence_desk.forms import ChangingForm, SuggestingForm
from heard.protect.evidence_desk.pages import ReadingPage
from heard.protect.evidence_desk.submission_views import do, show
from heard.text.errors import BadInput


def part_of(reference: str, number: int) -> Part:
    parts = Part.objects.select_related("submission__key", "question")
    return get_object_or_404(parts, submission__reference=reference, number=number)


@staff_only(check_open_original)
@require_POST
def original(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Open one part's original. A POST, because each opening is a line in the audit."""
    part = part_of(reference, number)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return show(request, part.submission, opening=form, wrong_part=number, status=422)
    try:
        open_to_read(request.user, part, form.cleaned_data["use"])
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return show(request, part.submission, status=410)
    return redirect(address_of(part, pass_for(request.user, part)))


def address_of(part: Part, given: str, place: str = "") -> str:
    address = reverse("desk_reading", args=[part.submission.reference, part.number])
    return f"{address}?{urlencode({'pass': given})}{place}"


@staff_only(check_open_original)
def reading(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """An original that is open, beside what others see of it. Context: see `read`."""
    part = part_of(reference, number)
    given = request.GET.get("pass", "")
    if not is_open(request, part, given):
        return closed(request, part)
    return read(request, part, given)


def is_open(request: StaffRequest, part: Part, given: str) -> bool:
    return part.has_words and is_pass_for(request.user, part, given)


def closed(request: StaffRequest, part: Part) -> HttpResponse:
    messages.warning(request, _("This original is closed: one stays open for an hour. What was decided is kept."))
    return redirect(reverse("desk_submission", args=[part.submission.reference]) + f"#part-{part.number}")


def read(
    request: StaffRequest, part: Part, given: str, suggesting: SuggestingForm | None = None, status: int = 200
) -> HttpResponse:
    """The page on which an original is read.

    Context: `page` (see `ReadingPage`), `pass` (which the page's forms hand on), `suggesting` (a form), `next_up` (the
    suggestion to decide about first), `is_long` (so long that the software leaves the model out).
    """
    page = ReadingPage(part, opened_original(part), request.user)
    context = {
        "page": page,
        "pass": given,
        "suggesting": suggesting or SuggestingForm(),
        "next_up": next((each.redaction.pk for each in page.suggestions if each.redaction.is_open), None),
        "is_long": not is_short_enough_for_the_model(page.source.text),
    }
    return render(request, "evidence_desk/reading.html", context, status=status)


ALIKE = "alike:"  # before a category, in what a form chooses
Deciding = Callable[[StaffRequest, Part, str], HttpResponse]


def while_open(view: Deciding) -> View:
    """The view is done on a part that whoever asks has open."""

    @staff_only(check_open_original)
    @require_POST
    def guarded(request: StaffRequest, reference: str, number: int) -> HttpResponse:
        part = part_of(reference, number)
        given = request.POST.get("pass", "")
        return view(request, part, given) if is_open(request, part, given) else closed(request, part)

    return guarded


@while_open
def deciding(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Accept or reject one suggestion, or all that are left."""
    chosen = chosen_of(request, part)
    decide = reject_redactions if request.POST.get("decision") == "reject" else agree_with_redactions
    try:
        decide(request.user, part, chosen)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    left = open_redactions_of(part).order_by("start")
    last = max((redaction.start for redaction in chosen), default=0)
    following = left.filter(start__gt=last).first() or left.first()
    return redirect(address_of(part, given, f"#r{following.pk}" if following else "#making"))


def chosen_of(request: StaffRequest, part: Part) -> list[Redaction]:
    """One suggestion, all that are left, or all of one category (“alike:name”)."""
    which = request.POST.get("redaction", "")
    left = open_redactions_of(part)
    if which.startswith(ALIKE):
        left = left.filter(category=which.removeprefix(ALIKE))
    if which == "all" or which.startswith(ALIKE):
        return [each for each in left if can_accept_redaction(request.user, each)]
    return list(redactions_of(part).filter(pk=which)) if which.isdecimal() else []


@while_open
def changing(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Say that a suggestion is something else, or that other words stand in its place."""
    redaction, form = redaction_of(request, part), ChangingForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        told: dict[str, Any] = form.cleaned_data
        attempt(
            request,
            lambda: change_redaction(
                request.user, redaction, told["category"], told["instead"], everywhere=told["everywhere"]
            ),
        )
    return redirect(address_of(part, given, f"#r{redaction.pk}"))


@while_open
def moving(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Take one more word into a suggestion, or let one go: `move` is “start out”, “start in”, “end out” or “end in”."""
    redaction = redaction_of(request, part)
    edge, _space, way = request.POST.get("move", "").partition(" ")
    attempt(request, lambda: move_edge(request.user, redaction, edge, outwards=way == "out"))
    return redirect(address_of(part, given, f"#r{redaction.pk}"))


@while_open
def undoing(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Undo what they did last, until the working text is made."""
    attempt(request, lambda: undo_last_step(request.user, part))
    return redirect(address_of(part, given, "#suggestions"))


@while_open
def showing_again(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Ask a second person to show again what was replaced; or do it, once they agreed."""
    redaction = redaction_of(request, part)
    label = stretch_label(redaction)
    if is_approved(request.user, UN_REDACT, label):
        said = _("It stands in the working text again. Two people have to read that before any of it is printed.")
        do(request, lambda: unredact(request.user, redaction), said)
    else:
        said = _("It is asked. Somebody else has to agree; you find it under what waits for a second person.")
        do(request, lambda: ask_to_show(request.user, redaction, request.POST.get("reason", "")), said)
    return redirect(address_of(part, given, f"#r{redaction.pk}"))


def redaction_of(request: StaffRequest, part: Part) -> Redaction:
    which = request.POST.get("redaction", "")
    return get_object_or_404(redactions_of(part), pk=int(which) if which.isdecimal() else 0)


def attempt(request: StaffRequest, action: Callable[[], object]) -> None:
    """Do it, and speak only where it cannot be done: the page shows what changed."""
    try:
        action()
    except (BadInput, NotAllowed) as refusal:
        messages.error(request, str(refusal))


@while_open
def suggesting(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Suggest words of the original to be hidden."""
    form = SuggestingForm(request.POST)
    if not form.is_valid():
        return read(request, part, given, form, status=422)
    told: dict[str, Any] = form.cleaned_data
    try:
        number = suggest_words(
            request.user, part, told["words"], told["instead"], IdentifierKind(told["kind"]), form.place
        )
    except BadInput as refusal:
        form.add_error("words", str(refusal))
        return read(request, part, given, form, status=422)
    messages.success(request, ngettext("Suggested in one place.", "Suggested in %(n)d places.", number) % {"n": number})
    return redirect(address_of(part, given, "#suggestions"))


@while_open
def software(request: StaffRequest, part: Part, given: str) -> HttpResponse:
    """Let the software suggest what may give somebody away."""
    number = len(suggest_by_software(request.user, part))
    if number:
        said = ngettext("The software suggests one place.", "The software suggests %(n)d places.", number)
        messages.success(request, said % {"n": number})
    else:
        messages.success(request, _("The software found nothing more. It misses some: read every word yourself."))
    return redirect(address_of(part, given, "#suggestions"))


@while_open
def making(request: StaffRequest, part: Part, _given: str) -> HttpResponse:
    """Make the working text of what was decided."""
    do(request, lambda: make_working_text(request.user, part), _("The working text is made. Others can read it now."))
    return redirect(reverse("desk_submission", args=[part.submission.reference]) + f"#part-{part.number}")
