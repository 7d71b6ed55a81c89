"""The type is what we say it is: unchanged, licensed, ours to ship, and nobody else's brand."""

import hashlib
import re
from pathlib import Path

from style_sheets import PACKAGE, STATIC, all_style_sheets

FONTS = STATIC / "fonts"
SOMEBODY_ELSES = re.compile(r"GDS Transport|govuk|crest\b|crown\b", re.IGNORECASE)
TEXT = {".css", ".html", ".js", ".svg"}


def fonts() -> list[Path]:
    """Every font file of the product, wherever it lies."""
    return [path for kind in ("woff", "woff2", "ttf", "otf", "eot") for path in PACKAGE.rglob(f"*.{kind}")]


def test_every_font_file_is_one_that_the_readme_vouches_for() -> None:
    vouched = dict(re.findall(r"\| (\S+\.woff2) \| \d+ \| ([0-9a-f]{64}) \|", (FONTS / "README.md").read_text()))
    assert vouched == {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in fonts()}


def test_the_licence_lies_beside_the_type() -> None:
    for folder in {font.parent for font in fonts()}:
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text().upper()


def test_every_font_a_style_sheet_names_is_there_and_no_other() -> None:
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', all_style_sheets()))
    assert named == {font.name for font in FONTS.glob("*.woff2")}


def test_nothing_of_a_government_brand_is_in_the_pages() -> None:
    look = [path for path in PACKAGE.rglob("*") if path.suffix in TEXT and {"static", "templates"} & set(path.parts)]
    assert look
    assert [path.name for path in look if SOMEBODY_ELSES.search(path.read_text(encoding="utf-8"))] == []
