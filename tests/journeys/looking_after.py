"""Reading a concern and closing it at the desk, where software opened one about what a journey gave."""

from playwright.sync_api import Page, expect

LOOKS = 300  # times, a second apart; an idle machine needs two


def let_pass(page: Page, reference: str) -> None:
    """Wait until software has looked at everything, and close the concern about `reference`, if it opened one."""
    wait_until_all_is_looked_at(page)
    page.goto(f"/desk/evidence/{reference}/")
    concern = page.get_by_role("link", name="Read the concern")
    if concern.count():
        concern.click()
        read_and_close(page)


def wait_until_all_is_looked_at(page: Page) -> None:
    for _ in range(LOOKS):
        page.goto("/desk/concerns/")
        if not page.get_by_text("Software has not looked at").count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError("Nobody’s software looked at what was given.")


def read_and_close(page: Page) -> None:
    page.get_by_role("button", name="Open and read it").click()
    page.get_by_label("There is no concern").check()
    page.get_by_label("Why, and what was done").fill("It was written to try this out.")
    page.get_by_role("button", name="Close the concern").click()
    expect(page.get_by_text("The concern is closed.")).to_be_visible()
