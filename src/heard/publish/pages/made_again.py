"""A page is made of several questions to the database, and somebody may take words back between two of them."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse

from heard.accounts.access import View
from heard.inquiry.consent.queries import last_taken_back

TRIES = 5


class AlwaysTakenBack(Exception):
    """While each of several pages was made, somebody took something back, so that none of them is shown."""


def made_again_where_taken_back(view: View) -> View:
    """Make a page again where anything was taken back meanwhile: what is shown was allowed when all of it was made."""

    @wraps(view)
    def made(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for _ in range(TRIES):
            before = last_taken_back()
            try:
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()
            except Exception:
                # What was found a moment ago may be gone, so that the page could not be made of it.
                if last_taken_back() == before:
                    raise
                continue
            if last_taken_back() == before:
                return response
        raise AlwaysTakenBack

    return made
