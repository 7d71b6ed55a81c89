"""The export of a form becomes evidence at the desk, with JavaScript and without; and what came by e-mail is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import visiting
from playwright.sync_api import Browser, Page, expect
from serving import Site
from test_accessibility import violations
from test_desk import sign_in

HEADS = "Email,How old are you?,What would you like to tell us?,May we quote you?,Do you agree that we read this?\n"
SAID = "They told me on the Friday, and on the Monday I was somewhere else."
ROW = f'a{{n}}@example.net,16-17,"{SAID} ({{n}})",Yes,"Yes, I agree"\n'


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """An export of thirty answers, which no other journey has imported."""
    file = tmp_path / "answers.csv"
    rows = (ROW.format(n=f"{tmp_path.name} {number}") for number in range(30))
    file.write_text(HEADS + "".join(rows), encoding="utf-8")
    return file


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def desk(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, site, java_script_enabled=request.param) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        yield page


def test_a_form_is_imported_step_by_step(desk: Page, answers: Path, request: pytest.FixtureRequest) -> None:
    has_script = "without" not in request.node.name
    found: list[str] = []

    def look() -> None:
        if has_script:
            found.extend(violations(desk))

    desk.goto("/desk/form-imports/")
    look()
    desk.get_by_label("Which form is it?").fill(f"Our form {answers.parent.name}")
    desk.get_by_label("Its answers").set_input_files(answers)
    desk.get_by_role("button", name="Go on to its columns").click()
    expect(desk.get_by_text("Dropped: it says who somebody is")).to_be_visible()
    look()
    desk.get_by_role("button", name="Go on", exact=True).click()
    expect(desk.get_by_role("heading", name="What do these answers mean?")).to_be_visible()
    look()
    desk.get_by_role("button", name="See what comes of it").click()
    expect(desk.get_by_role("heading", name="What will be received")).to_be_visible()
    look()
    desk.get_by_role("button", name="Receive these 30 answers").click()
    expect(desk.get_by_text("The file is erased.")).to_be_visible()
    look()
    assert found == []


def test_the_page_of_what_came_by_email_has_nothing_that_axe_finds(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.new_page()
        sign_in(page, site)
        page.get_by_role("link", name="E-mail", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("E-mail")
        assert violations(page) == []
