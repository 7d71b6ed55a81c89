"""What takes a second person here: opening the key table, and showing again what was replaced."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.approvals.kinds import Kind
from heard.protect.deidentification.rules import check_open_original, check_take_up
from heard.protect.deidentification.states import OPEN_KEY_TABLE, UN_REDACT


def key_table() -> Kind:
    """The label is a submission's reference."""
    return Kind(
        OPEN_KEY_TABLE,
        _("open the key table, which says who the pseudonyms stand for"),
        check_ask=check_take_up,
        check_agree=check_open_original,
        leads_to=lambda reference: reverse("desk_key_table", args=[reference]),
    )


def showing_again() -> Kind:
    """The label is that of `steps.stretch_label`."""
    return Kind(
        UN_REDACT,
        _("show again what was replaced"),
        check_ask=check_take_up,
        check_agree=check_open_original,
        leads_to=lambda label: reverse("desk_submission", args=[label.partition(",")[0]]),
    )
