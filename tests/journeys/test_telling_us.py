"""A child gives evidence on a phone, with JavaScript and without; and what is sent many times arrives once."""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_small_and_light import HEAVIEST_FIRST_VISIT, bytes_transferred

POEM = "Bin bags\n\n   three of them\n      and one had my name on\n"


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * 3 * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def wav(seconds: int) -> bytes:
    """Silence, 8,000 samples a second."""
    length = 8000 * 2 * seconds
    return struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 36 + length, b"WAVEfmt ", 16, 1, 1, 8000, 16000, 2, 16, b"data", length
    ) + bytes(length)


DRAWING: FilePayload = {"name": "my room.png", "mimeType": "image/png", "buffer": png(3, 2)}
MEMO: FilePayload = {"name": "voice memo.wav", "mimeType": "audio/wav", "buffer": wav(2)}


GIVING = [
    "/tell-us/",
    *(f"/tell-us/{part}/" for part in ("who", "questions", "words-4", "files", "about", "agree", "check", "kept")),
    "/tell-us/tell-a-grown-up/",
]
AFTER_SENDING = [
    "/tell-us/received/",
    *(f"/your-words/{part}/" for part in ("trail", "adding", "choices", "taking-back")),
]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request: Any, browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site, **PHONE, java_script_enabled=request.param) as visitor:
        yield visitor.new_page()


def go_on(page: Page) -> None:
    here = page.url
    press_go_on(page)
    expect(page).not_to_have_url(here, timeout=30_000)


def press_go_on(page: Page) -> None:
    page.get_by_role("button", name="Go on").tap()


def write(page: Page, words: str = POEM, files: Sequence[FilePayload] = ()) -> None:
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
    if files:
        page.get_by_label("Choose files").set_input_files(files)
    go_on(page)
    page.get_by_label("13–15").check()
    go_on(page)
    page.get_by_label("You can read my words").check()
    go_on(page)


def begin_with_just_telling(page: Page) -> None:
    """To the box for whoever just tells, without choosing a question."""
    page.goto("/tell-us/who/")
    page.get_by_label("I’m telling you about my own life").check()
    go_on(page)
    page.goto("/tell-us/words-0/")


def words_shown(page: Page) -> str:
    expect(page.locator(".five-words li")).to_have_count(5)
    return " ".join(page.locator(".five-words li").all_inner_texts())


def test_a_poem_is_given_received_and_taken_back(phone: Page) -> None:
    write(phone)
    expect(phone.locator(".whole-text div")).to_have_text(POEM.strip(), use_inner_text=True)
    phone.get_by_role("button", name="Send it").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have it. Thank you.")
    words = words_shown(phone)
    assert len(words.split()) == 5
    phone.get_by_role("button", name="I’ve kept them").tap()
    phone.get_by_role("link", name="Where your words went").first.tap()
    phone.get_by_label("Your five words").fill(words.title())
    phone.get_by_role("button", name="Open").tap()
    expect(phone.get_by_role("heading", name="It waits to be read")).to_be_visible()
    phone.get_by_role("link", name="Take everything back").tap()
    phone.get_by_role("button", name="Yes, take everything back").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your words are taken back")


