"""The quotations desk: what was cleared for print, what is public, and how it leads back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.models import User
from heard.accounts.rules import NotAllowed
from heard.protect.disclosure.queries import current_policy
from heard.publish.publications.actions import choose_beside, publish_quotation, take_down_quotation
from heard.publish.publications.beside import (
    Judge,
    choices_for,
    chosen_for,
    giver_of,
    held_back,
    why_beside_is_left_out,
    why_words_are_held,
)
from heard.publish.publications.models import Quotation, QuotationPublishing
from heard.publish.publications.passing import why_not_shown
from heard.publish.publications.queries import is_published, published_quotations, quotations, themes_of
from heard.publish.publications.rules import (
    can_choose_beside,
    can_publish,
    can_take_down,
    check_choose,
    check_publish,
    check_publish_quotation,
    check_read_quotations,
    check_take_down,
)
from heard.publish.publications.stopping import stopped
from heard.text.errors import BadInput


@staff_only(check_read_quotations)
def quotation_list(request: HttpRequest) -> HttpResponse:
    """Every quotation, newest first.

    Context: `rows` (a page of quotations, each with `hidden`: why its words are not shown), `public` and `stopped`
    (the numbers of those on the public pages, and of those that wait for a decision), `only` (asked for).
    """
    only = request.GET.get("only", "")
    public = published_quotations().order_by().values("pk")
    found = quotations().order_by("-cleared_at", "-pk")
    if only == "published":
        found = found.filter(pk__in=public)
    elif only == "cleared":
        found = found.exclude(pk__in=public)
    elif only == "held":
        found = found.filter(pk__in=held_back() | stopped())
    rows = page_of(request, found)
    for row in rows:
        row.hidden = why_hidden(row)  # type: ignore[attr-defined]
    context = {"rows": rows, "public": set(public.values_list("pk", flat=True)), "stopped": stopped(), "only": only}
    return render(request, "publications/quotations.html", context)


def why_hidden(found: Quotation) -> str:
    """Why the words of one of `quotations` are not shown at the desk; nothing where they are."""
    return "" if found.may_be_read else why_not_shown(found)  # type: ignore[attr-defined]


@staff_only(check_read_quotations)
def quotation(request: StaffRequest, number: int) -> HttpResponse:
    """One quotation beside the excerpt it was taken from.

    Context: `quotation`, `themes`, `is_public`, `history` (each publishing with its taking down), `may_publish`,
    `refusal` (why they may not, for those who publish), `may_take_down`; `hidden` (why its words are not shown here),
    `stops` (each with how it ended), `may_leave_off` (one that was stopped); `line` (what is printed beside the words
    now), `reasons` (why something is not), `choices` (see `Choice`; none for those who may not choose), `chosen` (the
    name of one), `alike` (how many have to share).
    """
    found = get_object_or_404(quotations(), pk=number)
    is_public = is_published(found)
    refusal = "" if is_public else why_not_publish(request.user, found)
    context = {
        "quotation": found,
        "themes": themes_of(found),
        "is_public": is_public,
        "history": list(QuotationPublishing.objects.filter(quotation=found).select_related("by", "taken_down__by")),
        "may_publish": not is_public and not refusal,
        "refusal": refusal if can_publish(request.user) else "",
        "may_take_down": is_public and can_take_down(request.user),
        "hidden": why_hidden(found),
        "stops": list(found.stops.select_related("by", "ended__by")),
        "may_leave_off": found.pk in stopped() and can_take_down(request.user),
        **beside(request.user, found),
    }
    return render(request, "publications/quotation.html", context)


def why_not_publish(user: User, quotation: Quotation) -> str:
    """The sentence for whoever publishes and may not publish this one; nothing where they may."""
    try:
        check_publish_quotation(user, quotation)
    except NotAllowed as refused:
        return str(refused)
    return ""


def beside(user: User, quotation: Quotation) -> dict[str, object]:
    """What stands beside a quotation, for its page at the desk."""
    if why_hidden(quotation):
        return {"line": quotation.attribution}  # the rest would tell what the words say
    giver, chosen = giver_of(quotation), chosen_for(quotation)
    judge = Judge({giver.pk} if giver else set())
    attributes = judge.beside.get(quotation.pk, chosen)
    reasons = (why_words_are_held(quotation), why_beside_is_left_out(quotation, attributes))
    return {
        "line": judge.line(quotation, attributes),
        "reasons": [reason for reason in reasons if reason],
        "choices": choices_for(quotation) if can_choose_beside(user, quotation) else [],
        "chosen": " ".join(chosen),
        "alike": current_policy().people_alike,
    }


@staff_only(check_choose)
@require_POST
def choose(request: StaffRequest, number: int) -> HttpResponse:
    """Choose what stands beside a quotation and say so."""
    found = get_object_or_404(quotations(), pk=number)
    try:
        choose_beside(request.user, found, request.POST.get("beside", "").split())
    except (NotAllowed, BadInput) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is kept. Somebody else has to publish these words."))
    return redirect("desk_quotation", number)


@staff_only(check_publish)
@require_POST
def publish(request: StaffRequest, number: int) -> HttpResponse:
    """Publish a quotation and say so."""
    found = get_object_or_404(quotations(), pk=number)
    try:
        publish_quotation(request.user, found)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("These words are on the public pages now."))
    return redirect("desk_quotation", number)


@staff_only(check_take_down)
@require_POST
def take_down(request: StaffRequest, number: int) -> HttpResponse:
    """Take a quotation off the public pages and say so."""
    found = get_object_or_404(quotations(), pk=number)
    try:
        take_down_quotation(request.user, found, request.POST.get("reason", ""))
    except BadInput as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("These words are gone from the public pages."))
    return redirect("desk_quotation", number)
