"""What arrived by e-mail, in the desk's menu."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem
from heard.collect.channels.email import views
from heard.collect.channels.email.rules import can_see_mail


def addresses() -> list[URLPattern]:
    return [
        path("mail/", views.mail, name="desk_mail"),
        path("mail/<int:number>/taking/", views.taking, name="desk_mail_taking"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(_("E-mail"), "desk_mail", "mail", 13, can_see_mail)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
