"""Numbers of themes at the desk: today's, what may be told of them, and the editions that were published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.approvals.asking import asking
from heard.protect.disclosure.queries import current_policy
from heard.protect.disclosure.rules import check_see_policy
from heard.publish.publications.actions import publish_numbers
from heard.publish.publications.numbers import Numbers, label_of, plan_numbers
from heard.publish.publications.queries import NewestNumbers, numbers_editions
from heard.publish.publications.rules import can_publish, check_publish
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.errors import BadInput
from heard.text.suppression import show_count


@staff_only(check_see_policy)
def numbers(request: StaffRequest) -> HttpResponse:
    """Today's numbers beside those of the newest edition.

    Context: `rows` (each with `theme`, `people`, `shown` and `public`, the last two as printed), `refusal` (why they
    cannot be published now, or nothing), `policy`, `editions` (a page of them), `asking` (see `Asking`; None for those
    who do not publish).
    """
    policy, refusal = current_policy(), ""
    try:
        planned = plan_numbers(policy)
    except BadInput as too_few:
        planned, refusal = Numbers((), ()), str(too_few)
    newest = NewestNumbers()
    rows = [
        {
            "theme": row.theme,
            "people": row.people,
            "shown": show_count(row.shown, to=policy.round_to),
            "public": public_as(newest, row.theme.pk),
        }
        for row in planned.rows
    ]
    may_publish = bool(rows) and can_publish(request.user)
    context = {
        "rows": rows,
        "refusal": refusal,
        "policy": policy,
        "editions": page_of(request, numbers_editions()),
        "asking": asking(request.user, PUBLISH_NUMBERS, label_of(policy, planned)) if may_publish else None,
    }
    return render(request, "publications/numbers.html", context)


def public_as(newest: NewestNumbers, theme: int) -> str:
    """What the newest edition says of a theme; nothing where it does not hold it."""
    if newest.edition is None or theme not in newest.shown:
        return ""
    return show_count(newest.shown[theme], to=newest.edition.round_to)


@staff_only(check_publish)
@require_POST
def publish(request: StaffRequest) -> HttpResponse:
    """Publish today's numbers and say so."""
    try:
        edition = publish_numbers(request.user)
    except (BadInput, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Edition %(number)d of the numbers is on the public pages now.")
        messages.success(request, said % {"number": edition.number})
    return redirect("desk_numbers")
