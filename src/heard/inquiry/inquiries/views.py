"""The team at the desk: who holds which role, appointing, and ending an appointment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.rules import NotAllowed
from heard.inquiry.inquiries.actions import bring_into_team, end_appointment
from heard.inquiry.inquiries.forms import AppointmentForm
from heard.inquiry.inquiries.models import TeamMember
from heard.inquiry.inquiries.queries import former_team, team
from heard.inquiry.inquiries.rules import can_appoint, can_end_appointment, check_appoint, check_see_team
from heard.inquiry.inquiries.states import Role
from heard.text.errors import BadInput


@staff_only(check_see_team)
def the_team(request: StaffRequest) -> HttpResponse:
    """Who holds which role, who appointed them, and which roles ended.

    Context: `members` (each with `may_end`), `former`, `vacant` (labels of roles that nobody holds and somebody
    should), `may_appoint`.
    """
    members = list(team())
    for member in members:
        member.may_end = can_end_appointment(request.user, member)  # type: ignore[attr-defined]
    held = {member.role for member in members if member.user.is_active}
    context = {
        "members": members,
        "former": former_team()[:50],
        "vacant": [role.label for role in (Role.SECRETARIAT, Role.SAFEGUARDING_LEAD) if role not in held],
        "may_appoint": can_appoint(request.user),
    }
    return render(request, "inquiries/team.html", context)


@staff_only(check_appoint)
def appointing(request: StaffRequest) -> HttpResponse:
    """Bring somebody into the team. Whoever is new has a first password, which is shown this once.

    Context: `form`; or `member` and `password` (empty where they had an account).
    """
    form = AppointmentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data
        try:
            member, password = bring_into_team(request.user, wanted["email"], wanted["name"], Role(wanted["role"]))
        except NotAllowed as refused:
            form.add_error("email", str(refused))
        else:
            return render(request, "inquiries/appointed.html", {"member": member, "password": password})
    return render(request, "inquiries/appointing.html", {"form": form}, status=422 if form.errors else 200)


@staff_only(check_appoint)
@require_POST
def ending(request: StaffRequest, number: int) -> HttpResponse:
    """End an appointment and say so."""
    member = get_object_or_404(TeamMember.objects.select_related("user"), pk=number)
    try:
        end_appointment(request.user, member, request.POST.get("reason", ""))
    except (NotAllowed, BadInput) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            _("%(name)s does not have this role any more: %(role)s.")
            % {"name": member.user.name, "role": member.get_role_display()},
        )
    return redirect("desk_team" if can_appoint(request.user) else "wagtailadmin_home")
