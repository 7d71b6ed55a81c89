"""Every address of the site. The pages that staff write (Wagtail) come last: they take what nobody else does."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as desk_urls
from wagtail.documents import urls as document_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own sign-in would let people past the second step.
    path(f"{settings.DESK_PREFIX}login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path(settings.DESK_PREFIX, include(desk_urls)),
    # An account's address is known to the colleague who made it, and is not changed by whoever sits at its screen.
    path("accounts/email/", RedirectView.as_view(pattern_name="mfa_index")),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(document_urls)),
    path("", include("heard.health.urls")),
    path("", include("heard.inquiry.consent.urls")),
    path("", include("heard.collect.receipts.urls")),
    path("", include("heard.collect.channels.web_form.urls")),
    path("", include("heard.publish.pages.urls")),
    path("", include(wagtail_urls)),
]

handler404 = "heard.publish.pages.gone.nothing_here"
