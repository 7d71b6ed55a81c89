"""A reader who doubts a sentence walks from a theme to somebody's words, to where they were said, and back."""

import re
from html import unescape

import pytest
from browsing import visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from walking import Answer, kind_of


@pytest.fixture(scope="module")
def quotations(pages: dict[str, Answer]) -> dict[str, str]:
    """Every quotation's page, by its path."""
    return {path: answer.html for path, answer in pages.items() if kind_of(path) == "quotations/*"}


@pytest.fixture(scope="module")
def whole(quotations: dict[str, str]) -> str:
    """Where somebody agreed that everything they sent is shown."""
    return next(path for path, html in quotations.items() if 'class="whole-text"' in html)


@pytest.fixture(scope="module")
def kept(quotations: dict[str, str]) -> str:
    """Where somebody agreed to these words alone."""
    return next(path for path, html in quotations.items() if "chose to show these words" in html)


@pytest.fixture(scope="module")
def poem(quotations: dict[str, str]) -> str:
    """The quotation of most lines."""
    return max(quotations, key=lambda path: words_on(quotations[path]).count("\n"))


def words_on(html: str) -> str:
    found = re.search(r"<blockquote><p>(.*?)</p>", html, re.DOTALL)
    assert found
    return unescape(found[1])


def test_a_reader_walks_from_a_theme_to_the_place_in_the_notes_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="What we are hearing").click()
    page.locator(".rows h2 a").first.click()
    theme = page.get_by_role("heading", level=1).inner_text()
    said = page.locator("figure.quotation").filter(has_text="session")
    words = said.first.locator("blockquote").inner_text()
    said.first.get_by_role("link", name="Follow the thread").click()
    expect(page.locator(".walk-words blockquote")).to_have_text(words)
    page.get_by_role("link", name="See them in the notes").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    assert folded(words) in folded(page.locator(".whole-text").inner_text())
    page.go_back()
    page.get_by_label("Where you are").get_by_role("link", name=theme).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(theme)


def test_words_shown_whole_are_marked_in_the_text_they_come_from(page: Page, whole: str) -> None:
    page.goto(whole)
    words = page.locator(".walk-words blockquote").inner_text()
    assert folded(page.locator(".whole-text mark").inner_text()) == folded(words)
    assert len(page.locator(".whole-text").inner_text()) > len(words)


def test_where_the_rest_is_kept_the_page_says_so_kindly(page: Page, kept: str) -> None:
    page.goto(kept)
    expect(page.locator(".walk")).to_contain_text("chose to show these words and no others")
    expect(page.locator(".whole-text")).to_have_count(0)


def test_a_poem_keeps_its_lines(browser: Browser, site: Site, poem: str) -> None:
    for width in (320, 1280):
        with visiting(browser, site, viewport={"width": width, "height": 900}) as visitor:
            page = visitor.new_page()
            page.goto(poem)
            words = page.locator(".walk-words blockquote p")
            lines = words.text_content() or ""
            line_height = words.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)")
            box = words.bounding_box()
            assert box is not None
            assert round(box["height"] / line_height) >= lines.count("\n") + 1


def folded(text: str) -> str:
    return " ".join(text.split())
