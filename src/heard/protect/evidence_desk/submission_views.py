"""The page of one submission, and what is decided there about the whole of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.models import Submission
from heard.collect.evidence.queries import withdrawal_of
from heard.collect.receipts.actions import ask_giver
from heard.collect.receipts.queries import askings_of
from heard.collect.receipts.rules import can_ask
from heard.inquiry.consent.queries import trusted_adult_of, uses_allowed
from heard.protect.deidentification.actions import (
    accept,
    assign,
    open_details,
    reopen,
    set_aside,
    take_up,
)
from heard.protect.deidentification.forms import OpeningForm
from heard.protect.deidentification.pseudonyms import rows
from heard.protect.deidentification.queries import (
    acceptance_of,
    parts_to_read,
    reader_of,
    setting_aside_of,
    working_text_of,
)
from heard.protect.deidentification.rules import (
    can_accept,
    can_open_original,
    can_set_aside,
    can_take_up,
    check_open_original,
    check_read_evidence,
    check_take_up,
)
from heard.protect.deidentification.states import Recognisable, SetAsideBecause
from heard.protect.evidence_desk.actions import answer_and_pass
from heard.protect.evidence_desk.forms import AskingForm, AssigningForm, PassingForm, SettingAsideForm
from heard.protect.evidence_desk.pages import part_page
from heard.protect.evidence_desk.queries import standing_of
from heard.protect.safeguarding.queries import open_concern_of
from heard.protect.safeguarding.rules import can_look_after_concerns
from heard.text.errors import BadInput


@staff_only(check_read_evidence)
def submission(request: StaffRequest, reference: str) -> HttpResponse:
    """One submission, its originals closed. Context: see `show`."""
    return show(request, get_object_or_404(Submission, reference=reference))


@staff_only(check_open_original)
@require_POST
def details(request: StaffRequest, reference: str) -> HttpResponse:
    """The same page with the name to print and the way to reach somebody open, if they told us."""
    found = get_object_or_404(Submission, reference=reference)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return show(request, found, opening=form, status=422)
    return show(request, found, told=open_details(request.user, found, form.cleaned_data["use"]))


@staff_only(check_open_original)
@require_POST
def asking(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask whoever gave a submission something."""
    found = get_object_or_404(Submission, reference=reference)
    form = AskingForm(request.POST)
    if not form.is_valid():
        return show(request, found, question=form, status=422)
    said = _("It is asked. They see it when they come back with their five words.")
    do(request, lambda: ask_giver(request.user, found, form.cleaned_data["text"]), said)
    return redirect("desk_submission", reference)


@staff_only(check_take_up)
@require_POST
def setting_aside(request: StaffRequest, reference: str) -> HttpResponse:
    """Set a submission aside, saying why."""
    found = get_object_or_404(Submission, reference=reference)
    form = SettingAsideForm(request.POST)
    if not form.is_valid():
        return show(request, found, aside=form, status=422)
    why, note = SetAsideBecause(form.cleaned_data["why"]), form.cleaned_data["note"]
    do(request, lambda: set_aside(request.user, found, why, note), _("It is set aside. Whoever gave it sees why."))
    return redirect("desk_submission", reference)


@staff_only(check_take_up)
@require_POST
def taking_up(request: StaffRequest, reference: str) -> HttpResponse:
    """Take up again what was set aside."""
    take_up(request.user, get_object_or_404(Submission, reference=reference))
    messages.success(request, _("It waits to be read again."))
    return redirect("desk_submission", reference)


@staff_only(check_open_original)
@require_POST
def assigning(request: StaffRequest, reference: str) -> HttpResponse:
    """Give one submission to somebody, or back to nobody."""
    found = get_object_or_404(Submission, reference=reference)
    form = AssigningForm(request.POST, user=request.user)
    if form.is_valid():
        to = form.person
        said = _("It is given to %(name)s.") % {"name": to.name} if to else _("It is nobody’s now.")
        do(request, lambda: assign(request.user, [found], to), said)
    return redirect("desk_submission", reference)


