"""With JavaScript, “Exit this page” empties the page and leaves no way back to it."""

from browsing import visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site


def test_leaving_takes_the_page_off_the_way_back(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        page.goto("/")
        elsewhere = f"{site.url}/questions/"  # stands in for the outside page, which a test must not ask for
        page.goto("/themes/")
        page.locator("[data-leave]").evaluate("(link, address) => { link.href = address }", elsewhere)
        page.locator("[data-leave]").click()
        page.wait_for_url(elsewhere)
        page.go_back()
        assert page.url == f"{site.url}/"


def test_shift_three_times_leaves_and_capital_letters_do_not(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        page.goto("/your-words/")
        page.locator("[data-leave]").evaluate("(link) => { link.href = '/questions/' }")
        page.get_by_label("Your five words").press_sequentially("ABC Def GHI")
        assert page.url.endswith("/your-words/")
        page.keyboard.press("Shift")
        expect(page.locator("[data-once]")).to_contain_text("Twice more")
        page.keyboard.press("Shift")
        page.keyboard.press("x")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        assert page.url.endswith("/your-words/")
        page.keyboard.press("Shift")
        page.wait_for_url("**/questions/")


def test_the_words_are_gone_at_once_however_slow_the_line(page: Page) -> None:
    page.goto("/themes/")
    left = page.evaluate(
        """() => {
          const way_out = document.querySelector("[data-leave]");
          way_out.href = "/questions/";
          way_out.click();
          return document.title.trim() + document.body.innerText.trim();
        }"""
    )
    assert left == ""
