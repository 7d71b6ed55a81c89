"""The report stands alone, and wears the same colours as every page of the site."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "heard"


def colours(style: str) -> dict[str, list[str]]:
    """The values of each colour, in the order of the modes: light, dark, more contrast, more contrast in the dark."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,8});", style):
        found.setdefault(name, []).append(value)
    return found


def test_the_report_has_the_colours_of_the_site() -> None:
    site = colours((SOURCE / "web/static/web/css/tokens.css").read_text(encoding="utf-8"))
    report = (SOURCE / "text/analysis/templates/report.css").read_text(encoding="utf-8")
    on_screen = colours(report[: report.index("@media print")])
    assert len(on_screen) >= 9
    assert on_screen == {name: site[name] for name in on_screen}


def test_the_report_carries_the_fonts_of_the_site() -> None:
    for font in (SOURCE / "text/analysis/templates/fonts").glob("*.woff2"):
        assert font.read_bytes() == (SOURCE / "web/static/web/fonts" / font.name).read_bytes()
