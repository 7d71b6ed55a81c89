"""Somebody who works for the inquiry signs in with what the demo printed, and reads evidence at the desk."""

from collections.abc import Iterator

import pytest
from browsing import visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations

# Pages of ours in Wagtail's frame. Its own pages are checked by Wagtail.
OURS = [
    "/desk/call/",
    "/desk/typing-in/",
    "/desk/evidence/",
    "/desk/sessions/",
    "/desk/themes/",
    "/desk/quotations/",
    "/desk/audit/",
    "/accounts/2fa/",
    "/accounts/password/change/",
]


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of somebody who has signed in."""
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


def sign_in(page: Page, site: Site) -> None:
    page.goto("/")
    page.get_by_role("link", name="For the team: sign in").click()
    page.get_by_label("Email").fill(site.email)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")


def test_who_signs_in_reaches_the_desk_and_reads_a_piece_of_evidence(desk: Page) -> None:
    desk.get_by_role("link", name="Evidence", exact=True).click()
    desk.wait_for_url("**/desk/evidence/")
    first = desk.locator("main table a").first
    reference = first.inner_text()
    first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(desk.get_by_text("What others see").first).to_be_visible()


def test_evidence_is_found_by_a_word_of_it(desk: Page) -> None:
    desk.goto("/desk/evidence/")
    desk.get_by_label("Words or reference").fill("H-0012")
    desk.get_by_role("button", name="Show").click()
    expect(desk.locator("main table a").first).to_have_text("H-0012")


def test_axe_finds_nothing_on_the_desk_pages_of_ours(desk: Page) -> None:
    found: list[str] = []
    for path in [*OURS, *(first_in(desk, f"/desk/{table}/") for table in ("evidence", "quotations"))]:
        desk.goto(path)
        found += violations(desk)
    assert found == []


def first_in(desk: Page, table: str) -> str:
    """Where the first thing of a table leads: quotations are numbered by lot."""
    desk.goto(table)
    return desk.locator("main table a").first.get_attribute("href") or ""


def test_nobody_reads_the_desk_without_signing_in(page: Page) -> None:
    for path in ("/desk/", *OURS):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_who_mistypes_is_told_so_and_nothing_more(page: Page, site: Site) -> None:
    for email in (site.email, "nobody@example.org"):
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill("not the password")
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator(".error-summary")).to_contain_text("not correct")
