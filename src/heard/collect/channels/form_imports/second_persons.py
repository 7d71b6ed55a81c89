"""What takes a second person: beside the file that was imported, the report says whose words each reference is."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heard.approvals.kinds import Kind
from heard.collect.channels.form_imports.models import FormImport
from heard.collect.channels.form_imports.rules import check_import_forms
from heard.collect.channels.form_imports.states import TAKE_REPORT
from heard.text.errors import BadInput

IMPORT = "form import "


def taking_the_report() -> Kind:
    """The label is that of `report_of`."""
    return Kind(
        TAKE_REPORT,
        _("take along the report of an imported form, with the reference of every row"),
        check_ask=check_import_forms,
        check_agree=check_import_forms,
        leads_to=address_of,
        look_at=address_of,
        check_label=check_is_an_import,
    )


def report_of(form_import: FormImport) -> str:
    return f"{IMPORT}{form_import.pk}"


def address_of(label: str) -> str:
    return reverse("desk_form_import", args=[label.removeprefix(IMPORT)])


def check_is_an_import(label: str) -> None:
    if label not in map(report_of, FormImport.objects.only("pk")):
        raise BadInput(gettext("There is no such import."))
