"""A file in which a scanner found something: seen at the desk, and decided about, on a wide screen and on a phone."""

import subprocess
import sys
from typing import Any

import pytest
from browsing import PHONE, visiting
from playwright.sync_api import Browser, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in
from test_telling_us import DRAWING, write

# No scanner runs here, so what one would have noted is noted for it, in the demo's own database.
FIND_SOMETHING = """
import sys
from pathlib import Path
from heard.demo.folder import configure
configure(Path(sys.argv[1]), sys.argv[2])
import django
django.setup()
from heard.collect.evidence.models import PartFile
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result
said = {"result": Result.SOMETHING_FOUND, "found": "Win.Test.EICAR_HDB-1", "scanner": "ClamAV 1.4.1"}
scan, _ = Scan.objects.update_or_create(file=PartFile.objects.latest("pk"), defaults=said)
print(scan.file.part.label)
"""


@pytest.fixture
def held_back(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """What a file is called in which something was found: “H-0183, part 2”."""
    with visiting(browser, site, **PHONE) as visitor:
        page = visitor.new_page()
        write(page, files=[DRAWING])
        page.get_by_role("button", name="Send it").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have it. Thank you.")
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demo"
    command = [sys.executable, "-c", FIND_SOMETHING, str(folder), site.url]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("options", [{}, {**PHONE, "color_scheme": "dark"}], ids=["light and wide", "dark and narrow"])
def test_whoever_decides_sees_what_was_found_and_says_why_it_may_be_opened(
    browser: Browser, site: Site, held_back: str, options: dict[str, Any]
) -> None:
    with visiting(browser, site, **options) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.goto("/desk/found/")
        shut = page.get_by_role("region", name=held_back)
        expect(shut).to_contain_text("ClamAV 1.4.1 found Win.Test.EICAR_HDB-1 in it")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        shut.get_by_label("Why may it be opened?").fill("we know who drew it")
        shut.get_by_role("button", name="Let it be opened").click()
        expect(page.get_by_text("The file may be opened now.")).to_be_visible()
        expect(page.get_by_role("region", name=held_back)).to_have_count(0)
        assert violations(page) == []
