"""The report of `heard analyse` in a real browser: alone, readable on a small screen, walkable back to the words."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from heard.text.analysis import Request, analyse, write_analysis

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SAID = (
    "They moved me again, move number {}, and nobody had asked me about moving",
    "My social worker changed again, that was social worker number {}",
    "I miss my brother and my sister, I have seen my sister {} times",
    "At night, {} nights, I lay\n   and counted the doors\n\n      in a house that was not ours",
)
LETTER = "We ask the inquiry to let every young person stay put with their carers until they are twenty five years old."
SECTIONS = ("accounting", "themes", "letters", "empty", "groups", "enough", "warnings", "method", "sources")
WIDTHS = {"wide": DESK, "narrow": PHONE}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with every section in it: themes, letters, what says nothing, groups with hidden numbers, warnings."""
    folder = tmp_path_factory.mktemp("analysis")
    rows = [(f"a{n}", SAID[n % 4].format(n), "Wales" if n % 3 else "Kent") for n in range(90)]
    rows += [(f"b{n}", LETTER, "Wales") for n in range(12)]
    rows += [
        ("c1", "n/a", "Kent"),
        ("c2", "-", "Essex"),
        ("", "Two people lifted my bed while I was at school", "Essex"),
    ]
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("ref", "answer", "region"), *rows])
    request = Request(
        (folder / "answers.csv",),
        column="answer",
        id_column="ref",
        group_column="region",
        question="What was it like to move?",
    )
    write_analysis(analyse(request), folder / "out")
    return folder / "out" / "report.html"


@contextmanager
def reading(browser: Browser, report: Path, **options: Any) -> Iterator[Page]:
    """Somebody reads the report from their own disk. Anything it asks of another address fails the test."""
    context = browser.new_context(**(DESK | options))
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(report.as_uri())
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, report: Path, width: str, scheme: str) -> None:
    with reading(browser, report, color_scheme=scheme, **WIDTHS[width]) as page:
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]] == []


def test_every_section_is_there(browser: Browser, report: Path) -> None:
    with reading(browser, report) as page:
        for section in SECTIONS:
            assert page.locator(f"#{section}").is_visible(), section


def test_a_quotation_leads_to_its_words_marked(browser: Browser, report: Path) -> None:
    with reading(browser, report) as page:
        quotation = page.locator(".quotation").first
        words = quotation.locator("blockquote").inner_text()
        quotation.get_by_role("link").click()
        passage = page.locator(".passage:target")
        assert passage.locator("mark").inner_text() == words
        assert passage.is_visible()


def test_nothing_reaches_past_the_edge_of_a_small_screen(browser: Browser, report: Path) -> None:
    with reading(browser, report, **PHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_stop_of_the_keyboard_skips_to_the_report(browser: Browser, report: Path) -> None:
    with reading(browser, report) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_it_prints_on_a4(browser: Browser, report: Path) -> None:
    with reading(browser, report) as page:
        pages = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(pages) > 1
    assert [round(side) for side in pages[0].get_size()] == [595, 842]
