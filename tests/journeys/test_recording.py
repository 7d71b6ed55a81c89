"""A child records her voice on a phone, with nothing but a browser."""

from collections.abc import Iterator

import pytest
from browsing import PHONE, QUIET, visiting
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from serving import Site
from test_accessibility import violations
from test_telling_us import go_on, kept_on_device

# A microphone that hums, and somebody who says yes when asked whether the page may use it.
WITH_MICROPHONE = (*QUIET, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Instead of the one all other journeys share."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(WITH_MICROPHONE))
        yield started
        started.close()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    with visiting(browser, site, **PHONE, permissions=["microphone"]) as visitor:
        yield visitor


def page_for_files(visitor: BrowserContext) -> Page:
    page = visitor.new_page()
    page.goto("/tell-us/who/")
    page.get_by_label("I’m telling you about my own life").check()
    go_on(page)
    page.goto("/tell-us/files/")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def record(page: Page) -> None:
    press(page, "Start recording")
    expect(page.locator("[data-says]")).to_have_text("Recording. We can hear you.")
    expect(page.locator("[data-time]")).to_have_text("0:02")
    press(page, "Stop")
    expect(page.locator("[data-says]")).to_contain_text("Nothing has been sent")


def test_it_is_recorded_paused_heard_added_and_nowhere_else_kept(phone: BrowserContext) -> None:
    page = page_for_files(phone)
    press(page, "Start recording")
    press(page, "Pause")
    expect(page.locator("[data-says]")).to_have_text("Paused. Nothing is recorded now.")
    assert violations(page) == []
    press(page, "Go on recording")
    expect(page.locator("[data-time]")).not_to_have_text("0:00")
    press(page, "Stop")
    expect(page.get_by_label("Listen to your recording")).to_have_js_property("error", None)
    expect(page.get_by_label("Listen to your recording")).to_be_visible()
    press(page, "Add this recording")
    expect(page.locator("[data-says]")).to_have_text("Your recording is added.")
    expect(page.locator("[data-held]")).to_contain_text("my recording 1")
    assert kept_on_device(page) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_reload_loses_nothing_and_whoever_has_the_phone_next_finds_nothing(phone: BrowserContext) -> None:
    page = page_for_files(phone)
    record(page)
    page.reload()
    expect(page.locator("[data-says]")).to_contain_text("You recorded this and have not added it")
    assert kept_on_device(page) > 0
    phone.clear_cookies()  # as closing the window or “Exit this page” does
    page = page_for_files(phone)
    expect(page.get_by_role("button", name="Start recording")).to_be_visible()
    expect(page.locator("[data-says]")).to_have_text("")
    page.wait_for_function(
        """() => new Promise((resolve) => {
          const asking = indexedDB.open("heard", 1);
          asking.onsuccess = () => {
            const counting = asking.result.transaction("kept").objectStore("kept").count();
            counting.onsuccess = () => { asking.result.close(); resolve(counting.result === 0); };
          };
        })"""
    )


def test_going_on_with_a_recording_that_is_not_added_says_so_first(phone: BrowserContext) -> None:
    page = page_for_files(phone)
    record(page)
    page.get_by_role("button", name="Go on", exact=True).tap()
    expect(page.locator("[data-says]")).to_contain_text("not added yet")
    assert page.url.endswith("/tell-us/files/")
    press(page, "Do it again")
    expect(page.get_by_role("button", name="Start recording")).to_be_visible()
    go_on(page)


def test_it_is_done_with_the_keyboard_alone(phone: BrowserContext) -> None:
    page = page_for_files(phone)
    page.get_by_role("button", name="Start recording").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_focused()
    expect(page.locator("[data-time]")).to_have_text("0:02")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add this recording")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Do it again")).to_be_focused()


def test_somebody_who_says_no_to_the_microphone_is_told_another_way(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = page_for_files(visitor)
        page.evaluate(
            """() => {
              navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
            }"""
        )
        press(page, "Start recording")
        expect(page.locator("[data-says]")).to_contain_text("add it as a file")
        expect(page.get_by_role("button", name="Start recording")).to_be_visible()


OURS = "**/web_form/{name}*.js"


@pytest.mark.parametrize("lost", ["record", "send_files"])
@pytest.mark.parametrize("how", ["never comes", "fails"])
def test_where_its_scripts_fail_no_empty_place_is_left(browser: Browser, site: Site, lost: str, how: str) -> None:
    visitor = browser.new_context(base_url=site.url, **PHONE, permissions=["microphone"])
    for_it = OURS.format(name=lost)
    if how == "fails":
        visitor.route(for_it, lambda route: route.fulfill(body="throw new Error()", content_type="text/javascript"))
    else:
        visitor.route(for_it, lambda route: route.abort())
    page = page_for_files(visitor)
    expect(page.locator("[data-recorder]")).to_have_count(0)
    expect(page.get_by_label("Choose files")).to_be_visible()
    visitor.close()


def test_where_no_script_comes_its_place_is_given_back_after_a_while(browser: Browser, site: Site) -> None:
    visitor = browser.new_context(base_url=site.url, **PHONE)
    visitor.route("**/web_form/*.js", lambda route: route.abort())
    page = page_for_files(visitor)
    place = page.locator("[data-recorder]")
    assert place.bounding_box() is not None
    place.evaluate("place => place.getAnimations().forEach((each) => each.finish())")
    assert place.bounding_box() is None
    visitor.close()
