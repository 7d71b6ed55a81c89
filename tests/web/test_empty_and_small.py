"""A site in which nothing is published yet, and numbers too small to show."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from heard.publish.publications.queries import PublicCount


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "An inquiry is about to begin"),
        ("/questions/", "The questions are still being written"),
        ("/themes/", "We are still listening and reading"),
        ("/numbers/", "Nothing is counted out yet"),
        ("/sessions/", "No session’s notes are ready yet"),
    ],
)
def test_an_empty_page_says_what_will_be_there(client: Client, path: str, says: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert says in response.content.decode()


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (PublicCount(1, 0), "1 person"),
        (PublicCount(27, 0), "27 people"),
        (PublicCount(27, 2), "27 people, and 2 sessions"),
        (PublicCount(None, 0), "fewer than 10 people"),
        (PublicCount(None, 1), "fewer than 10 people, and 1 session"),
        (PublicCount(None, 1, is_counted=False), "not counted yet, and 1 session"),
        (PublicCount(None, 0, few=False), "a hidden number of people"),
        (PublicCount(25, 0, about=True), "about 25 people"),
    ],
)
def test_a_number_of_people_says_how_many_or_that_it_is_hidden(count: PublicCount, says: str) -> None:
    assert render_to_string("pages/parts/people.html", {"count": count}).strip() == says


def test_a_hidden_number_has_no_bar() -> None:
    theme = {"slug": "one", "label": "One", "plain_label": ""}
    listed = {"theme": theme, "count": PublicCount(None, 0), "quotation": None}
    html = render_to_string("pages/themes.html", {"themes": [listed], "most_people": 0})
    assert "<rect" not in html
    assert "fewer than 10" in html


def test_bars_are_as_long_as_their_numbers() -> None:
    theme = {"slug": "one", "label": "One", "plain_label": ""}
    themes = [{"theme": theme, "count": PublicCount(people, 0), "quotation": None} for people in (40, 10)]
    html = render_to_string("pages/themes.html", {"themes": themes, "most_people": 40})
    assert 'width="100"' in html
    assert 'width="25"' in html


def test_words_keep_their_line_breaks_and_cannot_become_markup() -> None:
    quotation = {"pk": 1, "text": "one\n  two <b>\nthree", "attribution": "Somebody"}
    html = render_to_string("pages/parts/quotation.html", {"quotation": quotation})
    assert "<blockquote><p>one\n  two &lt;b&gt;\nthree</p></blockquote>" in html
