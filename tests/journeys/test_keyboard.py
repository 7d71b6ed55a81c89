"""The pages are walked with the keyboard alone, and what has the focus can be seen."""

from playwright.sync_api import Page, expect


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText.trim()"))


def tab_to(page: Page, name: str, *, within: int = 60) -> None:
    """Press Tab until the element that says `name` has the focus."""
    for _ in range(within):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"“{name}” was not reached with the keyboard.")


def test_the_first_stop_skips_to_the_main_part(page: Page) -> None:
    page.goto("/themes/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the main part of this page"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_quotation_is_reached_and_followed_without_a_mouse(page: Page) -> None:
    page.goto("/")
    tab_to(page, "What we are hearing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/")
    tab_to(page, "Follow the thread")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotations/*/")
    expect(page.locator(".walk-words")).to_be_visible()


def test_every_stop_shows_where_it_is_and_nothing_covers_it(page: Page) -> None:
    page.goto("/themes/")
    stops = page.locator("main a, main summary, footer a").count()
    for _ in range(stops + 8):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK_AT_FOCUS)
        if seen is None:
            break
        assert seen["outline"] >= 2, seen["text"]
        assert seen["covered"] is False, seen["text"]


# The outline's width, and whether something else lies over the middle of the focused element.
LOOK_AT_FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0];
  const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  return {
    text: element.innerText.trim(),
    outline: parseFloat(getComputedStyle(element).outlineWidth),
    covered: !(top && (element.contains(top) || top.contains(element))),
  };
}"""
