"""A file at the desk: opened for a use, looked at or listened to, and its words written down."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.files.keys import SealingError
from heard.protect.deidentification.actions import open_description, open_file_of, opened_file, write_down
from heard.protect.deidentification.contents import contents, is_pass_for, is_played, is_shown, pass_for
from heard.protect.deidentification.drafts import Draft, draft_words_of
from heard.protect.deidentification.forms import OpeningForm, WritingDownForm
from heard.protect.deidentification.queries import note_of
from heard.protect.deidentification.rules import can_write_down, check_open_original
from heard.protect.deidentification.states import NoteKind


def part_with_file(reference: str, number: int) -> Part:
    parts = Part.objects.select_related("submission__key", "file__stored")
    return get_object_or_404(parts, submission__reference=reference, number=number, file__isnull=False)


@staff_only(check_open_original)
def file(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """A file, closed; a POST that says what for opens it.

    Context: `part`, `note` (or None), `opening` (a form); once it is open `facts`, `contents` (its address),
    `is_shown`, `is_played`, `draft` (see `Draft`), `description`, and `writing` (a form) until it was written down.
    """
    part = part_with_file(reference, number)
    if request.method != "POST":
        return show(request, part)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return show(request, part, opening=form, status=422)
    try:
        facts = open_file_of(request.user, part, form.cleaned_data["use"])
        return show(request, part, facts, draft=draft_words_of(part, facts))
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return show(request, part, status=410)


@staff_only(check_open_original)
def file_contents(request: StaffRequest, reference: str, number: int) -> HttpResponseBase:
    """What is inside, for whoever opened it within the last hour."""
    part = part_with_file(reference, number)
    if not is_pass_for(request.user, part, request.GET.get("pass", "")):
        raise Http404
    return contents(request, part, opened_file(part))


@staff_only(check_open_original)
@require_POST
def file_written_down(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Keep what somebody wrote down of a file they have open."""
    part = part_with_file(reference, number)
    if not is_pass_for(request.user, part, request.POST.get("pass", "")):
        messages.error(request, _("The file was open for more than an hour. Open it again; what you wrote is below."))
        return show(request, part, status=422, typed=request.POST.get("text", ""))
    form = WritingDownForm(request.POST)
    if not form.is_valid():
        return show(request, part, opened_file(part), writing=form, status=422)
    write_down(request.user, part, NoteKind(form.cleaned_data["kind"]), form.cleaned_data["text"])
    messages.success(request, _("It is written down."))
    return redirect(reverse("desk_submission", args=[reference]) + f"#part-{number}")


def show(
    request: StaffRequest,
    part: Part,
    facts: FileFacts | None = None,
    draft: Draft | None = None,
    opening: OpeningForm | None = None,
    writing: WritingDownForm | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    note = note_of(part)
    context: dict[str, object] = {
        "part": part,
        "note": note,
        "opening": opening or OpeningForm(),
        "facts": facts,
        "typed": typed,
    }
    if facts:
        context |= opened(request, part, facts) | {"draft": draft}
        if note and note.kind == NoteKind.DESCRIPTION:
            context["description"] = open_description(note)
        if can_write_down(request.user, part):
            context["writing"] = writing or WritingDownForm(initial=first_draft(draft))
    return render(request, "deidentification/file.html", context, status=status)


def opened(request: StaffRequest, part: Part, facts: FileFacts) -> dict[str, object]:
    may_pass = pass_for(request.user, part)
    address = reverse("desk_file_contents", args=[part.submission.reference, part.number])
    return {
        "pass": may_pass,
        "contents": f"{address}?pass={may_pass}",
        "is_shown": is_shown(facts.media_type),
        "is_played": is_played(facts.media_type),
    }


def first_draft(draft: Draft | None) -> dict[str, str]:
    return {"kind": NoteKind.WORDS, "text": draft.text} if draft and draft.text else {}
