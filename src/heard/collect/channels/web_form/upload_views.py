"""Files in pieces, so that a broken connection costs a piece and not the file: tus 1.0.0, creation and termination.

https://tus.io/protocols/resumable-upload
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.accounts.access import open_to_givers
from heard.collect.channels.web_form.actions import add_files
from heard.collect.channels.web_form.answers import Answers
from heard.collect.channels.web_form.file_views import (
    MOST_FILES,
    says_empty,
    says_no_room,
    says_too_large,
    says_too_many,
)
from heard.collect.channels.web_form.queries import ADDING, is_adding
from heard.collect.channels.web_form.rules import can_keep
from heard.collect.channels.web_form.uploads import Upload, begin_upload, finish_upload, ticket_for, upload_of
from heard.collect.channels.web_form.walking import answers_in, place_asked
from heard.collect.receipts.five_words import FiveWords
from heard.files.sealed_files import CHUNK_BYTES, SealingWriter, erase_file, is_room_left, kept_of

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
UploadView = Callable[..., HttpResponse]


def speaks_tus(view: UploadView) -> UploadView:
    """Every answer names the version; a request that asks for another is told so."""

    @open_to_givers
    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=412)
            response["Tus-Version"] = VERSION
        else:
            response = view(request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        return response

    return guarded  # type: ignore[return-value]


@speaks_tus
@require_http_methods(["OPTIONS", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin a file. Only for somebody who has begun to write; the body of a refusal is the sentence to show them."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=what_we_speak())
    words = place_asked(request)
    answers = answers_in(words)
    if words is None or answers is None or not can_keep(words):
        return HttpResponse(status=409)
    name, length = name_given(request), length_given(request.headers.get("Upload-Length", ""))
    if length is None:
        return HttpResponse(status=400)
    refusal = why_not(answers, name, length)
    if refusal:
        return HttpResponse(refusal, status=413, content_type="text/plain; charset=utf-8")
    ticket = ticket_for(begin_upload(name, length), words)
    where = reverse("upload", args=[ticket]) + (f"?{ADDING}" if is_adding(words) else "")
    return HttpResponse(status=201, headers={"Location": where})


def what_we_speak() -> dict[str, str]:
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,termination",
        "Tus-Max-Size": str(settings.LARGEST_FILE),
    }


def why_not(answers: Answers, name: str, length: int) -> str:
    if not length:
        return says_empty(name)
    if length > settings.LARGEST_FILE:
        return says_too_large(name)
    if len(answers.files) >= MOST_FILES:
        return says_too_many()
    return "" if is_room_left() else says_no_room()


def name_given(request: HttpRequest) -> str:
    """The file's name, from metadata such as `filename bXkgcm9vbS5wbmc=`."""
    pairs = (pair.split(" ") for pair in request.headers.get("Upload-Metadata", "").split(",") if pair.count(" ") == 1)
    try:
        return base64.b64decode(dict(pairs).get("filename", ""), validate=True).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def length_given(header: str) -> int | None:
    return int(header) if header.isdecimal() and len(header) < 19 else None


@speaks_tus
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ask how much has arrived, send on, or stop."""
    words = place_asked(request)
    found = upload_of(ticket, words)
    if found is None or words is None:
        return HttpResponse(status=404)
    if request.method == "PATCH":
        return take_piece(request, found, words)
    if request.method == "DELETE":
        erase_file(found.id)
        return HttpResponse(status=204)
    return how_far(request, found)


def how_far(request: HttpRequest, found: Upload) -> HttpResponse:
    kept = kept_of(found.id)
    answers = answers_in(place_asked(request))
    if answers and str(found.id) in answers.files:
        kept = found.length
    if kept is None:
        return HttpResponse(status=404)
    return HttpResponse(headers={"Upload-Offset": str(kept), "Upload-Length": str(found.length)})


def take_piece(request: HttpRequest, found: Upload, words: FiveWords) -> HttpResponse:
    if request.content_type != PIECE:
        return HttpResponse(status=415)
    try:
        writer = SealingWriter((found.id, found.key))
    except FileNotFoundError:
        return HttpResponse(status=404)
    except BlockingIOError:
        return HttpResponse(status=423)
    if length_given(request.headers.get("Upload-Offset", "")) != writer.size:
        writer.pause()
        return HttpResponse(status=409)
    while piece := request.read(CHUNK_BYTES):
        writer.write(piece)
        if writer.size > found.length:
            writer.abandon()
            return HttpResponse(status=400)
    return kept_whole(found, writer, words) if writer.size == found.length else kept_until(writer.pause())


def kept_whole(found: Upload, writer: SealingWriter, words: FiveWords) -> HttpResponse:
    """All of it has arrived: it belongs to what its sender is writing, if that is still there and has room."""
    answers = answers_in(words)
    if answers is None or len(answers.files) >= MOST_FILES or not can_keep(words):
        writer.abandon()
        return HttpResponse(says_too_many(), status=413, content_type="text/plain; charset=utf-8")
    add_files(words, [finish_upload(found, writer)])
    return kept_until(found.length)


def kept_until(offset: int) -> HttpResponse:
    return HttpResponse(status=204, headers={"Upload-Offset": str(offset)})
