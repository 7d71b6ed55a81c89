"""The pages whose words staff write. Evidence is never copied into them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from heard.inquiry.inquiries import queries
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


class WordsPage(Page):
    """A page that is only words: accessibility, privacy, about the data."""

    body = RichTextField(_("words"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of words")
        verbose_name_plural = _("pages of words")
