"""Where the desk does for people what they would do with five words."""

from django.urls import URLPattern, path
from wagtail import hooks

from heard.collect.receipts import desk_views


def addresses() -> list[URLPattern]:
    return [
        path("evidence/<str:reference>/on-behalf/", desk_views.on_behalf, name="desk_on_behalf"),
        path("evidence/<str:reference>/on-behalf/confirming/", desk_views.confirming, name="desk_confirming"),
    ]


hooks.register("register_admin_urls", addresses)
