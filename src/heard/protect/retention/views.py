"""The retention desk: how long what is kept, what is due, what holds it, and certificates of what was destroyed."""

from collections import Counter
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.collect.evidence.derivatives import derivatives
from heard.files.tombstone_log import NotNoted
from heard.protect.retention.actions import adopt_schedule, lift_hold, put_on_hold, vouch_for_the_clock
from heard.protect.retention.certificate import as_text, context_of
from heard.protect.retention.forms import ClockForm, DayForm, HoldForm, ScheduleForm, lines_of
from heard.protect.retention.models import LegalHold, Schedule
from heard.protect.retention.queries import (
    Due,
    begins_at,
    certificates,
    due_on,
    is_clock_to_be_believed,
    legal_holds,
    overdue,
    schedule_in_force,
    schedules,
)
from heard.protect.retention.rules import (
    can_adopt_schedule,
    can_hold,
    check_adopt_schedule,
    check_hold,
    check_see_retention,
)
from heard.text.errors import BadInput

SHOWN = 200  # of a list; the counts are of all


@staff_only(check_see_retention)
def retention(request: StaffRequest) -> HttpResponse:
    """The schedule in force and what follows from it. Context: see `show`."""
    return show(request)


def show(
    request: StaffRequest, holding: HoldForm | None = None, clock: ClockForm | None = None, status: int = 200
) -> HttpResponse:
    """Context: `schedule` (or None), `begins` (the first day on which anything is destroyed), `has_begun`, `rules`,
    `overdue` (a list of `Due`), `late` (how many there are), `clock` (a form where the machine's clock is not believed,
    or None), `certificates` (a page of runs), `holds`, `holding` (a form; None for whoever may not), `may_adopt`.
    """
    schedule, today = schedule_in_force(), timezone.localdate()
    late = overdue(schedule, today) if schedule else []
    context = {
        "schedule": schedule,
        "begins": begins_at(schedule) if schedule else None,
        "has_begun": schedule is not None and begins_at(schedule) <= today,
        "rules": schedule.rules.all() if schedule else [],
        "overdue": late[:SHOWN],
        "late": len(late),
        "clock": None if is_clock_to_be_believed(today) else clock or ClockForm(),
        "certificates": page_of(request, certificates(), per_page=20),
        "holds": legal_holds(),
        "holding": (holding or HoldForm()) if can_hold(request.user) else None,
        "may_adopt": can_adopt_schedule(request.user),
    }
    return render(request, "retention/retention.html", context, status=status)


@staff_only(check_see_retention)
def due(request: HttpRequest) -> HttpResponse:
    """A run that destroys nothing: what would be destroyed on a day, and what would stay.

    Context: `schedule` (or None), `form`, `on`, `counts` (of each class: `rule`, `goes`, `stays`), `rows` (of `Due`),
    `total`.
    """
    form = DayForm(request.GET) if "on" in request.GET else DayForm(initial={"on": timezone.localdate()})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else timezone.localdate()
    schedule = schedule_in_force()
    found = due_on(schedule, on) if schedule and not form.errors else []
    context = {
        "schedule": schedule,
        "form": form,
        "on": on,
        "counts": counted(schedule, found) if schedule else [],
        "rows": found[:SHOWN],
        "total": len(found),
    }
    return render(request, "retention/due.html", context, status=422 if form.errors else 200)


def counted(schedule: Schedule, found: list[Due]) -> list[dict[str, object]]:
    goes = Counter(each.rule.pk for each in found if each.why_not is None)
    stays = Counter(each.rule.pk for each in found if each.why_not)
    return [{"rule": rule, "goes": goes[rule.pk], "stays": stays[rule.pk]} for rule in schedule.rules.all()]


@staff_only(check_adopt_schedule)
def schedule(request: StaffRequest) -> HttpResponse:
    """A new schedule, beginning with the one in force. Context: `form`, `standing` (or None), `earlier`."""
    standing = schedule_in_force()
    form = ScheduleForm(request.POST if request.method == "POST" else None, standing=standing)
    if form.is_bound and form.is_valid():
        adopted = adopt_schedule(request.user, form.cleaned_data["ends_on"], form.rules)
        said = _("It is adopted. Nothing is destroyed by it before %(day)s, so that you can see first what will be.")
        messages.success(request, said % {"day": day_in_words(begins_at(adopted))})
        return redirect("desk_retention")
    context = {"form": form, "standing": standing, "earlier": list(schedules())[1:]}
    return render(request, "retention/schedule.html", context, status=422 if form.errors else 200)


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@staff_only(check_see_retention)
def what_becomes(request: HttpRequest) -> HttpResponse:
    """What becomes of each kind of thing. Context: `kinds` (see `Derivative`), `suggested` (our lines, where none is
    adopted).
    """
    context = {"kinds": derivatives(), "suggested": lines_of(schedule_in_force())}
    return render(request, "retention/what_becomes.html", context)


@staff_only(check_see_retention)
def certificate(request: HttpRequest, run: int) -> HttpResponse:
    """A certificate as a page to be printed. Context: see `context_of`."""
    return render(request, "retention/certificate.html", context_of(get_object_or_404(certificates(), pk=run)))


@staff_only(check_see_retention)
def certificate_text(_request: HttpRequest, run: int) -> HttpResponse:
    """The same in plain text, to be kept."""
    found = get_object_or_404(certificates(), pk=run)
    response = HttpResponse(as_text(found), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="destruction-{found.day.isoformat()}.txt"'
    return response


@staff_only(check_adopt_schedule)
@require_POST
def vouching(request: StaffRequest) -> HttpResponse:
    """Say which day it is, so that the clock is believed again."""
    form = ClockForm(request.POST)
    if form.is_valid():
        try:
            vouch_for_the_clock(request.user, form.cleaned_data["day"])
        except BadInput as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The clock is believed again. What is due is destroyed from tomorrow on."))
            return redirect("desk_retention")
    return show(request, clock=form, status=422)


@staff_only(check_hold)
@require_POST
def holding(request: StaffRequest) -> HttpResponse:
    """Keep something from being destroyed, saying why."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return show(request, holding=form, status=422)
    try:
        held = put_on_hold(request.user, form.cleaned_data["reference"], form.cleaned_data["reason"])
    except NotNoted as refusal:
        form.add_error(None, str(refusal))
        return show(request, holding=form, status=422)
    messages.success(
        request, _("Nothing of %(reference)s is destroyed now.") % {"reference": held.submission.reference}
    )
    return redirect("desk_retention")


@staff_only(check_hold)
@require_POST
def lifting(request: StaffRequest, hold: int) -> HttpResponse:
    """End that."""
    found = get_object_or_404(LegalHold.objects.select_related("submission"), pk=hold)
    lift_hold(request.user, found)
    messages.success(request, _("%(reference)s is held no longer.") % {"reference": found.submission.reference})
    return redirect("desk_retention")
