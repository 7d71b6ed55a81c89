"""The content security policy: what a page of ours may load. Nothing, ever, from anywhere else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FOR_EVERYBODY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}

# Where somebody records their voice, they hear it before they send it: from the page itself, hence `blob:`.
FOR_RECORDING = FOR_EVERYBODY | {"media-src": "'self' blob:"}

# Wagtail's editor writes scripts and styles into the page, and shows previews in a frame.
FOR_THE_DESK = FOR_EVERYBODY | {
    "frame-src": "'self'",
    "img-src": "'self' data: blob:",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
}


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{what} {where}" for what, where in policy.items())


class ContentSecurityPolicy:
    """Middleware: the strict policy on every page, the desk's under its prefix; and no camera and no place.

    The microphone is for the pages on which somebody may record their voice, and for no other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        at_the_desk = request.path.startswith("/" + settings.DESK_PREFIX)
        records = getattr(response, "records_sound", False)
        policy = FOR_RECORDING if records else FOR_THE_DESK if at_the_desk else FOR_EVERYBODY
        response["Content-Security-Policy"] = written(policy)
        microphone = "(self)" if records else "()"
        response["Permissions-Policy"] = f"camera=(), geolocation=(), microphone={microphone}, browsing-topics=()"
        if at_the_desk:
            response["Cache-Control"] = "no-store"
        return response
