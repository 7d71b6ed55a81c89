"""The secretariat writes a new wording and a new privacy notice; both are asked and shown from then on."""

import re
from collections.abc import Iterator

import pytest
from browsing import visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.goto("/desk/agreeing/")
        yield page


def test_a_new_wording_is_in_force_and_the_old_one_is_still_there(desk: Page) -> None:
    assert violations(desk) == []
    desk.get_by_role("link", name="Write a new version (asked about it again)").click()
    assert violations(desk) == []
    desk.get_by_label("Words", exact=True).fill("You may ask me one more question.")
    desk.get_by_role("button", name="Ask in these words from now on").click()
    part = desk.locator("section", has=desk.get_by_role("heading", name="Asked about it again"))
    expect(part).to_contain_text("You may ask me one more question.")
    part.get_by_text("Earlier versions").click()
    expect(part.locator("details blockquote").first).to_be_visible()


def test_a_new_privacy_notice_is_on_the_site_with_a_number(desk: Page) -> None:
    desk.get_by_role("link", name="Write a new version (privacy notice)").click()
    desk.locator("[contenteditable=true]").click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" We sing.")
    expect(desk.locator("[name=text]")).to_have_value(re.compile("We sing"))  # the editor hands it on after a moment
    desk.get_by_role("button", name="Put it on the site").click()
    desk.get_by_role("link", name="Read it on the site").click()
    expect(desk.locator("main")).to_contain_text("We sing.")
    expect(desk.get_by_text("Version 2, in force since")).to_be_visible()
    desk.get_by_role("link", name="Version 1, from").click()
    expect(desk.get_by_text("It holds no longer.")).to_be_visible()
    assert violations(desk) == []
