"""Pages for when something went wrong: they need nothing that may be what failed, and help stands on each."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error

ERRORS = ("400", "403", "403_csrf", "404", "500")


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_needs_neither_a_request_nor_a_database(error: str) -> None:
    html = render_to_string(f"{error}.html")
    assert html.count("<h1>") == 1
    assert 'href="/"' in html


@pytest.mark.parametrize("error", ERRORS)
def test_help_and_a_way_out_stand_on_every_error_page(error: str) -> None:
    html = render_to_string(f"{error}.html")
    assert 'href="tel:999"' in html
    assert 'href="tel:08001111"' in html
    assert "data-leave" in html


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_says_nothing_of_the_machine(error: str) -> None:
    html = render_to_string(f"{error}.html")
    assert not any(word in html for word in ("Traceback", "Exception", "Django", "Wagtail", "Error 4", "Error 5"))


def test_djangos_own_handler_finds_our_page() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_told_kindly(client: Client) -> None:
    response = client.get("/quotations/999999/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
