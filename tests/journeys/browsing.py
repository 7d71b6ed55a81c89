"""A visitor to the served site, who fails the journey if a page speaks to anybody else or complains."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect
from serving import Site

# On a crowded machine the first answer of its kind takes long; what never comes still fails.
expect.set_options(timeout=30_000)

# A browser that speaks to nobody but the page under test.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a page complains. To the browser a form that was sent unfinished (422) is an error; to us it is not."""
    return message.type in {"error", "warning"} and "status of 422" not in message.text


@contextmanager
def visiting(browser: Browser, site: Site, **options: Any) -> Iterator[BrowserContext]:
    """A new visitor. On leaving, every request and every complaint of the pages is looked at."""
    visitor = browser.new_context(base_url=site.url, **(DESK | options))
    asked: list[str] = []
    said: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.on("console", lambda message: said.append(message.text) if is_complaint(message) else None)
    visitor.on("weberror", lambda error: said.append(str(error.error)))
    yield visitor
    visitor.close()
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []
    assert not said, said
