"""How the installation is: for staff in sentences, for a monitor up or down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heard.accounts.access import StaffRequest, open_to_everybody, staff_only
from heard.health.facts import worst_of
from heard.health.queries import all_facts, is_up
from heard.health.rules import check_see_health


@staff_only(check_see_health)
def health(request: StaffRequest) -> HttpResponse:
    """Every fact, found out now, the worst first.

    Context: `facts` (each with `about`, `standing`, `says`), `worst`.
    """
    facts = all_facts()
    context = {"facts": sorted(facts, key=lambda fact: -fact.standing), "worst": worst_of(facts)}
    return render(request, "health/health.html", context)


@open_to_everybody
def up_or_down(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """One word, which tells a stranger no more than the front page does."""
    up = is_up()
    response = HttpResponse("up" if up else "down", content_type="text/plain", status=200 if up else 503)
    response["Cache-Control"] = "no-store"
    return response
