"""Draws the pictures of the README from the served demo: `make screenshots`, or this file. Needs Chromium.

Chromium is found by HEARD_CHROMIUM or on the path. The demo is loaded into a temporary folder, so that it is always the
one of this checkout; nothing else is touched.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
WIDE, PHONE = (1280, 800), (390, 844)
UNBUFFERED = os.environ | {"PYTHONUNBUFFERED": "1"}
THEME = "/themes/moves-that-come-without-warning-or-reason/"


def main() -> None:
    chromium = os.environ.get("HEARD_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit(
            "The pictures need Chromium. Install it (on Debian: apt-get install chromium) or name it in HEARD_CHROMIUM."
        )
    with served_demo() as (url, email, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        draw(browser, url, "home.png", "/", WIDE)
        draw(browser, url, "theme.png", THEME, WIDE)
        draw(browser, url, "quotation.png", first_quotation(url), WIDE)
        draw(browser, url, "phone-in-the-dark.png", THEME, PHONE, dark=True)
        draw_desk(browser, url, email, password)
        browser.close()


@contextmanager
def served_demo() -> Iterator[tuple[str, str, str]]:
    """The demo's address and its staff sign-in, while it is served."""
    with tempfile.TemporaryDirectory() as folder, socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        log = Path(folder) / "said.txt"
        command = [sys.executable, "-m", "heard.cli.main", "demo", "--dir", f"{folder}/demo", "--port", str(port)]
        with log.open("wb") as output:
            server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=UNBUFFERED)  # noqa: S603
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, server, log)
            found = re.search(r"Sign in as\s+(\S+)\s+Password\s+(\S+)", log.read_text())
            assert found, log.read_text()
            yield url, found[1], found[2]
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    while server.poll() is None:
        try:
            urlopen(url, timeout=10).close()  # noqa: S310 (our own address)
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
        else:
            return
    sys.exit(log.read_text())


def first_quotation(url: str) -> str:
    with urlopen(url + THEME) as response:  # noqa: S310 (our own address)
        found = re.search(r'href="(/quotations/\d+/)"', response.read().decode())
    assert found, "The theme shows no quotation."
    return found[1]


def draw(browser: Browser, url: str, name: str, path: str, size: tuple[int, int], *, dark: bool = False) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light")
    page.goto(url + path)
    save(page, name)
    page.close()


def draw_desk(browser: Browser, url: str, email: str, password: str) -> None:
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    page.goto(f"{url}/desk/evidence/H-0001/")
    page.wait_for_load_state("networkidle")
    save(page, "desk.png")
    page.close()


def save(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready.then(() => null)")
    page.screenshot(path=HERE / name)
    sys.stdout.write(f"docs/images/{name}\n")


if __name__ == "__main__":
    main()
