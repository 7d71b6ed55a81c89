"""Who else could do what somebody may not do alone: a refusal says whom to ask, by name."""

from collections.abc import Callable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.accounts.rules import allowed


def others_who(check: Callable[[User], None], *besides: int | None) -> list[User]:
    """Everybody whom `check` lets pass, save those with the keys `besides`."""
    people = User.objects.filter(is_active=True).exclude(pk__in=[key for key in besides if key is not None])
    return [user for user in people.order_by("last_name", "first_name", "pk") if allowed(check, user)]


def whom_to_ask(check: Callable[[User], None], *besides: int | None) -> str:
    """“Asha Moss or Frank Lowe can.”, or what has to be done before anybody can."""
    names = [user.name for user in others_who(check, *besides)]
    if not names:
        return _("Nobody else can yet: the secretariat has to appoint somebody first, under Team.")
    return _("%(names)s can.") % {"names": get_text_list(names, _("or"))}
