"""What a scanner said of a file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    """A file without a scan is not checked."""

    NOTHING_FOUND = "nothing found", _("checked for viruses, nothing found")
    SOMETHING_FOUND = "something found", _("checked for viruses, something found")
    TOO_LARGE = "too large", _("not checked for viruses: it is more than the scanner takes")
