"""The three tables of a matching: answers, a codebook, and examples that an analyst has coded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from heard.text.analysis.wording import counted, listed
from heard.text.errors import BadInput
from heard.text.matching import Answer, Code, Example
from heard.text.matching.triage import fold
from heard.text.readers import Row, Table, read_table

Warn = Callable[[str], None]


@dataclass(frozen=True)
class Input:
    """What a matching is made from, and the tables’ own fingerprints."""

    answers: tuple[Answer, ...]
    codes: tuple[Code, ...]
    examples: tuple[Example, ...]
    examples_left_out: int  # rows whose code is not in the codebook, or that hold no text
    grouped: bool
    sources: dict[str, str]  # which table, and the SHA-256 of its bytes
    warnings: tuple[str, ...]


def read_input(responses: Path, codebook: Path, examples: Path | None) -> Input:
    """Read the tables. Raises `UnreadableFile` or `BadInput`."""
    warnings: list[str] = []
    answered, coded = _Columns(read_table(responses)), _Columns(read_table(codebook))
    taught = _Columns(read_table(examples)) if examples else None
    for columns in (answered, coded, taught):
        warnings += columns.table.warnings if columns else ()
    grouped = _is_grouped(answered, coded, warnings.append)
    codes = _read_codes(coded, grouped)
    answers = _read_answers(answered, grouped, warnings.append)
    _tell_strangers(answers, codes, grouped, warnings.append)
    learnt, left_out = _read_examples(taught, codes, _groups_saying(answers), warnings.append) if taught else ((), 0)
    tables = {"responses": answered, "codebook": coded, "examples": taught}
    sources = {name: columns.table.sha256 for name, columns in tables.items() if columns}
    return Input(answers, codes, learnt, left_out, grouped, sources, tuple(warnings))


class _Columns:
    """A table whose columns are asked for by name, whatever their case and spacing."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._places = {" ".join(name.split()).casefold(): place for place, name in enumerate(table.columns)}

    def has(self, name: str) -> bool:
        return name in self._places

    def check(self, *names: str) -> None:
        missing = [name for name in names if not self.has(name)]
        if missing:
            raise BadInput(
                f"{self.table.name} has no column{'s' if len(missing) > 1 else ''} {listed(missing)}. "
                f"It needs {listed(names)}; its columns are {listed(self.table.columns, most=40)}."
            )

    def cell(self, row: Row, name: str) -> str:
        """What stands in a column, without the space around it; blank where there is no such column."""
        return self.whole_cell(row, name).strip() if self.has(name) else ""

    def whole_cell(self, row: Row, name: str) -> str:
        return row.cells[self._places[name]]


def _is_grouped(answered: _Columns, coded: _Columns, warn: Warn) -> bool:
    answered.check("id", "text")
    coded.check("code", "label")
    if answered.has("group") != coded.has("group"):
        one, other = (answered, coded) if answered.has("group") else (coded, answered)
        warn(
            f"{one.table.name} has a column “group” but {other.table.name} has none, so groups are not used: "
            "every answer is compared with every code."
        )
    return answered.has("group") and coded.has("group")


def _read_codes(columns: _Columns, grouped: bool) -> tuple[Code, ...]:
    name = columns.table.name
    if not columns.table.rows:
        raise BadInput(f"{name} holds no codes. Give it a row for each code, with “code” and “label”.")
    codes: dict[tuple[str, str], int] = {}
    read = []
    for row in columns.table.rows:
        code = Code(
            id=columns.cell(row, "code"),
            label=columns.cell(row, "label"),
            description=columns.cell(row, "description"),
            group=columns.cell(row, "group") if grouped else "",
        )
        if not code.id or not code.label:
            missing = "code" if not code.id else "label"
            raise BadInput(f"Row {row.number} of {name} has no {missing}. Every code needs a “code” and a “label”.")
        earlier = codes.setdefault((code.group, code.id), row.number)
        if earlier != row.number:
            raise BadInput(_twice(name, "code", code.id, earlier, row.number))
        read.append(code)
    return tuple(read)


def _read_answers(columns: _Columns, grouped: bool, warn: Warn) -> tuple[Answer, ...]:
    name = columns.table.name
    if not columns.table.rows:
        raise BadInput(f"{name} holds no answers. Give it a row for each answer, with “id” and “text”.")
    seen: dict[tuple[str, str], int] = {}
    read, nameless = [], []
    for row in columns.table.rows:
        given = columns.cell(row, "id")
        if not given:
            nameless.append(row.number)
        answer = Answer(
            id=given or f"row {row.number}",
            text=columns.whole_cell(row, "text"),
            row=row.number,
            group=columns.cell(row, "group") if grouped else "",
        )
        earlier = seen.setdefault((answer.group, answer.id), row.number)
        if earlier != row.number:
            raise BadInput(_twice(name, "id", answer.id, earlier, row.number))
        read.append(answer)
    if nameless:
        rows, have = counted(len(nameless), "row"), "has" if len(nameless) == 1 else "have"
        warn(f"{rows} of {name} {have} no id ({name_rows(nameless)}); the row’s number is used.")
    return tuple(read)


