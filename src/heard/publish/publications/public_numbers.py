"""The newest edition of the numbers as the public reads it: a page, a table of commas, JSON."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from heard.protect.disclosure.states import BrokenDownBy
from heard.publish.publications.models import NumbersEdition
from heard.publish.publications.queries import published_themes
from heard.text.spreadsheet_cells import harmless
from heard.text.suppression import show_count
from heard.understand.codebook.models import Theme


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed: “1,250”, or a symbol. `bar` is how long its bar is, None for one that is hidden."""

    name: str
    printed: str
    bar: int | None


@dataclass(frozen=True, slots=True)
class ThemeInNumbers:
    """A theme: how many spoke of it, and how many of each region or age where the edition tells that."""

    theme: Theme
    people: Number
    by: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """The newest edition, with the themes that are still public."""

    edition: int
    published_on: date
    threshold: int
    round_to: int
    broken_down_by: str
    themes: tuple[ThemeInNumbers, ...]

    @property
    def most_people(self) -> int:
        return max((theme.people.bar or 0 for theme in self.themes), default=0)


def public_numbers() -> PublicNumbers | None:
    """None while no edition was published."""
    edition = NumbersEdition.objects.first()
    if edition is None:
        return None
    rows = {row["theme"]: row for row in edition.rows}
    themes = [theme for theme in published_themes().order_by("label") if theme.pk in rows]
    return PublicNumbers(
        edition.number,
        edition.at.date(),
        edition.threshold,
        edition.round_to,
        edition.broken_down_by,
        tuple(_in_numbers(theme, rows[theme.pk], edition) for theme in themes),
    )


def _in_numbers(theme: Theme, row: dict[str, Any], edition: NumbersEdition) -> ThemeInNumbers:
    to = edition.round_to
    by = [
        _number(name or _("did not say"), count, to)
        for name, count in zip(edition.columns, row["cells_shown"], strict=True)
    ]
    return ThemeInNumbers(theme, _number(_("People"), row["shown"], to), tuple(by))


def _number(name: str, count: int | None, to: int) -> Number:
    printed = show_count(count, to=to)
    return Number(
        name, printed, None if count is None else int(printed.replace(",", "")) if printed[0].isdigit() else 0
    )


def as_csv(numbers: PublicNumbers) -> str:
    """A row for each theme; `c`, `k` and `z` stand in place of numbers as on the page."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    columns = [number.name for number in numbers.themes[0].by] if numbers.themes else []
    writer.writerow([_("Theme"), _("People"), *columns])
    for theme in numbers.themes:
        writer.writerow([harmless(theme.theme.label), theme.people.printed, *(number.printed for number in theme.by)])
    return lines.getvalue()


def as_json(numbers: PublicNumbers) -> dict[str, object]:
    """What the page says, for programs. Hidden numbers are their symbol, not null: they are not unknown."""
    return {
        "edition": numbers.edition,
        "published": numbers.published_on.isoformat(),
        "hidden_below": numbers.threshold,
        "rounded_to": numbers.round_to,
        "broken_down_by": numbers.broken_down_by if numbers.broken_down_by != BrokenDownBy.NOTHING else None,
        "themes": [dict(_as_pairs(theme)) for theme in numbers.themes],
    }


def _as_pairs(theme: ThemeInNumbers) -> Iterator[tuple[str, object]]:
    yield "theme", theme.theme.label
    yield "people", _plain(theme.people)
    if theme.by:
        yield "by", {number.name: _plain(number) for number in theme.by}


def _plain(number: Number) -> int | str:
    return number.bar if number.bar is not None and number.printed[0].isdigit() else number.printed
