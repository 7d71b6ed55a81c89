"""A file at the desk: opened for a use, looked at or listened to. In `writing_views` it is written down."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.accounts.access import StaffRequest, staff_only
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.files.keys import SealingError
from heard.protect.copies.opened import open_copy
from heard.protect.copies.queries import copy_of
from heard.protect.copies.states import WITH_COPY
from heard.protect.deidentification.contents import What, contents, is_played, is_shown, opened_with, pass_for
from heard.protect.deidentification.drafts import Draft, draft_words_of
from heard.protect.deidentification.forms import OpeningForm, TranscriptForm, WritingDownForm
from heard.protect.deidentification.opening_files import (
    open_copy_of,
    open_description,
    open_file_of,
    opened_file,
)
from heard.protect.deidentification.queries import note_of
from heard.protect.deidentification.rules import can_write_down, check_open_original
from heard.protect.deidentification.states import NoteKind
from heard.protect.reading.engines import RECORDINGS
from heard.protect.scans.queries import held_back
from heard.protect.scans.rules import can_decide, check_not_held_back
from heard.protect.scans.saying import says_of_viruses


def part_with_file(reference: str, number: int) -> Part:
    parts = Part.objects.select_related("submission__key", "file__stored")
    return get_object_or_404(parts, submission__reference=reference, number=number, file__isnull=False)


@staff_only(check_open_original)
def file(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """A file, closed; a POST that says what for opens its clean copy or, where that was asked for, the file itself.

    Context: `part`, `note` (or None), `opening` (a form), `has_copy`, `about_copy` and `about_viruses` (sentences),
    `is_held_back` (something was found in it), `may_decide` (about that); once it is open
    `what` (see `What`), `facts`, `contents` (its address), `is_shown`, `is_played`, `draft` (see `Draft`),
    `description`, and until it was written down `writing` and, for a recording, `transcript` (forms); `typed` is what
    somebody had written meanwhile and is not kept.
    """
    part = part_with_file(reference, number)
    if request.method != "POST":
        return show(request, part)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return show(request, part, opening=form, status=422)
    check_not_held_back(part.file)
    try:
        return show(request, part, open_it(request, part, form.cleaned_data["use"]), draft=draft_of(part))
    except SealingError as refusal:
        messages.error(request, str(refusal))
        return show(request, part, status=410)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that somebody has open, or its clean copy."""

    what: What
    facts: FileFacts
    stored: UUID


def open_it(request: StaffRequest, part: Part, use: str) -> OpenFile:
    copy = copy_of(part)
    if copy and copy.stored_id and request.POST.get("what") != What.FILE:
        return OpenFile(What.COPY, open_copy_of(request.user, copy, use), copy.stored_id)
    return OpenFile(What.FILE, open_file_of(request.user, part, use), part.file.stored_id)


def reopened(part: Part, what: What) -> OpenFile:
    """The same again within the hour: one opening is one line in the audit."""
    if what == What.FILE:
        return OpenFile(what, opened_file(part), part.file.stored_id)
    copy = copy_of(part)
    if copy is None or copy.stored_id is None:
        raise Http404
    return OpenFile(what, open_copy(copy), copy.stored_id)


def draft_of(part: Part) -> Draft | None:
    return None if part.has_words else draft_words_of(part, opened_file(part))


@staff_only(check_open_original)
def file_contents(request: StaffRequest, reference: str, number: int) -> HttpResponseBase:
    """What is inside, for whoever opened it within the last hour."""
    part = part_with_file(reference, number)
    what = opened_with(request.user, part, request.GET.get("pass", ""))
    if what is None:
        raise Http404
    check_not_held_back(part.file)
    opened = reopened(part, what)
    return contents(request, opened.stored, opened.facts)


def show(
    request: StaffRequest,
    part: Part,
    opened: OpenFile | None = None,
    draft: Draft | None = None,
    opening: OpeningForm | None = None,
    writing: WritingDownForm | None = None,
    transcript: TranscriptForm | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    note, copy = note_of(part), copy_of(part)
    context: dict[str, object] = {
        "part": part,
        "note": note,
        "opening": opening or OpeningForm(),
        "typed": typed,
        "has_copy": copy is not None and copy.outcome in WITH_COPY,
        "about_viruses": says_of_viruses(part),
        "is_held_back": held_back().filter(file=part.file).exists(),
        "may_decide": can_decide(request.user),
        "about_copy": copy.get_outcome_display() if copy else says_not_made_yet(),
    }
    if opened:
        context |= what_is_open(request, part, opened) | {"draft": draft}
        if note and note.kind == NoteKind.DESCRIPTION:
            context["description"] = open_description(note)
        if can_write_down(request.user, part):
            context["writing"] = writing or WritingDownForm(initial=first_draft(part, draft))
            if part.file.kind in RECORDINGS:
                context["transcript"] = transcript or TranscriptForm()
    return render(request, "deidentification/file.html", context, status=status)


def says_not_made_yet() -> str:
    return _("A copy without what is hidden in the file is being made. Until then only the file itself can be opened.")


def what_is_open(request: StaffRequest, part: Part, opened: OpenFile) -> dict[str, object]:
    may_pass = pass_for(request.user, part, opened.what)
    address = reverse("desk_file_contents", args=[part.submission.reference, part.number])
    return {
        "what": opened.what,
        "facts": opened.facts,
        "pass": may_pass,
        "contents": f"{address}?{urlencode({'pass': may_pass})}",
        "is_shown": is_shown(opened.facts.media_type),
        "is_played": is_played(opened.facts.media_type),
    }


def first_draft(part: Part, draft: Draft | None) -> dict[str, str]:
    """What stands in the form at first. In a recording there are words nearly always; in a picture, often not."""
    if draft and draft.text:
        return {"kind": NoteKind.WORDS, "text": draft.text}
    return {"kind": NoteKind.WORDS} if part.file.kind in RECORDINGS else {}