def test_a_poem_with_a_drawing_and_a_voice_memo_is_given_and_opened_at_the_desk(
    phone: Page, browser: Browser, site: Site
) -> None:
    write(phone, files=[DRAWING, MEMO])
    expect(phone.get_by_text("my room.png")).to_be_visible()
    expect(phone.get_by_text("voice memo.wav")).to_be_visible()
    phone.get_by_role("button", name="Send it").tap()
    phone.get_by_role("link", name="See where your words went").tap()
    expect(phone.get_by_text("There are 2 files with it.")).to_be_visible()
    with visiting(browser, site) as visitor:
        desk = visitor.new_page()
        sign_in(desk, site)
        desk.goto("/desk/evidence/?reading=to+open")
        desk.get_by_role("row", name="picture").first.get_by_role("link").click()
        desk.get_by_role("link", name="Open the file").first.click()
        desk.get_by_label("What are you opening it for?").fill("reading it")
        desk.get_by_role("button", name="Open the original file").click()
        expect(desk.get_by_role("heading", name="my room.png")).to_be_visible()
        expect(desk.locator("img.desk-file")).to_have_js_property("naturalWidth", 3)
        assert violations(desk) == []
        desk.get_by_label("what it shows").check()
        desk.get_by_label("Written down").fill("A bed, and a window that is crossed out.")
        desk.get_by_role("button", name="Keep it").click()
        desk.get_by_role("link", name="Open the file").last.click()
        desk.get_by_label("What are you opening it for?").fill("reading it")
        desk.get_by_role("button", name="Open the original file").click()
        expect(desk.locator("audio")).to_be_visible()
        expect(desk.locator("audio")).to_have_js_property("readyState", 4)
        assert violations(desk) == []
    phone.reload()
    expect(phone.get_by_role("heading", name="Somebody is reading it")).to_be_visible()


def test_a_large_file_goes_on_by_itself_after_the_connection_broke(browser: Browser, site: Site) -> None:
    with broken_off(browser, site) as page:
        film: FilePayload = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"a film " * 900_000}
        page.get_by_label("Choose files").set_input_files(film)
        asked: list[str] = []

        def break_off_once(route: Route) -> None:
            asked.append(route.request.method)
            if route.request.method == "PATCH" and asked.count("PATCH") == 3:
                route.abort("connectionreset")
            else:
                route.continue_()

        page.route("**/tell-us/uploads/**", break_off_once)
        page.get_by_role("button", name="Add these files").tap()
        expect(page.get_by_text("Added.")).to_be_visible(timeout=60_000)
        expect(page.locator("[data-held]")).to_contain_text("film.mp4")
        assert asked == ["POST", "PATCH", "PATCH", "PATCH", "HEAD", *["PATCH"] * 5]


@contextmanager
def broken_off(browser: Browser, site: Site, path: str = "/tell-us/files/") -> Iterator[Page]:
    """A page on which nobody minds that the browser complains of a broken connection."""
    visitor = browser.new_context(base_url=site.url, **PHONE)  # type: ignore[arg-type]
    page = visitor.new_page()
    page.goto("/tell-us/who/")
    page.get_by_label("I’m telling you about my own life").check()
    go_on(page)
    page.goto(path)
    yield page
    visitor.close()


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
        write(page, files=[DRAWING])
        found = look_at(page, GIVING)
        page.goto("/tell-us/check/")
        page.get_by_role("button", name="Send it").tap()
        words_shown(page)
        found += look_at(page, AFTER_SENDING)
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


