"""Reading the pages that staff write."""

from django.db.models import QuerySet

from heard.publish.pages.models import HomePage, WordsPage


def home_page() -> HomePage | None:
    page: HomePage | None = HomePage.objects.live().first()
    return page


def words_pages() -> QuerySet[WordsPage]:
    """The public pages of words, in the order staff gave them."""
    pages: QuerySet[WordsPage] = WordsPage.objects.live().order_by("path")
    return pages
