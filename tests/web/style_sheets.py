"""Where the look lives on disk."""

from pathlib import Path

import heard

PACKAGE = Path(heard.__file__).parent
STATIC = PACKAGE / "web" / "static" / "web"


def read_style_sheet(name: str) -> str:
    return (STATIC / "css" / name).read_text(encoding="utf-8")


def all_style_sheets() -> str:
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted((STATIC / "css").glob("*.css")))


def our_templates() -> list[Path]:
    """Every template of the site. (The report of `heard analyse` is one file that must carry its own style.)"""
    return sorted(set(PACKAGE.glob("**/templates/**/*.html")) - set((PACKAGE / "text").rglob("*.html")))
