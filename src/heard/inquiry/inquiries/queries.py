"""Reading the inquiry."""

from django.db.models import QuerySet

from heard.accounts.models import User
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question, TeamMember, TimetableStage
from heard.inquiry.inquiries.states import Role


def the_inquiry() -> Inquiry | None:
    """The inquiry this installation runs; none until it is set up."""
    return Inquiry.objects.first()


def questions() -> QuerySet[Question]:
    return Question.objects.all()


def timetable() -> QuerySet[TimetableStage]:
    return TimetableStage.objects.all()


def helplines() -> QuerySet[Helpline]:
    return Helpline.objects.all()


def roles_of(user: User) -> set[Role]:
    """Every role that `user` holds in the team."""
    if not user.is_active:
        return set()
    return {Role(role) for role in TeamMember.objects.filter(user=user, ended_at=None).values_list("role", flat=True)}


def team() -> QuerySet[TeamMember]:
    """Whoever holds a role now, and which."""
    held = TeamMember.objects.filter(ended_at=None)
    return held.select_related("user", "appointed_by").order_by("role", "user__last_name", "pk")


def former_team() -> QuerySet[TeamMember]:
    """The roles that ended, the last one first."""
    return TeamMember.objects.exclude(ended_at=None).select_related("user", "ended_by").order_by("-ended_at", "-pk")


def others_in_secretariat(member: TeamMember) -> QuerySet[TeamMember]:
    """Who could still run the inquiry without `member`."""
    return team().filter(role=Role.SECRETARIAT, user__is_active=True).exclude(user=member.user)
