"""Choices of the queue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

YOURS = "yours"  # in the address: unfinished, and given to whoever looks or to nobody
ALL = "all"
ME, NOBODY = "me", "nobody"  # in the address: whom a submission is given to
NO_QUESTION = "none"
ANY_FILE, NO_FILE = "any", "none"


class Order(TextChoices):
    """In which order the queue stands."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    WAITING = "waiting", _("Longest waiting first")
    LONGEST = "longest", _("Longest first")
    SHORTEST = "shortest", _("Shortest first")
