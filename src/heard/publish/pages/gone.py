"""An address at which there is nothing; or at which words stood until somebody took them back, which it says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from heard.collect.evidence.queries import was_taken_back


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the site answers where nothing is: 410 where words were taken back, so that nobody goes on looking."""
    if was_taken_back(request.path):
        response = render(request, "pages/taken_back.html", status=410)
        response["X-Robots-Tag"] = "noindex"
        return response
    return page_not_found(request, exception)
