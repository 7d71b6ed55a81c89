"""Documentation that points somewhere points at something."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("What we were facing", "What we decided", "What follows")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/**/*.md"), *ROOT.glob("src/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    relative = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in relative if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_heading_leads_to_one(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    pages = [(page.parent / target if target else page, anchor) for target, anchor in targets]
    assert [f"{to.name}#{anchor}" for to, anchor in pages if to.suffix == ".md" and anchor not in anchors_of(to)] == []


def anchors_of(page: Path) -> set[str]:
    """The headings of a page as they stand in addresses."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_once_and_have_their_three_parts() -> None:
    decisions = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
    numbers = [decision.name[:4] for decision in decisions]
    assert len(numbers) == len(set(numbers))
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        assert re.match(rf"# {int(decision.name[:4])}\. ", text), f"{decision.name} should begin with its number."
        assert [part for part in PARTS if f"## {part}" not in text] == [], decision.name


def test_every_decision_is_in_the_index_under_its_own_title() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    decisions = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
    titles = {decision.name: decision.read_text(encoding="utf-8").partition("\n")[0] for decision in decisions}
    lines = {
        name: "| {} | [{}]({name}) |".format(*title[2:].split(". ", 1), name=name) for name, title in titles.items()
    }
    assert [line for line in lines.values() if line not in index] == [], "Add these lines to docs/decisions/README.md."
