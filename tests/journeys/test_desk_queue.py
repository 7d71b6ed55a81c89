"""The queue and the reading of an original in a browser: with a mouse, with keys alone, and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import PHONE, visiting
from looking_after import let_pass
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in

LETTER = (
    "My name is Keziah Brandt. Our social worker was Nadia Osei.\n\n"
    "   three bin bags\n      and one had my name on it\n\nNobody asked us."
)


@pytest.fixture(scope="module")
def reference(browser: Browser, site: Site) -> str:
    """A letter that nobody has read yet, to be looked at."""
    return type_in(browser, site)


@pytest.fixture
def unread(browser: Browser, site: Site) -> str:
    """A letter that nobody has read yet, to be decided about."""
    return type_in(browser, site)


def type_in(browser: Browser, site: Site) -> str:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.goto("/desk/typing-in/")
        page.get_by_label("Their words").fill(LETTER)
        page.get_by_label("How it came").select_option("letter")
        page.locator("[name=analyse]").check()
        page.get_by_label("How they told us").fill("It says so in the letter.")
        page.get_by_role("button", name="Keep it").click()
        page.goto("/desk/evidence/?channel=letter&state=new&sort=newest")
        reference = page.locator("main table a").first.inner_text()
        let_pass(page, reference)
        return reference


@pytest.fixture(params=[{}, PHONE | {"color_scheme": "dark"}], ids=["wide and light", "narrow and dark"])
def desk(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visiting(browser, site, **request.param) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


@pytest.fixture
def without_scripts(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


def open_original(page: Page, reference: str) -> None:
    page.set_default_timeout(120_000)  # the software that suggests takes seconds, and minutes on a crowded machine
    page.goto(f"/desk/evidence/{reference}/")
    page.get_by_label("What are you opening it for?").first.fill("reading it")
    page.get_by_role("button", name="Open the original").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reading")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk: Page, reference: str) -> None:
    found: list[str] = []
    for path in ("?state=yours", "?words=foster+mov*&since=31/2/2026", "?words=zeppelin", "?state=set+aside"):
        desk.goto(f"/desk/evidence/{path}")
        found += violations(desk) + wider_than_the_window(desk)
    desk.goto(f"/desk/evidence/{reference}/")
    found += violations(desk) + wider_than_the_window(desk)
    open_original(desk, reference)
    found += violations(desk) + wider_than_the_window(desk)
    assert found == []


def wider_than_the_window(page: Page) -> list[str]:
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    hidden: Any = page.evaluate(
        "document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"
    )
    return [f"{page.url} is wider than the window"] if sideways or hidden else []


def test_words_are_found_marked_and_remembered_in_the_address(desk: Page) -> None:
    desk.goto("/desk/evidence/")
    desk.get_by_label("Words or reference").fill('"foster carer"')
    desk.get_by_role("button", name="Show").click()
    desk.wait_for_url("**words=**")
    assert "=&" not in desk.url
    expect(desk.locator("main table mark").first).to_contain_text("foster")


def test_an_original_is_read_with_keys_alone(browser: Browser, site: Site, unread: str) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        open_original(page, unread)
        page.keyboard.press("s")
        page.wait_for_url("**#suggestions")
        expect(page.locator(".evidence-decisions li").first).to_be_visible()
        page.keyboard.press("j")
        here = page.locator("[data-side=o] .is-here")
        expect(here).to_have_text("Keziah Brandt")
        expect(page.locator("[data-side=s] .is-here")).to_contain_text("[")
        page.keyboard.press("a")
        expect(page.locator(".evidence-decisions .is-accepted")).to_have_count(1)
        page.wait_for_load_state()  # before it, the keys of the new page are nobody's
        page.keyboard.press("x")
        expect(page.locator(".evidence-decisions .is-rejected")).to_have_count(1)
        page.goto("/desk/evidence/")
        page.keyboard.press("/")
        expect(page.get_by_label("Words or reference")).to_be_focused()
        page.keyboard.type("janx")  # letters in a field are letters
        expect(page.get_by_label("Words or reference")).to_have_value("janx")
        page.goto("/desk/evidence/")
        page.keyboard.press("j")
        expect(page.locator("main table a").first).to_be_focused()


def test_marking_words_in_the_original_fills_the_form(browser: Browser, site: Site, reference: str) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        open_original(page, reference)
        page.locator("[data-side=o] [data-twin]", has_text="Nobody asked us").dblclick()
        expect(page.get_by_label("Words to hide")).to_have_value("asked")


def test_all_of_it_goes_without_a_script(without_scripts: Page, unread: str) -> None:
    page = without_scripts
    page.goto("/desk/evidence/?channel=letter")
    page.get_by_role("checkbox", name=f"Tick {unread}").check()
    page.get_by_label("Give what is ticked to").select_option("You")
    page.get_by_role("button", name="Give", exact=True).click()
    expect(page.get_by_text("1 piece is given to")).to_be_visible()
    open_original(page, unread)
    page.get_by_role("button", name="Suggest what may give somebody away").click()
    page.locator("[data-side=o] a").first.click()
    assert "#s" in page.url  # the mark leads to its place on the other side
    page.get_by_role("button", name="Accept all that are left").click()
    page.get_by_role("button", name="Make the working text").click()
    expect(page.get_by_text("The working text is made.")).to_be_visible()
    expect(page.get_by_text("Nadia")).to_have_count(0)
    page.get_by_role("button", name="Accept it as evidence").click()
    expect(page.get_by_text("accepted this as evidence")).to_be_visible()


def test_on_paper_there_is_the_working_text_and_nothing_else(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.goto("/desk/evidence/H-0001/")
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".desk-words").first).to_be_visible()
        expect(page.get_by_role("button", name="Open the original")).to_be_hidden()
        expect(page.locator(".sidebar")).to_be_hidden()
