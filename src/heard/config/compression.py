"""Makes public pages smaller on the way, and leaves the desk's as they are.

Compressing a page that holds a secret beside words somebody else chose can give the secret away by its length (BREACH,
2013). A desk page holds testimony and echoes what was searched for, and the pages of whoever gives evidence hold their
words, so those are never compressed. A public page holds nothing secret save the token of a form, which Django writes
differently each time.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from heard.config.security import is_for_givers


class CompressPublicPages(GZipMiddleware):
    """Middleware: gzip for pages of words outside the desk. Stands below WhiteNoise, whose files are packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        at_the_desk = request.path.startswith("/" + settings.DESK_PREFIX)
        if (
            at_the_desk
            or is_for_givers(request)
            or not response.headers.get("Content-Type", "").startswith("text/html")
        ):
            return response
        return super().process_response(request, response)
