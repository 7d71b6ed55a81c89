"""Setting up the inquiry and its team."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from heard.accounts.models import User
from heard.audit.actions import record
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question, TeamMember, TimetableStage
from heard.inquiry.inquiries.rules import check_appoint
from heard.inquiry.inquiries.states import PERMISSIONS, Role


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
    member, is_new = TeamMember.objects.get_or_create(user=user, role=role, defaults={"appointed_by": actor})
    if is_new:
        user.groups.add(group_for(role))
        record(actor, "appoint", "team member", f"{user.name} ({role})")
    return member


def group_for(role: Role) -> Group:
    """The group through which the desk's frame (Wagtail) knows `role`, holding what the role brings."""
    group, _ = Group.objects.get_or_create(name=role)
    wanted = Q(pk__in=[])
    for permission in PERMISSIONS[role]:
        app, codename = permission.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.set(Permission.objects.filter(wanted))
    return group
