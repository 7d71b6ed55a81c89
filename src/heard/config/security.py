"""What a page of ours may load, and what a browser tells others of it. Nothing, ever, from or to anywhere else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from heard.accounts.access import open_to_givers

FOR_EVERYBODY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
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
    "frame-ancestors": "'self'",
    "frame-src": "'self'",
    "img-src": "'self' data: blob:",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
}


# What no page of ours asks a device for. Only what browsers know by name: of any other, they complain on each page.
NEVER = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{what} {where}" for what, where in policy.items())


class ContentSecurityPolicy:
    """Middleware: the strict policy on every page, the desk's under its prefix; and no camera and no place.

    The microphone is for the pages on which somebody may record their voice, and for no other. From the pages of
    whoever gives something, no browser tells the next page where it came from.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        at_the_desk = request.path.startswith("/" + settings.DESK_PREFIX)
        records = getattr(response, "records_sound", False)
        policy = FOR_RECORDING if records else FOR_THE_DESK if at_the_desk else FOR_EVERYBODY
        response["Content-Security-Policy"] = written(policy)
        microphone = "microphone=(self)" if records else "microphone=()"
        response["Permissions-Policy"] = ", ".join([microphone, *(f"{feature}=()" for feature in NEVER)])
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if at_the_desk:
            response["Cache-Control"] = "no-store"
        if is_for_givers(request) and tells_where_it_comes_from(request):
            response["Referrer-Policy"] = "no-referrer"
        return response


def is_for_givers(request: HttpRequest) -> bool:
    """Whether the page may hold what somebody gave, or their five words."""
    found = request.resolver_match
    return found is not None and getattr(found.func, "access", None) is open_to_givers


def tells_where_it_comes_from(request: HttpRequest) -> bool:
    """Whether the browser says which site a request comes from (since 2023 all do).

    To one that does not, “no-referrer” would mean to hide it from us, too: it sends “Origin: null”, and what somebody
    wrote there could not be told from what another site sent in their name. Its own pages say “same-origin” instead.
    """
    return "Sec-Fetch-Site" in request.headers
