"""Testimony out of files: a table or JSON lines with `id` and `text`, a document, or a folder of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from heard.text.analysis.input_files import FoundFile, find_files
from heard.text.analysis.wording import listed
from heard.text.errors import BadInput, UnreadableFile
from heard.text.readers import Table, read, read_table
from heard.text.working_texts import JSON_LINES

TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One text and what the person who gave it to us calls it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are called that hold each text and its reference."""

    text: str = "text"
    id: str = "id"


@dataclass(slots=True)
class Collected:
    """All the testimony of some files, and what there is to say about files and rows that gave none."""

    testimony: list[Statement] = field(default_factory=list)
    files: int = 0
    unreadable: int = 0
    empty: int = 0
    warnings: list[str] = field(default_factory=list)


USUAL = Columns()


def collect_testimony(path: Path, *, out: Path | None = None, columns: Columns = USUAL) -> Collected:
    """Every text in `path`, in order. Files that cannot be read are counted, with a sentence, unless none can.

    Raises BadInput where a table lacks one of `columns` or JSON lines lack `id` or `text`, where two texts are named
    alike, or where `columns` are said and there is no table; and UnreadableFile where nothing at all could be read.
    """
    found = find_files([path], out=out)
    if columns != USUAL and not any(is_table(file) for file in found.files):
        raise BadInput("With --column or --id, columns of a table are named, but none of the files is a table.")
    collected = Collected(warnings=list(found.warnings))
    refused: UnreadableFile | None = None
    for file in found.files:
        try:
            for testimony in texts_of(file, collected, columns, alone=len(found.files) == 1):
                take(testimony, collected)
            collected.files += 1
        except UnreadableFile as error:
            collected.unreadable += 1
            collected.warnings.append(str(error))
            refused = error
    if refused and not collected.files:
        raise refused
    check_distinct(collected.testimony)
    return collected


def take(testimony: Statement, collected: Collected) -> None:
    """Keep a text; one without words is kept too, and counted."""
    collected.testimony.append(testimony)
    collected.empty += not testimony.text.strip()


def texts_of(file: FoundFile, collected: Collected, columns: Columns, *, alone: bool) -> Iterator[Statement]:
    """The texts in one file. In a folder, rows are called by their file too."""
    before = "" if alone else f"{file.name}#"
    if file.path.suffix.lower() in JSON_LINES:
        yield from rows_of_json(file, before)
    elif is_table(file):
        yield from rows_of_table(file, before, collected, columns)
    else:
        source = read(file.path)
        collected.warnings += source.warnings
        yield Statement(file.name, source.text)


def is_table(file: FoundFile) -> bool:
    return file.path.suffix.lower() in TABLES


def rows_of_table(file: FoundFile, before: str, collected: Collected, columns: Columns) -> Iterator[Statement]:
    table = read_table(file.path)
    collected.warnings += table.warnings
    identity, text = find_column(table, columns.id, "--id"), find_column(table, columns.text, "--column")
    for row in table.rows:
        yield Statement(
            before + (row.cells[identity].strip() or f"row {row.number}"), row.cells[text].replace("\r\n", "\n")
        )


def find_column(table: Table, name: str, option: str) -> int:
    """The place of the column called `name`; capitals and spaces aside where none has exactly this name."""
    if name in table.columns:
        return table.columns.index(name)
    names = [folded(column) for column in table.columns]
    if folded(name) in names:
        return names.index(folded(name))
    wanted = "holds the texts" if option == "--column" else "says what each text is called"
    raise BadInput(
        f"There is no column “{name}” in {table.name}. Its columns are {listed(table.columns, most=40)}. "
        f"With {option}, say which of them {wanted}."
    )


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def rows_of_json(file: FoundFile, before: str) -> Iterator[Statement]:
    for number, line in enumerate(lines_of(file), start=1):
        if line.strip():
            yield read_record(line, number, file.name, before)


def lines_of(file: FoundFile) -> list[str]:
    try:
        # Not splitlines(), which breaks at characters that JSON allows inside a string.
        return file.path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is not UTF-8, as JSON must be. Please save it again as UTF-8.") from error


def read_record(line: str, number: int, name: str, before: str) -> Statement:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"Line {number} of {name} is not JSON. Each line must be one object with “id” and “text”."
        ) from error
    if (
        not isinstance(record, dict)
        or not isinstance(record.get("text"), str)
        or not isinstance(record.get("id"), str | int)
        or isinstance(record["id"], bool)
    ):
        raise BadInput(f"Line {number} of {name} is not an object with an “id” and a “text” that is a string.")
    return Statement(f"{before}{record['id']}", record["text"].replace("\r\n", "\n"))


def check_distinct(testimony: list[Statement]) -> None:
    seen: set[str] = set()
    for each in testimony:
        if each.id in seen:
            raise BadInput(
                f"Two texts are called “{each.id}”. Give every text an id of its own, so that what "
                f"is said of each can be found again."
            )
        seen.add(each.id)
