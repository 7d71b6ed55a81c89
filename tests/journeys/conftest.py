"""Journeys in a real Chromium, against the demo as `heard demo` loads and serves it.

Chromium is found by `HEARD_CHROMIUM` or on the path. Where there is none, every journey is left out with one sentence.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from browsing import QUIET, visiting
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import Site, free_port, one_at_a_time, serve_demo, wait_until_served
from walking import Answer, one_of_each_kind, walk_everywhere

NO_CHROMIUM = (
    "The journeys in a browser were left out, because there is no Chromium here. "
    "Install it (on Debian: apt-get install chromium) or name it in HEARD_CHROMIUM."
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    return os.environ.get("HEARD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_runtest_setup() -> None:
    # Here rather than in a fixture, so that pytest says the sentence once for all journeys.
    if find_chromium() is None:
        pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    found = find_chromium()
    assert found
    return found


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """The demo, loaded once for all workers and served to this one on a port of its own."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with one_at_a_time(shared / "demo.lock"):
        server = serve_demo(shared / "demo", free_port(), base / "demo.log")
        try:
            served = wait_until_served(server, base / "demo.log")
        except BaseException:
            server.kill()
            raise
    yield served
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Answer]:
    """Every page a reader can reach, by its path."""
    return walk_everywhere(site.url)


@pytest.fixture(scope="session")
def kinds(pages: dict[str, Answer]) -> list[str]:
    """One path of each kind of page."""
    return one_of_each_kind(pages)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    # Closed after each module: Playwright's event loop would make Django refuse the database to tests that follow.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A visitor who was never here, at a desk. Journeys that need another visitor make one with `visiting`."""
    with visiting(browser, site) as visitor:
        yield visitor


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
