"""Pages fit a phone of 320 pixels and a slow line."""

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, Page, Route
from serving import Site

HEAVIEST_FIRST_VISIT = 100_000  # bytes as transferred, pictures aside
# How far what is seen has moved by itself, as a share of the window: 0 where nothing has.
SHIFTED = """() => new Promise((tell) => {
  let moved = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value)));
  watch.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => tell(moved), 300));
})"""
# `wait_for_function` would run what it is given as a string, which our pages do not allow.
PAINTED = """() => new Promise((tell) => {
  new PerformanceObserver(() => tell()).observe({ type: "paint", buffered: true });
})"""


def bytes_transferred(page: Page, path: str) -> int:
    """What a visitor who was never here transfers for one page: headers and bodies, as compressed."""
    received: list[int] = []
    meter = page.context.new_cdp_session(page)
    meter.send("Network.enable")
    meter.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => null)")
    return sum(received)


def test_a_first_visit_to_any_page_is_light(browser: Browser, site: Site, kinds: list[str]) -> None:
    weights = {}
    for path in kinds:
        with visiting(browser, site) as visitor:
            weights[path] = bytes_transferred(visitor.new_page(), path)
    assert {path: weight for path, weight in weights.items() if not 5_000 < weight <= HEAVIEST_FIRST_VISIT} == {}


@pytest.mark.parametrize("path", ["/", "/tell-us/who/", "/themes/"])
def test_nothing_moves_when_the_letters_come_late(browser: Browser, site: Site, path: str) -> None:
    """A thumb on its way to a button would miss it."""
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        late: list[Route] = []

        def hold(route: Route) -> None:
            late.append(route)

        page.route("**/*.woff2", hold)
        page.goto(path, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        assert len(late) >= 2
        for font in late:
            font.continue_()
        page.unroute("**/*.woff2")
        page.evaluate("document.fonts.ready.then(() => null)")
        assert page.evaluate(SHIFTED) == 0


def test_nothing_has_to_be_scrolled_sideways_at_320_pixels(browser: Browser, site: Site, kinds: list[str]) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        widths = {}
        for path in kinds:
            page.goto(path)
            widths[path] = page.evaluate("document.documentElement.scrollWidth")
        assert {path: width for path, width in widths.items() if width > 320} == {}


def test_a_name_of_sixty_letters_without_a_gap_breaks_instead_of_widening_the_page(
    browser: Browser, site: Site
) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        page.goto("/sessions/")
        for where in ("h1", ".rows h2 a", ".masthead-name span:last-child", ".breadcrumbs a"):
            page.locator(where).first.evaluate("(element, name) => { element.textContent = name }", "W" * 60)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_links_and_buttons_are_large_enough_for_a_thumb(browser: Browser, site: Site) -> None:
    """WCAG 2.2, target size (minimum): 24 by 24 pixels, links inside a sentence aside."""
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        page.goto("/themes/")
        for link in page.locator(".safety a, .menu a, .breadcrumbs a, figcaption a, summary").all():
            box = link.bounding_box()
            assert box is not None
            assert min(box["height"], box["width"]) >= 24, link.inner_text()