def _twice(table: str, what: str, name: str, one: int, other: int) -> str:
    return (
        f"{table} has the {what} “{name}” twice, in rows {one} and {other}, so a result could not say which it means. "
        f"Give each its own {what}."
    )


def _tell_strangers(answers: Sequence[Answer], codes: Sequence[Code], grouped: bool, warn: Warn) -> None:
    if not grouped:
        return
    known, asked = {code.group for code in codes}, {answer.group for answer in answers}
    rows = [answer.row for answer in answers if answer.group not in known]
    if rows:
        have, their = ("has", "its") if len(rows) == 1 else ("have", "their")
        warn(
            f"{counted(len(rows), 'answer')} ({name_rows(rows)}) {have} no codes in {their} own group, "
            f"so none could apply: {listed(sorted({answer.group for answer in answers} - known))}."
        )
    idle = sorted(known - asked)
    if idle:
        warn(f"No answer is in the group{'s' if len(idle) > 1 else ''} {listed(idle)} of the codebook.")


def _groups_saying(answers: Sequence[Answer]) -> dict[str, set[str]]:
    """The groups in which these very words are an answer, by the words as `fold` has them."""
    saying: dict[str, set[str]] = {}
    for answer in answers:
        saying.setdefault(fold(answer.text), set()).add(answer.group)
    return saying


def _read_examples(
    columns: _Columns, codes: Sequence[Code], saying: Mapping[str, set[str]], warn: Warn
) -> tuple[tuple[Example, ...], int]:
    """The examples, one for each text and group, and how many rows cannot be learnt from."""
    columns.check("text", "code")
    by_group: dict[str, dict[str, Code]] = {}
    for code in codes:
        by_group.setdefault(code.group, {})[code.id] = code
    taught: dict[tuple[str, str], tuple[str, list[Code]]] = {}
    unknown, blank, nowhere = [], [], []
    for row in columns.table.rows:
        text, given = columns.cell(row, "text"), columns.cell(row, "code")
        told = columns.cell(row, "group") if by_group.keys() != {""} else ""
        meant = _meant(given, told, saying.get(fold(text), set()), by_group)
        if not text:
            blank.append(row.number)
        elif not meant and given:
            unknown.append((row.number, given))
        elif not meant:
            nowhere.append(row.number)
        else:
            for group, taught_code in meant.items():
                _, known = taught.setdefault((fold(text), group), (text, []))
                known += [taught_code] if taught_code and taught_code not in known else []
    _tell_left_out(columns.table.name, unknown, blank, nowhere, warn)
    if not taught:
        raise BadInput(f"{columns.table.name} holds no example with a code of the codebook.")
    read = tuple(Example(text, tuple(own), group) for (_, group), (text, own) in taught.items())
    return read, len(unknown) + len(blank) + len(nowhere)


def _meant(
    given: str, told: str, saying: Collection[str], by_group: Mapping[str, Mapping[str, Code]]
) -> dict[str, Code | None]:
    """In which groups an example teaches which code, None for no code at all.

    One that does not name its group (`told`) is of the groups in which somebody answered in these words; without such
    an answer, of every group that has its code.
    """
    groups = {told} if told else set(saying) if len(by_group) > 1 else set(by_group)
    if not given:
        return {group: None for group in by_group if group in groups}
    having = {group: own[given] for group, own in by_group.items() if given in own}
    meant = {group: code for group, code in having.items() if group in groups}
    return dict(meant if meant or told else having)


def _tell_left_out(
    name: str, unknown: Sequence[tuple[int, str]], blank: Sequence[int], nowhere: Sequence[int], warn: Warn
) -> None:
    if unknown:
        rows, have = counted(len(unknown), "row"), "has a code" if len(unknown) == 1 else "have codes"
        ids = list(dict.fromkeys(code for _, code in unknown))
        warn(
            f"{rows} of {name} ({name_rows(number for number, _ in unknown)}) {have} that the codebook does not hold, "
            f"and {'is' if len(unknown) == 1 else 'are'} not learnt from: {listed(ids)}."
        )
    if blank:
        warn(f"{counted(len(blank), 'row')} of {name} ({name_rows(blank)}) without text cannot be learnt from.")
    if nowhere:
        says = "says" if len(nowhere) == 1 else "say"
        warn(
            f"{counted(len(nowhere), 'row')} of {name} ({name_rows(nowhere)}) {says} that no code applies, but not in "
            "which group, and cannot be learnt from. Give the table a column “group”."
        )


def name_rows(rows: Iterable[int]) -> str:
    """“row 7”, “rows 7, 9 and 12”; past twelve, how many more there are."""
    given = [str(number) for number in rows]
    shown = given[:12] + ([f"{len(given) - 12:,} more"] if len(given) > 12 else [])
    joined = " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
    return f"row{'s' if len(given) > 1 else ''} {joined}"
