"""A young reader on a cheap phone, with JavaScript switched off."""

from collections.abc import Iterator

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site, **PHONE, java_script_enabled=False) as visitor:
        yield visitor.new_page()


def test_the_first_page_says_what_this_is_and_asks_its_questions_plainly(phone: Page) -> None:
    phone.goto("/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    expect(phone.get_by_role("heading", name="What we ask")).to_be_visible()
    phone.get_by_role("link", name="The questions in full").tap()
    expect(phone.locator(".questions > li").first).to_be_visible()


def test_somebody_to_talk_to_is_one_touch_away(phone: Page) -> None:
    phone.goto("/themes/")
    phone.get_by_role("link", name="Talk to somebody now").tap()
    childline = phone.get_by_role("link", name="0800 1111")
    expect(childline).to_be_in_viewport()
    expect(childline).to_have_attribute("href", "tel:08001111")


def test_the_way_out_is_a_plain_link_that_names_no_page_of_ours(phone: Page) -> None:
    phone.goto("/questions/")
    way_out = phone.get_by_role("link", name="Exit this page")
    expect(way_out).to_be_in_viewport()
    assert "noreferrer" in (way_out.get_attribute("rel") or "")


def test_the_way_out_stays_in_reach_far_down_the_page(phone: Page) -> None:
    phone.goto("/themes/")
    phone.locator(".wordmark").last.scroll_into_view_if_needed()
    expect(phone.get_by_role("link", name="Exit this page")).to_be_in_viewport()


def test_what_is_folded_away_opens_without_javascript(phone: Page) -> None:
    phone.goto("/themes/")
    phone.locator("summary", has_text="How we counted").tap()
    expect(phone.get_by_text("Each person is counted once")).to_be_visible()