def test_a_first_visit_to_any_page_of_giving_is_light(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        write(page, files=[DRAWING])
        weights = {path: first_visit(browser, site, visitor.cookies(), path) for path in GIVING}
        page.get_by_role("button", name="Send it").tap()
        words_shown(page)
        weights |= {path: first_visit(browser, site, visitor.cookies(), path) for path in AFTER_SENDING}
        weights["/your-words/"] = first_visit(browser, site, [], "/your-words/")
    assert {path: weight for path, weight in weights.items() if not 5_000 < weight <= HEAVIEST_FIRST_VISIT} == {}


def first_visit(browser: Browser, site: Site, cookies: Sequence[Any], path: str) -> int:
    """Bytes for somebody who holds these cookies and has none of our files yet."""
    with visiting(browser, site, **PHONE) as visitor:
        visitor.add_cookies(list(cookies))
        page = visitor.new_page()
        weight = bytes_transferred(page, path)
        assert page.url.endswith(path)
        return weight


def test_a_lost_connection_costs_no_word(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        begin_with_just_telling(page)
        page.get_by_label("Your words").fill(POEM)
        visitor.set_offline(True)
        press_go_on(page)
        expect(page.get_by_role("status").last).to_contain_text("There is no connection")
        expect(page.get_by_label("Your words")).to_have_value(POEM)
        visitor.set_offline(False)
        go_on(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Would you like to add anything?")


def test_words_typed_without_a_connection_are_there_again_after_a_reload(browser: Browser, site: Site) -> None:
    with broken_off(browser, site, "/tell-us/words-0/") as page:
        page.route("**/keep/", lambda route: route.abort("connectionreset"))  # the browser thinks that it is online
        page.get_by_label("Your words").fill(POEM)
        press_go_on(page)
        expect(page.get_by_role("status").last).to_contain_text("There is no connection")
        assert page.url.endswith("/tell-us/words-0/")
        page.reload()
        expect(page.get_by_label("Your words")).to_have_value(POEM)
        expect(page.get_by_role("status").last).to_contain_text("from before the connection broke")
        page.unroute("**/keep/")
        go_on(page)
        page.goto("/tell-us/words-0/")
        expect(page.get_by_label("Your words")).to_have_value(POEM)
        assert kept_on_device(page) == 0


def kept_on_device(page: Page) -> int:
    """How many pieces this device keeps of what was not sent."""
    return int(
        page.evaluate(
            """() => new Promise((resolve) => {
              const asking = indexedDB.open("heard", 1);
              asking.onsuccess = () => {
                const counting = asking.result.transaction("kept").objectStore("kept").count();
                counting.onsuccess = () => { asking.result.close(); resolve(counting.result); };
              };
            })"""
        )
    )


def test_words_and_a_file_are_added_later(phone: Page) -> None:
    write(phone)
    phone.get_by_role("button", name="Send it").tap()
    phone.get_by_role("link", name="See where your words went").tap()
    phone.get_by_role("link", name="Add words, files or a recording").tap()
    phone.get_by_label("Choose files").set_input_files([MEMO])
    phone.get_by_role("button", name="Add these files").tap()
    expect(phone.locator("[data-held]")).to_contain_text("voice memo.wav")
    phone.get_by_label("What you want to add").fill(POEM)
    phone.get_by_role("button", name="Send it").tap()
    expect(phone.get_by_text("We have what you added.")).to_be_visible()
    expect(phone.get_by_text("There is one file with it.")).to_be_visible()
    phone.get_by_role("link", name="Add words, files or a recording").tap()
    expect(phone.get_by_label("What you want to add")).to_have_value("")


def test_what_is_typed_is_kept_before_anybody_goes_on(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        begin_with_just_telling(page)
        page.get_by_label("Your words").fill(POEM)
        expect(page.get_by_role("status").last).to_have_text("Kept, so far.", timeout=20_000)
        page.goto("/tell-us/words-0/")
        expect(page.get_by_label("Your words")).to_have_value(POEM)
        go_on(page)


def test_going_on_needs_one_press_when_the_words_are_kept_already(browser: Browser, site: Site) -> None:
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        begin_with_just_telling(page)
        go_on(page)  # with nothing said, which is allowed
        page.goto("/tell-us/words-0/")
        page.get_by_label("Your words").fill(POEM)
        expect(page.get_by_role("status").last).to_have_text("Kept, so far.", timeout=20_000)
        go_on(page)


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_way_out_closes_what_somebody_was_writing(browser: Browser, site: Site, scripted: bool) -> None:
    visitor = browser.new_context(base_url=site.url, java_script_enabled=scripted, **PHONE)  # type: ignore[arg-type]
    visitor.route("**/leave/", instead_of_another_machine)
    page = visitor.new_page()
    write(page)
    page.get_by_role("link", name="Exit this page").tap()
    expect(page.get_by_text("It will rain.")).to_be_visible()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("three of them")
    page.goto("/tell-us/check/")
    expect(page.locator("body")).not_to_contain_text("three of them")
    visitor.close()


def instead_of_another_machine(route: Route) -> None:
    """What our way out answers, but for the page of another machine to which it leads."""
    ours = route.fetch(max_redirects=0)
    assert ours.headers["location"].startswith("https://")
    headers = {name: value for name, value in ours.headers.items() if name in ("set-cookie", "clear-site-data")}
    route.fulfill(status=200, headers=headers, body="<p>It will rain.</p>", content_type="text/html")


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
        return int(page.get_by_text("pieces of evidence").inner_text().split()[0])
