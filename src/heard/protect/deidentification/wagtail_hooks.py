"""The addresses at which a file is opened at the desk."""

from django.urls import URLPattern, path
from wagtail import hooks

from heard.protect.deidentification import file_views, writing_views

FILE = "evidence/<str:reference>/file/<int:number>/"


def addresses() -> list[URLPattern]:
    return [
        path(FILE, file_views.file, name="desk_file"),
        path(f"{FILE}contents/", file_views.file_contents, name="desk_file_contents"),
        path(f"{FILE}transcript/", writing_views.file_transcript, name="desk_file_transcript"),
        path(f"{FILE}written-down/", writing_views.file_written_down, name="desk_file_written_down"),
    ]


hooks.register("register_admin_urls", addresses)
