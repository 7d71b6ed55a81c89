"""Tells the evidence desk which stretches of a working text say something, and under which themes."""

from collections.abc import Iterator

from django.urls import reverse

from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.traces import Trace
from heard.understand.coding.models import CodeApplication


def coded_stretches(working_text: WorkingText) -> Iterator[Trace]:
    codes = CodeApplication.objects.filter(excerpt__working_text=working_text).select_related("excerpt", "theme")
    for code in codes:
        address = reverse("desk_theme", args=[code.theme.slug])
        yield Trace(code.excerpt.span, "excerpt", code.theme.label, f"{address}#excerpt-{code.excerpt_id}")
