"""Concerns in a browser: on a phone and a desk, with keys alone, and without JavaScript."""

from collections.abc import Iterator

import pytest
from browsing import PHONE, visiting
from looking_after import read_and_close
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_desk_queue import wider_than_the_window


@pytest.fixture(params=[{}, PHONE | {"color_scheme": "dark"}], ids=["wide and light", "narrow and dark"])
def desk(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visiting(browser, site, **request.param) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


def raise_one(page: Page, reference: str) -> None:
    """As anybody may who works here. It leads to the concern, for those who look after them."""
    page.goto(f"/desk/concerns/raising/?submission={reference}")
    page.get_by_label("What worries you?").fill("To try this out.")
    page.get_by_role("button", name="Raise it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk: Page) -> None:
    found: list[str] = []
    raise_one(desk, "H-0002")
    found += violations(desk) + wider_than_the_window(desk)
    desk.get_by_role("button", name="Open and read it").click()
    expect(desk.get_by_role("heading", name="Close it")).to_be_visible()
    found += violations(desk) + wider_than_the_window(desk)
    desk.get_by_role("button", name="Close the concern").click()
    expect(desk.get_by_role("alert").first).to_be_visible()
    found += violations(desk) + wider_than_the_window(desk)
    for address in ("", "?show=people&sort=waiting", "?closed=1", "raising/", "clock/"):
        desk.goto(f"/desk/concerns/{address}")
        found += violations(desk) + wider_than_the_window(desk)
    assert found == []


def test_one_is_found_opened_and_closed_with_keys_alone(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        raise_one(page, "H-0003")
        page.get_by_role("button", name="Open and read it").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Part 1")).to_be_visible()
        page.get_by_label("There is no concern").focus()
        page.keyboard.press("Space")
        page.get_by_label("Why, and what was done").focus()
        page.keyboard.type("It was written to try this out.")
        page.get_by_role("button", name="Close the concern").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("The concern is closed.")).to_be_visible()


def test_one_goes_through_many_with_single_keys(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        for reference in ("H-0005", "H-0006"):
            raise_one(page, reference)
        page.goto("/desk/concerns/?show=people&sort=waiting")
        page.keyboard.press("n")
        expect(page.get_by_role("button", name="Open and read it")).to_be_visible()
        first = page.get_by_role("heading", level=1).inner_text()
        page.keyboard.press("a")  # does nothing: it is not open
        page.keyboard.press("o")
        expect(page.get_by_role("heading", name="Close it")).to_be_visible()
        page.keyboard.press("a")
        expect(page.get_by_text("The concern is closed. This is the next.")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
        page.keyboard.press("l")
        page.wait_for_url("**/desk/concerns/?show=people&sort=waiting")
        page.keyboard.press("j")
        expect(page.locator("[data-step]:focus")).to_have_count(1)


def test_all_of_it_goes_without_a_script(browser: Browser, site: Site) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        raise_one(page, "H-0004")
        page.goto("/desk/evidence/")
        expect(page.get_by_role("link", name="safeguarding concern")).to_be_visible()
        page.get_by_role("link", name="safeguarding concern").click()
        page.get_by_role("link", name="H-0004").click()
        read_and_close(page)
