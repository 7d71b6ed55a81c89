"""Suggestions are changed, moved, undone and accepted by kind with keys alone, and by plain forms without a script."""

from collections.abc import Iterator

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_desk_queue import open_original, type_in, wider_than_the_window

CHANGED = ".evidence-decisions li"


@pytest.fixture
def unread(browser: Browser, site: Site) -> str:
    """A letter that nobody has read yet."""
    return type_in(browser, site)


@pytest.fixture(params=[{}, PHONE | {"color_scheme": "dark"}], ids=["wide and light", "narrow and dark"])
def desk(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visiting(browser, site, **request.param) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


def suggest(page: Page, reference: str) -> None:
    open_original(page, reference)
    page.get_by_role("button", name="Suggest what may give somebody away").click()
    expect(page.locator(CHANGED).first).to_be_visible()


def press(page: Page, key: str) -> None:
    """A key whose button sends a form: its answer is waited for."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()  # before it, the keys of the new page are nobody's


def test_all_of_it_with_keys_alone(browser: Browser, site: Site, unread: str) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        open_original(page, unread)
        press(page, "s")
        page.keyboard.press("j")
        first = page.locator(CHANGED).first
        expect(first).to_be_focused()
        expect(first.locator(".evidence-place")).to_have_text("Keziah Brandt")
        press(page, "h")
        expect(first.locator(".evidence-place")).to_have_text("is Keziah Brandt")
        press(page, "H")
        expect(first.locator(".evidence-place")).to_have_text("Keziah Brandt")
        press(page, "L")
        expect(first.locator(".evidence-place")).to_have_text("Keziah")
        press(page, "u")
        expect(first.locator(".evidence-place")).to_have_text("Keziah Brandt")
        page.keyboard.press("j")
        page.keyboard.press("e")
        expect(first.get_by_label("What it is")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("the writer")
        press(page, "Enter")
        expect(first.locator("b").first).to_have_text("[the writer]")
        press(page, "g")
        expect(page.locator(".is-accepted").first).to_be_visible()
        expect(page.get_by_text("decided", exact=False).first).to_be_visible()


def test_what_is_marked_is_added_by_a_key(browser: Browser, site: Site, unread: str) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        open_original(page, unread)
        page.locator("[data-side=o] [data-twin]", has_text="Nobody asked us").dblclick()
        page.keyboard.press("i")
        expect(page.get_by_label("Words to hide")).to_be_focused()
        expect(page.get_by_label("Words to hide")).to_have_value("asked")


def test_all_of_it_without_a_script(browser: Browser, site: Site, unread: str) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        suggest(page, unread)
        first = page.locator(CHANGED).first
        first.locator("summary", has_text="Change").click()
        first.get_by_role("button", name="A word more before").click()
        expect(first.locator(".evidence-place")).to_have_text("is Keziah Brandt")
        page.get_by_role("button", name="Undo what you did last").click()
        expect(first.locator(".evidence-place")).to_have_text("Keziah Brandt")


def test_axe_finds_nothing_on_what_is_new(desk: Page, unread: str) -> None:
    suggest(desk, unread)
    for summary in desk.locator(".evidence-change summary").all():
        summary.click()
    found = violations(desk) + wider_than_the_window(desk)
    for path in ("roster/", "roster/policy/", "replacements/", "evidence/H-0001/key-table/", "evidence/H-0002/"):
        desk.goto(f"/desk/{path}")
        found += violations(desk) + wider_than_the_window(desk)
    assert found == []
