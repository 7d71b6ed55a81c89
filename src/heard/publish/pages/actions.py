"""Writing pages from outside the page editor: when an inquiry is set up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Site

from heard.accounts.models import User
from heard.audit.actions import record
from heard.inquiry.consent.actions import adopt_starting_notice
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.publish.pages.models import AccessibilityPage, HomePage, WordsPage


@dataclass(frozen=True, slots=True)
class Way:
    """A way to take part."""

    title: str
    text: str


@transaction.atomic
def write_home_page(actor: User, title: str, purpose: str, terms: Iterable[str], ways: Iterable[Way]) -> HomePage:
    """Fill and publish the home page. In `purpose`, an empty line begins a new paragraph."""
    check_role(actor, Role.SECRETARIAT)
    page: HomePage = HomePage.objects.get()
    page.title = title
    paragraphs = filter(None, purpose.strip().split("\n\n"))
    page.purpose = format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs))
    page.terms_of_reference = [("term", term) for term in terms]
    page.ways = [("way", {"title": way.title, "text": way.text}) for way in ways]
    page.save_revision(user=actor).publish(user=actor)
    Site.objects.filter(root_page=page).update(site_name=title)
    record(actor, "publish", "page", page.slug)
    return page


@transaction.atomic
def add_starting_pages(actor: User) -> None:
    """Publish the pages every inquiry owes its readers, in words that hold for Heard and that staff can add to."""
    check_role(actor, Role.SECRETARIAT)
    adopt_starting_notice(actor)
    body = render_to_string("pages/starting_words/about-the-data.html")
    for page in (
        AccessibilityPage(slug="accessibility", title=_("Accessibility")),
        WordsPage(slug="about-the-data", title=_("About the data"), body=body),
    ):
        home: HomePage = HomePage.objects.get()
        if not home.get_children().filter(slug=page.slug).exists():
            home.add_child(instance=page).save_revision(user=actor).publish()
            record(actor, "publish", "page", page.slug)
