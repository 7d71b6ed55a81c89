"""What arrived by e-mail, in the desk's menu."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.collect.channels.email import views
from heard.collect.channels.email.queries import answer_to
from heard.collect.channels.email.rules import can_see_mail
from heard.collect.channels.email.states import Answer
from heard.collect.evidence.models import Submission


def addresses() -> list[URLPattern]:
    return [
        path("mail/", views.mail, name="desk_mail"),
        path("mail/<int:number>/taking/", views.taking, name="desk_mail_taking"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("E-mail"), "desk_mail", "mail", 13, can_see_mail)


def about_the_receipt(submission: Submission) -> Iterator[str]:
    """For the page of a submission: that its sender holds no five words, and why."""
    message = answer_to(submission)
    if message and Answer(message.answer).is_missing:
        yield message.get_answer_display()


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("desk_submission_remarks", about_the_receipt)
