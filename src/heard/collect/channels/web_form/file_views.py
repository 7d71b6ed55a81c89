"""The page for files: any number, of any kind, each received by itself."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import open_to_givers
from heard.collect.channels.web_form.actions import add_files, remove_file
from heard.collect.channels.web_form.answers import Answers, Page
from heard.collect.channels.web_form.forms import FilesForm
from heard.collect.channels.web_form.queries import draft_for, is_adding
from heard.collect.channels.web_form.walking import (
    answers_held,
    keep_and_go_on,
    place_asked,
    show,
    too_many_at_once,
    turned_away,
)
from heard.collect.evidence.receiving import SealingUploadHandler, received_files
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.holding import held, hold
from heard.files.sealed_files import is_room_left

FILES = Page("files")
MOST_FILES = 20
LONGEST_RECORDING = 30  # minutes


@open_to_givers
def files(request: HttpRequest) -> HttpResponse:
    """The files somebody gives beside their words.

    Context: as every page's (see `walking.show`), and `about_files`.
    """
    answers = answers_held(request) or Answers()
    elsewhere = turned_away(request, FILES, answers)
    if elsewhere:
        return elsewhere
    return receive(request, answers) if request.method == "POST" else page_of_files(request, answers)


def receive(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Keep what was sent, and say of each file that could not be kept why."""
    full = too_many_at_once(request)
    if full:
        return full
    words, answers, refused = take_files(request, held(request), answers)
    response = after_receiving(request, answers, refused)
    hold(response, words)
    return response


def take_files(request: HttpRequest, words: FiveWords | None, answers: Answers) -> tuple[FiveWords, Answers, list[str]]:
    """Keep the files of a form under `words`. The words that hold them, all that is held now, and why some are not."""
    handler = SealingUploadHandler(request)
    request.upload_handlers = [handler]
    received = received_files(request)
    room = max(0, MOST_FILES - len(answers.files)) if is_room_left() else 0
    for file in received[room:]:
        file.forget()
    words, answers = add_files(words, received[:room])
    return words, answers, [*why_refused(handler, len(received) - room), *too_long(request)]


def after_receiving(request: HttpRequest, answers: Answers, refused: list[str]) -> HttpResponse:
    if refused:
        return page_of_files(request, answers, refused)
    if "add" in request.POST:
        return HttpResponseRedirect(request.get_full_path())
    return keep_and_go_on(request, FilesForm(None, FILES, answers).changed, FILES)


def why_refused(handler: SealingUploadHandler, left_over: int) -> list[str]:
    sentences = [*map(says_too_large, handler.too_large), *map(says_empty, handler.empty)]
    if left_over > 0:
        sentences.append(says_too_many() if is_room_left() else says_no_room())
    return sentences


def says_too_large(name: str) -> str:
    limit = settings.LARGEST_FILE // 2**20
    return _("“%(name)s” is larger than %(limit)d MB, the most that fits here, so we do not have it.") % {
        "name": name,
        "limit": limit,
    }


def says_empty(name: str) -> str:
    return _("“%(name)s” is empty: there is nothing in it. Perhaps it was still being saved. Choose it again.") % {
        "name": name
    }


def says_too_many() -> str:
    return _("No more than %(most)d files fit into one piece. Send the rest as another piece afterwards.") % {
        "most": MOST_FILES
    }


def says_no_room() -> str:
    return _("We have no room for files at the moment, so the files were not kept. Words can still be sent.")


def too_long(request: HttpRequest) -> Iterator[str]:
    """For a form of which nothing arrived, because all of it together was longer than we take."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LONGEST_BODY:
        yield _("These files are more than %(limit)d MB together, so none of them was kept. Send them one by one.") % {
            "limit": settings.LONGEST_BODY // 2**20
        }


def page_of_files(request: HttpRequest, answers: Answers, refused: list[str] | None = None) -> HttpResponse:
    form = FilesForm({} if refused else None, FILES, answers)
    for sentence in refused or ():
        form.add_error("added", sentence)
    return lets_record(show(request, FILES, answers, form, **about_files(answers)))


def about_files(answers: Answers) -> dict[str, object]:
    """Context of every page for files: `files`, `most_files`, `largest` (MB), `is_room`, `longest_recording` (min)."""
    return {
        "files": answers.files,
        "most_files": MOST_FILES,
        "largest": settings.LARGEST_FILE // 2**20,
        "is_room": is_room_left() and len(answers.files) < MOST_FILES,
        "longest_recording": LONGEST_RECORDING,
    }


def lets_record(response: HttpResponse) -> HttpResponse:
    """The page may use the microphone, and play what was recorded. No other page may."""
    response.records_sound = True  # type: ignore[attr-defined]  # read by heard.config.security
    return response


@open_to_givers
@require_POST
def remove(request: HttpRequest, file: UUID) -> HttpResponse:
    """Take one file away again."""
    words = place_asked(request)
    if words and draft_for(words) is not None:
        remove_file(words, str(file))
    if is_adding(words):
        return redirect("your_words_adding")
    return redirect(reverse("tell_us_page", args=["files"]) + ("?check=1" if "check" in request.GET else ""))
