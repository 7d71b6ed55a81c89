"""A spreadsheet as its readers give it: sheets of rows, and what each sheet hides."""

from collections.abc import Callable
from dataclasses import dataclass, field

from heard.text.readers.tables import Row


@dataclass(slots=True)
class Sheet:
    """One sheet; rows and columns from 1. `load` reads its rows."""

    name: str
    visible: bool
    load: Callable[[], list[Row]]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_result: int = 0  # formulas whose result is not stored
    errors: int = 0  # cells that show an error, such as #REF!
    margins: int = 0  # headers and footers, which only paper shows

    def hidden_in(self, rows: list[Row]) -> tuple[int, int]:
        """How many of some rows, and of their columns, are hidden."""
        width = max((len(row.cells) for row in rows), default=0)
        return (
            sum(1 for row in rows if row.number in self.hidden_rows),
            sum(1 for column in self.hidden_columns if column <= width),
        )


@dataclass(slots=True)
class Workbook:
    """The sheets of a file in their order, and what is true of all of them."""

    sheets: list[Sheet]
    comments: int = 0
    drawings: int = 0
    text_boxes: int = 0
    embedded: int = 0
    remarks: list[str] = field(default_factory=list)  # sentences; complete once the sheets are loaded