@staff_only(check_open_original)
@require_POST
def accepting(request: StaffRequest, reference: str) -> HttpResponse:
    """Accept a submission as evidence."""
    found = get_object_or_404(Submission, reference=reference)
    do(request, lambda: accept(request.user, found), _("It is accepted. Whoever gave it sees that it counts."))
    return redirect("desk_submission", reference)


@staff_only(check_open_original)
@require_POST
def reopening(request: StaffRequest, reference: str) -> HttpResponse:
    """Undo the acceptance of a submission."""
    found = get_object_or_404(Submission, reference=reference)
    do(request, lambda: reopen(request.user, found), _("It is open again. Its working texts stay as they are."))
    return redirect("desk_submission", reference)


@staff_only(check_open_original)
@require_POST
def passing(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Answer whether somebody could be recognised in a part's working text, and pass it where nobody could."""
    found = get_object_or_404(Submission, reference=reference)
    part = found.parts.filter(number=number).first()
    working_text = working_text_of(part) if part else None
    form = PassingForm(request.POST)
    if working_text and not form.is_valid():
        return show(request, found, passing=form, wrong_part=number, status=422)
    if working_text:
        answer, says = Recognisable(form.cleaned_data["answer"]), form.cleaned_data["says"]
        is_no = answer == Recognisable.NO
        said = _("Noted: you read all of it.") if is_no else _("Noted. It is not printed. Now hide more of it.")
        do(request, lambda: answer_and_pass(request.user, working_text, answer, says), said)
    return redirect(reverse("desk_submission", args=[reference]) + f"#part-{number}")


def do(request: StaffRequest, action: Callable[[], object], done: str) -> None:
    """Do it and say so; or say in the rule's own words why not."""
    try:
        action()
    except (BadInput, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def show(
    request: StaffRequest,
    found: Submission,
    told: dict[str, str] | None = None,
    opening: OpeningForm | None = None,
    wrong_part: int | None = None,
    aside: SettingAsideForm | None = None,
    question: AskingForm | None = None,
    passing: PassingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a submission.

    Context: `submission`, `standing`, `reader` (who has it, or None), `remarks` (sentences of the way it came by),
    `acceptance`, `withdrawal` and `set_aside` (each or None), `uses` (that its giver allows now), `adult` (who knows,
    for a child; or None), `parts` (see `PartPage`), `left` (how many of them nobody has read), `details` (sealed) and
    `told` (them, opened), `askings` (see `Asked`), `concern` (an open one, for those who look after it); what may be
    done: `may_open`, `may_accept`, `may_take_up`; and forms: `opening`, `wrong_part` (the part whose opening has
    something to mend), `assigning`, `aside` and `question` (None where they may not be used).

    `has_pseudonyms` says whether there is a key table; `passing` is the form of whoever passes a text.
    """
    may_open = can_open_original(request.user)
    withdrawal = withdrawal_of(found)
    may_see_concern = can_look_after_concerns(request.user)
    context = {
        "submission": found,
        "standing": standing_of(found),
        "reader": reader_of(found),
        "remarks": [says for ask in hooks.get_hooks("desk_submission_remarks") for says in ask(found)],
        "acceptance": acceptance_of(found),
        "withdrawal": withdrawal,
        "set_aside": setting_aside_of(found),
        "uses": uses_allowed(found.consent),
        "adult": trusted_adult_of(found.consent),
        "parts": [part_page(part, request.user) for part in found.parts.select_related("question", "file__stored")],
        "left": parts_to_read(found).count(),
        "details": found.details.all(),
        "told": told,
        "askings": askings_of(found) if may_open and not withdrawal else [],
        "may_open": may_open,
        "may_accept": can_accept(request.user, found),
        "may_take_up": can_take_up(request.user),
        "has_pseudonyms": rows().filter(submission=found).exists(),
        "opening": opening or OpeningForm(),
        "passing": passing or PassingForm(),
        "wrong_part": wrong_part,
        "assigning": AssigningForm(user=request.user) if may_open and not withdrawal else None,
        "aside": (aside or SettingAsideForm()) if can_set_aside(request.user, found) else None,
        "concern": open_concern_of(found) if may_see_concern else None,
        "question": (question or AskingForm()) if can_ask(request.user, found) else None,
    }
    return render(request, "evidence_desk/submission.html", context, status=status)
