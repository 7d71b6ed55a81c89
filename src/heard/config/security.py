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
    """Middleware: the strict policy on every page, the desk's under its prefix; and no camera, microphone or place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        at_the_desk = request.path.startswith("/" + settings.DESK_PREFIX)
        response["Content-Security-Policy"] = written(FOR_THE_DESK if at_the_desk else FOR_EVERYBODY)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        if at_the_desk:
            response["Cache-Control"] = "no-store"
        return response
