"""Colours that meet on a page meet WCAG 2.2 in every mode: AAA for text people read, AA for the rest."""

import re
from itertools import product

import pytest
from style_sheets import read_style_sheet

MODES = {
    "light": "",
    "dark": "(prefers-color-scheme: dark)",
    "more contrast": "(prefers-contrast: more)",
    "more contrast, dark": "(prefers-contrast: more) and (prefers-color-scheme: dark)",
}
PAPERS = ("paper", "paper-raised", "paper-sunk")
AAA, AA, PARTS = 7.0, 4.5, 3.0

PAIRS = [
    *((text, paper, AAA) for text, paper in product(("ink", "ink-quiet"), PAPERS)),
    *((text, paper, AA) for text, paper in product(("accent", "accent-deep", "wrong"), PAPERS)),
    ("on-words", "words", AAA),
    ("on-accent", "accent", AA),
    ("on-accent", "accent-deep", AA),
    ("on-bar", "bar", AAA),
    ("line-strong", "paper", PARTS),
    ("line-strong", "paper-raised", PARTS),
    ("thread", "paper", PARTS),
    ("thread", "paper-raised", PARTS),
]


def colours_of(mode: str) -> dict[str, str]:
    """The colour tokens of `mode`: those of the plain page, overlaid by every media query that holds in it."""
    css = read_style_sheet("tokens.css")
    colours: dict[str, str] = {}
    for query, block in re.findall(r"(?:@media ([^{]+?) \{\s*)?:root \{([^}]*)\}", css):
        if query == "" or query == MODES[mode] or (query and all(part in MODES[mode] for part in query.split(" and "))):
            colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
    return colours


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_has_its_own_colours(mode: str) -> None:
    assert {"ink", "paper", "accent", "words", "thread"} <= colours_of(mode).keys()
    assert mode == "light" or colours_of(mode) != colours_of("light")


@pytest.mark.parametrize(("mode", "pair"), list(product(MODES, PAIRS)))
def test_text_can_be_read_on_its_ground(mode: str, pair: tuple[str, str, float]) -> None:
    front, ground, least = pair
    colours = colours_of(mode)
    assert contrast(colours[front], colours[ground]) >= least, f"{front} on {ground}, {mode}"
