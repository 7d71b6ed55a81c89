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
    return {Role(role) for role in TeamMember.objects.filter(user=user).values_list("role", flat=True)}


def team() -> QuerySet[TeamMember]:
    return TeamMember.objects.select_related("user").order_by("role", "user__last_name")
