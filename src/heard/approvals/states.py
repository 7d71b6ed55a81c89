"""How a request to a second person was answered, and where it stands."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ANSWERED_WITHIN = timedelta(days=7)  # then nobody may agree any more: what was asked may no longer be so
USED_WITHIN = timedelta(days=1)  # after somebody agreed


class Answer(TextChoices):
    """What the second person said."""

    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("refused")


class Standing(TextChoices):
    """Where a request stands. Told from its records, kept nowhere."""

    WAITING = "waiting", _("waits for a second person")
    AGREED = "agreed", _("agreed: may be done once")
    REFUSED = "refused", _("refused")
    USED = "used", _("done")
    EXPIRED = "expired", _("too old")
