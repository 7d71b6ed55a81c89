"""The pages whose words staff write. Evidence is never copied into them."""

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from heard.inquiry.inquiries import queries
from heard.publish.pages.made_again import made_again_where_taken_back
from heard.publish.pages.states import Conformance
from heard.publish.publications.queries import listed_themes, opening_quotation


class HomePage(Page):
    """The first page: what the inquiry is for. Questions and timetable come from the inquiry's own records."""

    purpose = RichTextField(_("what the inquiry is for"), blank=True)
    terms_of_reference = StreamField([("term", TextBlock(label=_("Term")))], blank=True)
    ways = StreamField(
        [
            (
                "way",
                StructBlock(
                    [("title", CharBlock(label=_("Title"))), ("text", TextBlock(label=_("Words")))], label=_("Way")
                ),
            )
        ],
        blank=True,
        verbose_name=_("ways to take part"),
    )

    content_panels = [*Page.content_panels, FieldPanel("purpose"), FieldPanel("terms_of_reference"), FieldPanel("ways")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return made_again_where_taken_back(super().serve)(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `inquiry` and `opening_quotation` (None before there is one), `questions`, `timetable` and `themes`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "inquiry": queries.the_inquiry(),
            "questions": queries.questions(),
            "timetable": queries.timetable(),
            "themes": listed_themes(),
            "opening_quotation": opening_quotation(),
        }


class AccessibilityPage(Page):
    """The accessibility statement. What holds for every inquiry on Heard is in the template; staff say the rest."""

    conformance: "models.CharField[str, str]" = models.CharField(
        _("how far the site meets WCAG 2.2 AA"),
        max_length=20,
        choices=Conformance.choices,
        default=Conformance.NOT_CHECKED,
    )
    checked_on: "models.DateField[date | None, date | None]" = models.DateField(
        _("last checked by a person on"), null=True, blank=True
    )
    checked_how: "models.TextField[str, str]" = models.TextField(_("who checked it, and how"), blank=True)
    faults = StreamField(
        [("fault", TextBlock(label=_("What does not work, for whom, and when it will be mended")))], blank=True
    )
    answers_within: "models.PositiveSmallIntegerField[int, int]" = models.PositiveSmallIntegerField(
        _("working days within which you answer"), default=5
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("conformance"),
        FieldPanel("checked_on"),
        FieldPanel("checked_how"),
        FieldPanel("faults"),
        FieldPanel("answers_within"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("accessibility statement")


class WordsPage(Page):
    """A page that is only words, such as the one about the data."""

    body = RichTextField(_("words"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of words")
        verbose_name_plural = _("pages of words")
