"""What takes a second person: opening the key table, showing again what was replaced, taking the log with one."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heard.approvals.kinds import Kind
from heard.protect.deidentification.rules import check_open_original, check_see_log, check_take_up
from heard.protect.deidentification.states import EXPORT_LOG, OPEN_KEY_TABLE, UN_REDACT
from heard.text.errors import BadInput

THE_LOG = "all of it"


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


def exporting_the_log() -> Kind:
    """The label is `THE_LOG`: there is one."""
    return Kind(
        EXPORT_LOG,
        _("take the log of replacements along as a file"),
        check_ask=check_see_log,
        check_agree=check_see_log,
        leads_to=lambda _label: reverse("desk_replacements"),
        look_at=lambda _label: reverse("desk_replacements"),
        check_label=check_is_the_log,
    )


def check_is_the_log(label: str) -> None:
    if label != THE_LOG:
        raise BadInput(gettext("There is one log of replacements, and it is taken along whole."))
