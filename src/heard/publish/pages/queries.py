"""Reading the pages that staff write."""

from django.db.models import QuerySet
from wagtail.models import Page

from heard.publish.pages.models import HomePage


def home_page() -> HomePage | None:
    page: HomePage | None = HomePage.objects.live().first()
    return page


def words_pages() -> QuerySet[Page]:
    """The pages under the first one that staff write, in the order they gave them."""
    home = home_page()
    found: QuerySet[Page] = home.get_children().live() if home else Page.objects.none()
    # An inquiry that began before privacy notices had versions has a page of that name, which no longer shows.
    return found.exclude(slug="privacy")
