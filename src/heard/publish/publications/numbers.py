"""The numbers of an edition: how many people spoke of each theme, and which of that may be told.

The public pages show the newest edition and count nothing themselves: a number that moved whenever somebody was counted
would say when, and of what, that one person spoke.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region
from heard.protect.disclosure.models import DisclosurePolicy
from heard.protect.disclosure.states import BrokenDownBy
from heard.publish.publications.models import NumbersEdition, ThemePublishing
from heard.text.errors import BadInput
from heard.text.suppression import Edition, next_number, publish_table, show_count
from heard.understand.codebook.models import Theme
from heard.understand.codebook.queries import accepted_themes
from heard.understand.coding.queries import excerpts_under

COLUMNS: dict[str, tuple[str, ...]] = {
    BrokenDownBy.NOTHING: (),
    BrokenDownBy.REGION: (*Region.values, ""),
    BrokenDownBy.AGE_BAND: (*AgeBand.values, ""),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One theme: people counted, in all and in each column; and what is shown of that, None where it is hidden."""

    theme: Theme
    people: int
    shown: int | None
    cells: tuple[int, ...] = ()
    cells_shown: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an edition holds. `columns_hidden` are the places of columns whose totals may not be told."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    columns_hidden: tuple[int, ...] = ()


def plan_numbers(policy: DisclosurePolicy) -> Numbers:
    """What an edition would hold that is published now.

    Raises `BadInput`, or `TooFewChanges`, where no hiding keeps small numbers open beside all earlier editions.
    """
    themes = list(accepted_themes().filter(pk__in=ThemePublishing.objects.values("theme")).order_by("label"))
    earlier = list(NumbersEdition.objects.order_by("number"))
    columns = COLUMNS[policy.broken_down_by]
    if not columns:
        rows = [_alone(theme, people, earlier, policy.threshold) for theme, people in _counted(themes)]
        return Numbers((), tuple(rows))
    check_same_table(policy, earlier)
    return _table(themes, policy, columns, earlier) if themes else Numbers(columns, ())


def next_edition() -> int:
    newest = NumbersEdition.objects.first()
    return newest.number + 1 if newest else 1


def label_of(policy: DisclosurePolicy, numbers: Numbers) -> str:
    """“edition 3, 5f2a91c07d1e”: the next edition as it would be printed. Anything printed otherwise has another label.

    Only what is printed goes into it: the label stands in the audit, and what is hidden may not be worked out from it.
    """
    printed = [
        [row.theme.label, *(show_count(count, to=policy.round_to) for count in (row.shown, *row.cells_shown))]
        for row in numbers.rows
    ]
    told = [policy.threshold, policy.round_to, policy.broken_down_by, numbers.columns, printed]
    return f"edition {next_edition()}, {sha256(json.dumps(told).encode()).hexdigest()[:12]}"


def check_same_table(policy: DisclosurePolicy, earlier: Sequence[NumbersEdition]) -> None:
    """Raise where earlier editions are no tables of this kind: what they hid could be worked out from this one."""
    if any(edition.broken_down_by != policy.broken_down_by for edition in earlier):
        raise BadInput(
            _(
                "Numbers were published before that are not broken down in this way. Beside them, a table could give "
                "away what was hidden. Numbers can be broken down from the first edition on, or not at all."
            )
        )


def _counted(themes: Sequence[Theme]) -> Iterator[tuple[Theme, int]]:
    return ((theme, people_by(theme, "region").total()) for theme in themes)


def people_by(theme: Theme, attribute: str) -> Counter[str]:
    """How many people spoke of a theme, by what they told us of themselves. Each is counted once."""
    giver = "working_text__part__submission__contributor"
    found = excerpts_under(theme, Use.ANALYSE).exclude(working_text=None).order_by()
    people = dict(found.values_list(giver, f"{giver}__{attribute}").distinct())
    return Counter(people.values())


def _alone(theme: Theme, people: int, earlier: Sequence[NumbersEdition], threshold: int) -> Row:
    shown = [row["shown"] for edition in earlier for row in edition.rows if row["theme"] == theme.pk]
    return Row(theme, people, next_number(people, shown, threshold=threshold))


def _table(
    themes: Sequence[Theme], policy: DisclosurePolicy, columns: Sequence[str], earlier: Sequence[NumbersEdition]
) -> Numbers:
    counted = [people_by(theme, policy.broken_down_by) for theme in themes]
    counts = [[people[column] for column in columns] for people in counted]
    editions = [as_edition(edition, [theme.pk for theme in themes], len(columns)) for edition in earlier]
    table = publish_table(counts, threshold=policy.threshold, editions=editions)
    rows = zip(themes, counts, table.row_totals, table.counts, strict=True)
    return Numbers(
        tuple(columns),
        tuple(Row(theme, sum(cells), total, tuple(cells), shown) for theme, cells, total, shown in rows),
        tuple(place for place, count in enumerate(table.column_totals) if count is None),
    )


def as_edition(edition: NumbersEdition, themes: Sequence[int], width: int) -> Edition:
    """An earlier edition as the engine compares it: the themes of now, nobody in those that are new."""
    rows = {row["theme"]: row for row in edition.rows}
    counts = [tuple(rows[theme]["cells"]) if theme in rows else (0,) * width for theme in themes]
    hidden = {
        (place, column)
        for place, theme in enumerate(themes)
        for column, shown in enumerate([*rows[theme]["cells_shown"], rows[theme]["shown"]] if theme in rows else [])
        if shown is None
    }
    return Edition(
        name=str(_("edition %(number)s") % {"number": edition.number}),
        counts=tuple(counts),
        row_totals=tuple(map(sum, counts)),
        column_totals=tuple(map(sum, zip(*counts, strict=True))),
        total=sum(map(sum, counts)),
        hidden=frozenset(
            {(place, None if column == width else column) for place, column in hidden}
            | {(None, column) for column in edition.columns_hidden}
        ),
    )
