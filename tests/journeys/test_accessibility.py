"""axe finds nothing wrong on any kind of page, in light and in dark, wide and narrow."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, visiting
from playwright.sync_api import Browser, Page
from serving import Site

# The rules of WCAG 2.0 to 2.2, A and AA, and what axe calls best practice. Body text at AAA is computed in tests/web.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIGNING_IN = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"]


# What fades in is seen as it will be: halfway there its letters are pale. What moves for seconds is not waited for.
STANDS_STILL = """async () => {
  await new Promise(requestAnimationFrame);
  const passing = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime <= 2000);
  await Promise.all(passing.map((one) => one.finished.catch(() => null)));
}"""


def violations(page: Page) -> list[str]:
    page.wait_for_load_state()  # before it there may be an address and nothing on the page
    page.evaluate(STANDS_STILL)
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    return [
        f"{page.url}: {fault['id']}: {node['html'][:160]}" for fault in found["violations"] for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}], ids=["light and wide", "dark and narrow"]
)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site: Site, kinds: list[str], options: dict[str, Any]
) -> None:
    found: list[str] = []
    with visiting(browser, site, **options) as visitor:
        page = visitor.new_page()
        for path in [*kinds, *SIGNING_IN]:
            page.goto(path)
            found += violations(page)
    assert found == []


def test_axe_finds_nothing_where_an_address_leads_nowhere(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/no-such-page/")
    assert violations(page) == []
    context.close()


def test_axe_finds_nothing_where_a_form_needs_mending(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        page.goto("/accounts/login/")
        page.get_by_role("button", name="Sign in").click()
        assert page.locator(".error-summary").is_visible()
        assert violations(page) == []
