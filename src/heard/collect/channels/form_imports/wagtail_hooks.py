"""Importing a form, in the desk's menu."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from heard.accounts.desk import DeskMenuItem, WaitingWork
from heard.accounts.models import User
from heard.collect.channels.form_imports import views
from heard.collect.channels.form_imports.queries import unfinished
from heard.collect.channels.form_imports.rules import can_import_forms


def addresses() -> list[URLPattern]:
    return [
        path("form-imports/", views.form_imports, name="desk_form_imports"),
        path("form-imports/<int:number>/", views.form_import, name="desk_form_import"),
        path("form-imports/<int:number>/columns/", views.columns, name="desk_form_columns"),
        path("form-imports/<int:number>/values/", views.values, name="desk_form_values"),
        path("form-imports/<int:number>/check/", views.check, name="desk_form_check"),
        path("form-imports/<int:number>/report/", views.report, name="desk_form_report"),
        path("form-imports/<int:number>/dropping/", views.dropping, name="desk_form_dropping"),
    ]


def menu_item() -> DeskMenuItem:
    return DeskMenuItem(gettext_lazy("Import a form"), "desk_form_imports", "table", 14, can_import_forms)


def waiting(user: User) -> Iterator[WaitingWork]:
    if can_import_forms(user):
        yield WaitingWork(_("imports of forms to finish"), unfinished().count(), reverse("desk_form_imports"))


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("desk_waiting", waiting)
