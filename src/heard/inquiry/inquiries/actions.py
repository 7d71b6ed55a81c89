"""Setting up the inquiry and its team."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.actions import create_account, set_new_password
from heard.accounts.models import User
from heard.audit.actions import record, wait_for_other_writers
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question, TeamMember, TimetableStage
from heard.inquiry.inquiries.rules import check_appoint, check_appoint_to_role, check_end_appointment
from heard.inquiry.inquiries.states import PERMISSIONS, Role
from heard.text.errors import BadInput


@dataclass(frozen=True, slots=True)
class InquiryFacts:
    """What an inquiry says about itself in single lines."""

    title: str
    run_by: str
    strapline: str = ""
    chair: str = ""
    notice: str = ""


@transaction.atomic
def set_up_inquiry(
    actor: User | None,
    facts: InquiryFacts,
    questions: Iterable[Question],
    timetable: Iterable[TimetableStage],
    helplines: Iterable[Helpline],
) -> Inquiry:
    """Start the inquiry that this installation runs. The rows given are new and unsaved."""
    inquiry = Inquiry.objects.create(
        title=facts.title, strapline=facts.strapline, run_by=facts.run_by, chair=facts.chair, notice=facts.notice
    )
    for row in (*questions, *timetable, *helplines):
        row.save(force_insert=True)
    record(actor, "set up", "inquiry", inquiry.title)
    return inquiry


@transaction.atomic
def appoint_team_member(actor: User | None, user: User, role: Role) -> TeamMember:
    """Give `user` a role. Nobody appoints the first one (`actor` is None): whoever installs Heard does."""
    if actor is not None:
        check_appoint(actor)
    wait_for_other_writers()
    held = TeamMember.objects.filter(user=user, role=role, ended_at=None).first()
    if held:
        return held
    if actor is not None:
        check_appoint_to_role(actor, user)
    user.groups.add(group_for(role))
    record(actor, "appoint", "team member", f"{user.name} ({role})"[:120])
    return TeamMember.objects.create(user=user, role=role, appointed_by=actor)


@transaction.atomic
def bring_into_team(actor: User, email: str, name: str, role: Role) -> tuple[TeamMember, str]:
    """Give a role to whoever has this address, with an account where there is none. With it, a first password if so.

    The password is kept nowhere here. Raises `NotAllowed`.
    """
    check_appoint(actor)
    known = User.objects.filter(email=email.strip().lower()).first()
    user = known or create_account(email, name)
    member = appoint_team_member(actor, user, role)
    return member, "" if known else set_new_password(user)


@transaction.atomic
def end_appointment(actor: User, member: TeamMember, reason: str) -> None:
    """Take a role from whoever holds it. Their account stays, and what they did stays theirs."""
    wait_for_other_writers()
    member = TeamMember.objects.select_related("user").get(pk=member.pk)
    check_end_appointment(actor, member)
    if not reason.strip():
        raise BadInput(_("Say why it ends. It is kept beside your name."))
    member.ended_at, member.ended_by, member.why_ended = timezone.now(), actor, reason.strip()[:300]
    member.save(update_fields=["ended_at", "ended_by", "why_ended"])
    member.user.groups.remove(group_for(Role(member.role)))
    record(actor, "end appointment", "team member", f"{member.user.name} ({member.role})"[:120], use=member.why_ended)


def group_for(role: Role) -> Group:
    """The group through which the desk's frame (Wagtail) knows `role`, holding what the role brings."""
    group, _is_new = Group.objects.get_or_create(name=role)
    wanted = Q(pk__in=[])
    for permission in PERMISSIONS[role]:
        app, codename = permission.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.set(Permission.objects.filter(wanted))
    return group
