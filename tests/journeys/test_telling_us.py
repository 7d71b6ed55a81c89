"""A child gives evidence on a phone, with JavaScript and without; and what is sent many times arrives once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_small_and_light import HEAVIEST_FIRST_VISIT, bytes_transferred

POEM = "Bin bags\n\n   three of them\n      and one had my name on\n"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: Any, browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site, **PHONE, java_script_enabled=request.param) as visitor:
        yield visitor.new_page()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Go on").tap()


def write(page: Page, words: str = POEM) -> None:
    """From the first page to the one where all is looked at again."""
    page.goto("/")
    page.get_by_role("link", name="Tell us what you know").tap()
    page.get_by_role("link", name="Begin").tap()
    page.get_by_label("I’m telling you about my own life").check()
    go_on(page)
    page.get_by_label("What makes a place feel like yours?").check()
    go_on(page)
    page.get_by_label("Your words").fill(words)
    go_on(page)
    page.get_by_label("13–15").check()
    go_on(page)
    page.get_by_label("You can read my words").check()
    go_on(page)


def words_shown(page: Page) -> str:
    return " ".join(page.locator(".five-words li").all_inner_texts())


def test_a_poem_is_given_received_and_taken_back(phone: Page) -> None:
    write(phone)
    expect(phone.locator(".whole-text div")).to_have_text(POEM.strip(), use_inner_text=True)
    phone.get_by_role("button", name="Send it").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have it. Thank you.")
    words = words_shown(phone)
    assert len(words.split()) == 5
    phone.get_by_role("button", name="I have kept them").tap()
    phone.get_by_role("link", name="Where your words went").first.tap()
    phone.get_by_label("Your five words").fill(words.title())
    phone.get_by_role("button", name="Open").tap()
    expect(phone.get_by_role("heading", name="It waits to be read")).to_be_visible()
    phone.get_by_role("link", name="Take everything back").tap()
    phone.get_by_role("button", name="Yes, take everything back").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your words are taken back")


def test_what_is_kept_for_later_comes_back_on_another_device(phone: Page, browser: Browser, site: Site) -> None:
    write(phone)
    phone.get_by_role("link", name="Change your words").tap()
    phone.get_by_label("Your words").fill(POEM + "more")
    phone.get_by_role("button", name="Keep it for later").tap()
    words = words_shown(phone)
    with visiting(browser, site, **PHONE) as elsewhere:
        page = elsewhere.new_page()
        page.goto("/your-words/")
        page.get_by_label("Your five words").fill(words)
        page.get_by_role("button", name="Open").tap()
        expect(page.locator(".whole-text div")).to_have_text(POEM + "more", use_inner_text=True)


def test_axe_finds_nothing_and_every_page_is_light_and_narrow(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE, color_scheme="dark") as visitor:
        page = visitor.new_page()
        write(page)
        parts = ["who/", "questions/", "words-4/", "about/", "agree/", "check/", "kept/", "tell-a-grown-up/"]
        addresses = [f"/tell-us/{part}" for part in parts]
        found = look_at(page, addresses)
        page.goto("/tell-us/check/")
        page.get_by_role("button", name="Send it").tap()
        your_words = [f"/your-words/{part}" for part in ("trail/", "choices/", "taking-back/")]
        found += look_at(page, ["/tell-us/received/", *your_words])
    assert found == []


def look_at(page: Page, addresses: list[str]) -> list[str]:
    found: list[str] = []
    for address in addresses:
        page.goto(address)
        assert page.url.endswith(address)
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{address} is wider than the phone")
    return found


def test_a_first_visit_to_the_page_for_words_is_light(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        page.goto("/tell-us/who/")
        page.get_by_label("I’m telling you about my own life").check()
        go_on(page)
        cookies = visitor.cookies()
    with visiting(browser, site, **PHONE) as visitor:
        visitor.add_cookies(cookies)  # type: ignore[arg-type]
        page = visitor.new_page()
        assert 5_000 < bytes_transferred(page, "/tell-us/words-0/") <= HEAVIEST_FIRST_VISIT
        assert page.get_by_label("Your words").is_visible()


def test_a_lost_connection_costs_no_word(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        page.goto("/tell-us/who/")
        page.get_by_label("I’m telling you about my own life").check()
        go_on(page)
        page.goto("/tell-us/words-0/")
        page.get_by_label("Your words").fill(POEM)
        visitor.set_offline(True)
        go_on(page)
        expect(page.get_by_role("status")).to_contain_text("There is no connection")
        expect(page.get_by_label("Your words")).to_have_value(POEM)
        visitor.set_offline(False)
        go_on(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("A little about you")


def test_what_is_typed_is_kept_before_anybody_goes_on(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        page.goto("/tell-us/who/")
        page.get_by_label("I’m telling you about my own life").check()
        go_on(page)
        page.goto("/tell-us/words-0/")
        page.get_by_label("Your words").fill(POEM)
        expect(page.get_by_role("status")).to_have_text("Kept, so far.", timeout=20_000)
        page.goto("/tell-us/words-0/")
        expect(page.get_by_label("Your words")).to_have_value(POEM)


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_way_out_closes_what_somebody_was_writing(browser: Browser, site: Site, scripted: bool) -> None:
    visitor = browser.new_context(base_url=site.url, java_script_enabled=scripted, **PHONE)  # type: ignore[arg-type]
    # The way out leads to another machine, which answers here instead.
    visitor.route("https://**", lambda route: route.fulfill(body="<p>It will rain.</p>", content_type="text/html"))
    page = visitor.new_page()
    write(page)
    page.get_by_role("link", name="Exit this page").tap()
    expect(page.get_by_text("It will rain.")).to_be_visible()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("three of them")
    page.goto("/tell-us/check/")
    expect(page.locator("body")).not_to_contain_text("three of them")
    visitor.close()


def test_fifty_sendings_at_once_are_one_submission(browser: Browser, site: Site) -> None:
    before = pieces_of_evidence(browser, site)
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        write(page, "Sent fifty times at once.")
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in visitor.cookies())
    with ThreadPoolExecutor(50) as crowd:
        receipts = list(crowd.map(lambda _: send(site, cookies), range(50)))
    assert len(receipts[0]) == 5
    assert receipts == [receipts[0]] * 50
    assert pieces_of_evidence(browser, site) == before + 1


def send(site: Site, cookies: str) -> list[str]:
    """Send what the browser with these cookies holds; the five words of the receipt."""
    request = Request(f"{site.url}/tell-us/send/", data=b"", headers={"Cookie": cookies}, method="POST")  # noqa: S310 (our own address)
    sent = urlopen(request, timeout=60)  # noqa: S310
    received = sent.read().decode()
    if not sent.url.endswith("/received/"):
        return []
    return re.findall(r"<li>([a-z]+)</li>", received)


def pieces_of_evidence(browser: Browser, site: Site) -> int:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.goto("/desk/evidence/")
        return int(page.get_by_role("status").inner_text().split()[0])
