"""What somebody writes down of a file they have open, or has as a transcript; and nothing typed is lost over it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, View, staff_only
from heard.accounts.rules import NotAllowed
from heard.collect.evidence.models import Part, Submission
from heard.collect.evidence.receiving import ReceivedFile, SealingUploadHandler, received_files
from heard.files.keeping import OutOfReach
from heard.files.models import KeyDestroyed
from heard.files.sealed_files import read_waiting
from heard.files.sealing import SealBroken
from heard.protect.deidentification.actions import add_transcript, write_down
from heard.protect.deidentification.contents import opened_with
from heard.protect.deidentification.file_views import OpenFile, draft_of, part_with_file, reopened, show
from heard.protect.deidentification.forms import TranscriptForm, WritingDownForm
from heard.protect.deidentification.long_forms import is_too_long, take_long_form
from heard.protect.deidentification.rules import check_open_original
from heard.protect.deidentification.states import NoteKind
from heard.protect.reading.opened import Opened
from heard.protect.reading.transcripts import LARGEST, read_transcript
from heard.protect.scans.rules import check_not_held_back
from heard.text.errors import BadInput

Writing = Callable[[StaffRequest, Part], HttpResponse]


def unless_taken_back(view: Writing) -> View:
    """The view is done on a file that is there. Where it was taken back meanwhile, whoever asks is told so."""

    # The form's token can be looked for only once a long form, or a file on its way into the seal, may be read.
    @csrf_exempt
    @staff_only(check_open_original)
    @require_POST
    def guarded(request: StaffRequest, reference: str, number: int) -> HttpResponse:
        submission = get_object_or_404(Submission.objects.select_related("key"), reference=reference)
        try:
            submission.key.unwrap()
            return view(request, part_with_file(reference, number))
        except KeyDestroyed as refusal:
            messages.error(request, str(refusal))
            return redirect("desk_submission", reference)

    return guarded


@unless_taken_back
def file_written_down(request: StaffRequest, part: Part) -> HttpResponse:
    """Keep what somebody wrote down of a file they have open."""
    try:
        take_long_form(request)
    except BadInput as refusal:
        return refused(request, part, refusal)
    return keep_what_is_written(request, part)


@csrf_protect
def keep_what_is_written(request: StaffRequest, part: Part) -> HttpResponse:
    form = WritingDownForm(request.POST)
    opened: OpenFile | None = None
    try:
        opened = opened_now(request, part)
        if form.is_valid():
            write_down(request.user, part, NoteKind(form.cleaned_data["kind"]), form.cleaned_data["text"])
            messages.success(request, _("It is written down."))
            return redirect(reverse("desk_submission", args=[part.submission.reference]) + f"#part-{part.number}")
    except (NotAllowed, SealBroken, OutOfReach) as refusal:
        return refused(request, part, refusal, opened, typed_in(request))
    except BadInput as refusal:
        form.add_error("text", str(refusal))
    return show(request, part, opened, writing=form, status=422)


def opened_now(request: StaffRequest, part: Part) -> OpenFile:
    """What they have open. Raises NotAllowed where it is closed by now, or something was found in it."""
    what = opened_with(request.user, part, request.POST.get("pass", ""))
    if what is None:
        raise NotAllowed(_("The file was open for more than an hour. Open it again; what you wrote is below."))
    check_not_held_back(part.file)
    return reopened(part, what)


def refused(
    request: StaffRequest, part: Part, refusal: Exception, opened: OpenFile | None = None, typed: str = ""
) -> HttpResponse:
    """The page with the sentence, and with what they typed."""
    messages.error(request, str(refusal))
    return show(request, part, opened, typed=typed, status=422)


def typed_in(request: StaffRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n")


@unless_taken_back
def file_transcript(request: StaffRequest, part: Part) -> HttpResponse:
    """Read the transcript that somebody has of a recording they have open, and show it as the draft of its words."""
    request.upload_handlers = [SealingUploadHandler(request)]
    return add_what_came(request, part)


@csrf_protect
def add_what_came(request: StaffRequest, part: Part) -> HttpResponse:
    received = received_files(request)
    opened: OpenFile | None = None
    try:
        opened = opened_now(request, part)
        return add_and_show(request, part, opened, received)
    except (NotAllowed, SealBroken, OutOfReach) as refusal:
        return refused(request, part, refusal, opened, typed_in(request))
    finally:
        for file in received:
            file.forget()


def add_and_show(request: StaffRequest, part: Part, opened: OpenFile, received: list[ReceivedFile]) -> HttpResponse:
    """What somebody typed before stays on the page, in the box or beneath it."""
    before, typed = draft_of(part), typed_in(request)
    try:
        add_transcript(request.user, part, transcript_in(received))
    except BadInput as refusal:
        writing = WritingDownForm(initial={"kind": NoteKind.WORDS, "text": typed})
        transcript = TranscriptForm(request.POST)
        transcript.add_error("added", str(refusal))
        return show(request, part, opened, writing=writing, transcript=transcript, status=422)
    messages.success(request, _("The transcript is read. It is a draft until you keep it."))
    is_theirs = typed.strip() and not (before and typed.strip() == before.text.strip())
    return show(request, part, opened, draft=draft_of(part), typed=typed if is_theirs else "")


def transcript_in(received: list[ReceivedFile]) -> Opened:
    """What the one file says that came. Raises BadInput."""
    if len(received) != 1:
        raise BadInput(_("Choose the one file that holds the transcript. One with nothing in it does not count."))
    (file,) = received
    if file.kept.size > LARGEST:
        limit = {"limit": LARGEST // 2**20, "do": says_cut_it()}
        raise BadInput(_("A transcript of more than %(limit)d MB is not read here. %(do)s") % limit)
    read = read_transcript(file.facts.name, b"".join(read_waiting(file.kept.id, file.kept.key)))
    # Beside another transcript, it comes back in a form of the ordinary length.
    if is_too_long(read.text, settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        raise BadInput(_("It says more than can be kept in one piece. %(do)s") % {"do": says_cut_it()})
    return read


def says_cut_it() -> str:
    return _("Take out of it what nobody said, and add it again.")
