"""Facts about who runs the inquiry. Numbers and roles, never a name."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from heard.health.facts import Fact, look, well, wrong
from heard.inquiry.inquiries.queries import team
from heard.inquiry.inquiries.states import Role
from heard.protect.safeguarding.clock import read_clock
from heard.protect.safeguarding.numbers import numbers_of, rows_of_open


def second_step() -> Iterator[Fact]:
    """Second step of signing in."""
    about = _("Second step of signing in")
    holders = {member.user_id for member in team() if member.user.is_active}
    have = set(Authenticator.objects.filter(user__in=holders).values_list("user_id", flat=True))
    without = len(holders - have)
    if not settings.REQUIRE_MFA:
        yield look(
            about, _("It is not asked for: a stolen password opens people’s evidence. Set HEARD_REQUIRE_MFA=yes.")
        )
    elif without:
        said = _("It is asked for. %(number)s of %(all)s people have not set it up and cannot enter until they do.")
        yield well(about, said % {"number": without, "all": len(holders)})
    else:
        yield well(about, _("Everybody has it."))


def safeguarding_lead() -> Iterator[Fact]:
    """Safeguarding lead."""
    if holders_of(Role.SAFEGUARDING_LEAD):
        yield well(_("Safeguarding lead"), _("Somebody is."))
    else:
        yield wrong(_("Safeguarding lead"), _("Nobody is: nobody is told first when a child says they are in danger."))


def secretariat() -> Iterator[Fact]:
    """Secretariat."""
    number = holders_of(Role.SECRETARIAT)
    if number == 0:
        yield wrong(_("Secretariat"), _("Nobody is in it, so nobody runs the inquiry. Use: heard manage appoint"))
    elif number == 1:
        yield look(_("Secretariat"), _("One person is in it. With two, one can appoint the other and stand in."))
    else:
        yield well(_("Secretariat"), _("%(number)s people are in it.") % {"number": number})


def holders_of(role: Role) -> int:
    return team().filter(role=role, user__is_active=True).count()


def concerns() -> Iterator[Fact]:
    """Concerns about somebody's safety."""
    about, clock = _("Concerns about somebody’s safety"), read_clock()
    numbers = numbers_of(rows_of_open(clock), clock)
    if numbers.overdue:
        said = _("%(number)s should have been read by now and were not. Read them first: somebody may be in danger.")
        yield wrong(about, said % {"number": numbers.overdue})
    elif numbers.unread:
        yield look(about, _("%(number)s wait to be read, and are in time.") % {"number": numbers.unread})
    else:
        yield well(about, _("None waits to be read."))
