"""What the frame of every public page shows."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.collect.calls.queries import call_is_open, the_call
from heard.inquiry.inquiries.queries import helplines, the_inquiry
from heard.publish.pages.queries import words_pages
from heard.publish.publications.queries import published_sessions, published_themes


def site_furniture(request: HttpRequest) -> dict[str, Any]:
    """`inquiry`, `masthead_name`, `menu` (name and url of each part), `here` (this part's url), `helplines`,
    `foot_menu` (pages of words), `call_is_open`.

    All but `here` are functions: a page without the frame, such as the desk's, asks the database for nothing.
    """
    return {
        "inquiry": the_inquiry,
        "masthead_name": masthead_name,
        "menu": menu,
        "here": "/" + request.path.lstrip("/").partition("/")[0] + "/",
        "helplines": helplines,
        "foot_menu": words_pages,
        "call_is_open": call_is_open,
    }


def masthead_name() -> str:
    inquiry = the_inquiry()
    return inquiry.title if inquiry else ""


def menu() -> list[dict[str, str]]:
    """The parts of the site that hold something."""
    parts = [(_("Tell us"), "tell_us", call_is_open())]
    parts += [(_("Questions"), "questions", True)]
    parts += [(_("What we are hearing"), "themes", published_themes().exists())]
    parts += [(_("Sessions"), "sessions", published_sessions().exists())]
    parts += [(_("Where your words went"), "your_words", the_call() is not None)]
    return [{"name": name, "url": reverse(address)} for name, address, holds_something in parts if holds_something]
