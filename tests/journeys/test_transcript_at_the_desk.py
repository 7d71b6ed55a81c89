"""Somebody at the desk has a transcript of a recording, and adds it, with JavaScript and without."""

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, FilePayload, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_telling_us import MEMO, write

SAID = "They came on a Tuesday.\nEverything was in bin bags.\n"
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nThey came on a Tuesday.\n\n01:02.000 --> 01:05.000\n"
VTT: FilePayload = {
    "name": "memo.vtt",
    "mimeType": "text/vtt",
    "buffer": f"{CAPTIONS}Everything was in bin bags.\n".encode(),
}


def give_a_memo(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        write(page, files=[MEMO])
        page.get_by_role("button", name="Send it").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have it. Thank you.")


def open_the_newest_recording(page: Page) -> None:
    page.goto("/desk/evidence/?kind=sound")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="Open the file").click()
    page.get_by_label("What are you opening it for?").fill("writing it down")
    page.get_by_role("button", name="Open the original file").click()


def read_transcript(page: Page, file: FilePayload) -> None:
    page.get_by_label("A transcript you have already").set_input_files(file)
    page.get_by_role("button", name="Read the transcript").click()


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_it_stands_in_the_box_with_its_times_until_it_is_kept(browser: Browser, site: Site, has_script: bool) -> None:
    give_a_memo(browser, site)
    with visiting(browser, site, java_script_enabled=has_script) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        open_the_newest_recording(page)
        read_transcript(page, VTT)
        expect(page.get_by_label("Written down")).to_have_value(SAID)
        page.get_by_text("Where it stands in the original").click()
        expect(page.get_by_text("1:02: Everything was in bin bags.")).to_be_visible()
        assert not has_script or violations(page) == []
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("It is written down.")).to_be_visible()
