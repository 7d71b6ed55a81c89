"""The report: one page that stands alone, from the opening numbers down to the words themselves."""

import base64
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from heard.text.analysis.report.view import view_report
from heard.text.analysis.result import Analysis

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FONTS = {400: "hyperlegible-latin-400-normal.woff2", 600: "hyperlegible-latin-600-normal.woff2"}


def render_report(analysis: Analysis) -> str:
    """The report as HTML that asks nothing of any other address: style, font and charts are inside it."""
    page = (
        _environment()
        .get_template("report.html")
        .render(report=view_report(analysis), style=_style(), version=version("heard"))
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("heard.text.analysis"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@cache
def _style() -> Markup:
    faces = [_font_face(weight, _templates().joinpath("fonts", name).read_bytes()) for weight, name in _FONTS.items()]
    # Our own stylesheet and font, never anybody's words: the one thing that is not escaped.
    return Markup("\n".join([*faces, _templates().joinpath("report.css").read_text(encoding="utf-8")]))  # noqa: S704


def _font_face(weight: int, data: bytes) -> str:
    encoded = base64.b64encode(data).decode("ascii")
    return (
        f'@font-face{{font-family:"Hyperlegible";font-weight:{weight};font-display:swap;'
        f'src:url(data:font/woff2;base64,{encoded}) format("woff2")}}'
    )


def _templates() -> Traversable:
    return files("heard.text.analysis").joinpath("templates")
