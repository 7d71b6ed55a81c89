"""What somebody said the columns of an export are."""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from heard.collect.channels.form_imports.states import CONSENT, DATES, ColumnUse, is_choice, is_words
from heard.inquiry.consent.states import Use


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns` holds the use of each column in order (see `ColumnUse`).

    `values` says for a column's number what each of its values means: a band, a region, who is speaking, or “yes”.
    `declared` are the uses that everybody was told of, in the words of `declaration`.
    """

    columns: tuple[str, ...]
    values: dict[int, dict[str, str]] = field(default_factory=dict)
    declared: tuple[str, ...] = ()
    declaration: str = ""

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> "Mapping":
        told = json.loads(written)
        values = {int(column): meant for column, meant in told["values"].items()}
        return cls(tuple(told["columns"]), values, tuple(told["declared"]), told["declaration"])

    def used_for(self, use: str) -> int | None:
        """The number of the column that holds this; None where none does."""
        return self.columns.index(use) if use in self.columns else None

    @property
    def date_column(self) -> int | None:
        return next((number for number, use in enumerate(self.columns) if use in DATES), None)

    @property
    def choices(self) -> list[int]:
        """The columns whose values have to be understood one by one."""
        return [number for number, use in enumerate(self.columns) if is_choice(use)]

    @property
    def words(self) -> list[int]:
        return [number for number, use in enumerate(self.columns) if is_words(use)]

    @property
    def asks_to_be_read(self) -> bool:
        """Whether the form itself asked for the one use without which nothing is received."""
        return f"{CONSENT}{Use.ANALYSE.value}" in self.columns

    @property
    def dropped(self) -> int:
        return self.columns.count(ColumnUse.DROPPED.value)


def fingerprint(columns: tuple[str, ...]) -> str:
    """The same for the same columns in the same order."""
    return sha256(json.dumps(columns).encode("utf-8", "surrogatepass")).hexdigest()
