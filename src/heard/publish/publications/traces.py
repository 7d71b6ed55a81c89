"""Tells the evidence desk which stretches of a working text are quoted."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.traces import Trace
from heard.publish.publications.queries import published_quotations, quotations


def quoted_stretches(working_text: WorkingText) -> Iterator[Trace]:
    public = set(published_quotations().values_list("pk", flat=True))
    for quotation in quotations().filter(excerpt__working_text=working_text):
        says = _("quotation %(number)s, published") if quotation.pk in public else _("quotation %(number)s, cleared")
        address = reverse("desk_quotation", args=[quotation.pk])
        public_url = reverse("quotation", args=[quotation.pk]) if quotation.pk in public else ""
        yield Trace(quotation.excerpt.span, "quotation", says % {"number": quotation.pk}, address, public_url)
