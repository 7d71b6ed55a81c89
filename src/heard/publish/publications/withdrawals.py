"""A withdrawal takes the quotations from somebody's words, off the public pages and out of the records."""

from django.urls import reverse

from heard.audit.actions import record
from heard.collect.evidence.destroying import note_taken_back_page
from heard.collect.evidence.models import Submission
from heard.publish.publications.models import Quotation, QuotationPublishing


def erase_quotations(submission: Submission) -> None:
    taken = Quotation.objects.filter(excerpt__working_text__part__submission=submission)
    for quotation in taken:
        if quotation.publishings.exists():
            note_taken_back_page(reverse("quotation", args=[quotation.pk]))
        record(None, "erase", "quotation", str(quotation.pk))
    QuotationPublishing.objects.filter(quotation__in=taken).delete()
    taken.delete()
