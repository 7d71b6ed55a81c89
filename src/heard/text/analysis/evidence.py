"""Reading what was given: files to sources and answers, and a sentence for everything that did not become one."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

from heard.text.analysis import Progress, Request
from heard.text.analysis.documents import answers_in_document
from heard.text.analysis.input_files import FoundFile, find_files
from heard.text.analysis.result import AnalysedSource, Answer
from heard.text.analysis.tables import answers_in_table, is_table
from heard.text.analysis.wording import counted
from heard.text.errors import BadInput, TextError, Unreadable, UnreadableFile
from heard.text.readers import Row, Table, read, read_table, shown_name
from heard.text.working_texts import JSON_LINES, holds_working_texts, read_working_texts

STAGE = "Reading files"


@dataclass(slots=True)
class Evidence:
    """All that was read, in the order of the files."""

    sources: list[AnalysedSource] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unreadable: int = 0


def read_evidence(request: Request, progress: Progress) -> Evidence:
    """Read every file. One that cannot be read stops the work only where it was the only one or does not fit an option.

    Raises `UnreadableFile` where nothing could be read, `BadInput` where a named table lacks a column asked for.
    """
    found = find_files(request.paths, out=request.out)
    evidence = Evidence(warnings=found.warnings)
    only = len(found.files) == 1
    for number, file in enumerate(found.files):
        progress(STAGE, number, len(found.files))
        try:
            _read_file(file, request, evidence)
        except TextError as error:
            if only or (file.named and isinstance(error, BadInput)):
                raise
            evidence.unreadable += 1
            evidence.warnings.append(f"Not read: {str(error).replace(shown_name(file.path), file.name, 1)}")
    progress(STAGE, len(found.files), len(found.files))
    _check_something_was_read(evidence, request)
    evidence.answers = _name_answers(evidence)
    return evidence


def _read_file(file: FoundFile, request: Request, evidence: Evidence) -> None:
    def warn(sentence: str) -> None:
        evidence.warnings.append(f"{file.name}: {sentence}")

    source_id = str(len(evidence.sources) + 1)
    table = _read_if_table(file)
    if table is not None:
        own = _of_working_texts(request) if holds_working_texts(file.path) else request
        answers = answers_in_table(table, own, source_id, warn)
        source = AnalysedSource(source_id, file.name, table.sha256)
        warnings = table.warnings
    else:
        document = read(file.path)
        answers, left_out = answers_in_document(document, source_id, warn)
        source = AnalysedSource(source_id, file.name, document.sha256, document.text, tuple(left_out))
        warnings = document.warnings
    evidence.sources.append(source)
    evidence.answers += answers
    for warning in warnings:
        warn(warning)


def _read_if_table(file: FoundFile) -> Table | None:
    """The table, or None where the file is something else, whatever its name says."""
    if holds_working_texts(file.path):
        return _table_of_working_texts(file)
    if file.path.suffix.lower() in JSON_LINES:  # what a machine wrote for machines is nobody's answer
        raise UnreadableFile(
            Unreadable.UNSUPPORTED,
            f"{file.name} is a data file (JSON lines), which cannot be read here. Please save it as CSV.",
        )
    if not is_table(file.name):
        return None
    try:
        return read_table(file.path)
    except UnreadableFile as error:
        if error.kind is Unreadable.UNSUPPORTED and file.path.exists():
            return None
        raise


def _table_of_working_texts(file: FoundFile) -> Table:
    """What `heard deidentify` wrote, as a table: of every text only its working text, so that no raw word is read."""
    rows = [
        Row(number, (text.id, text.redacted.text)) for number, text in enumerate(read_working_texts(file.path), start=1)
    ]
    return Table(file.name, hashlib.sha256(file.path.read_bytes()).hexdigest(), ("id", "text"), tuple(rows))


def _of_working_texts(request: Request) -> Request:
    """Nobody needs to name the columns of a file that is always the same."""
    return replace(request, column=request.column or "text", id_column=request.id_column or "id")


def _check_something_was_read(evidence: Evidence, request: Request) -> None:
    if not evidence.answers:
        told = " ".join(evidence.warnings[:3])
        raise UnreadableFile(
            Unreadable.NO_TEXT, f"There is nothing to analyse: no file holds an answer. {told}".strip()
        )
    for option, column in (("--group", request.group_column), ("--speaker", request.speaker_column)):
        if column and not any(answer.row for answer in evidence.answers):
            raise BadInput(f"{option} “{column}” names a column, but none of the files is a table.")


def _name_answers(evidence: Evidence) -> list[Answer]:
    """Give every answer an id of its own: the one given, or its row or number, with its file's if there are several."""
    several = len(evidence.sources) > 1
    wanted = [
        answer.given_id or (f"{answer.source}.{answer.id}" if several else answer.id) for answer in evidence.answers
    ]
    shared = Counter(wanted)
    taken = set(wanted)
    used: Counter[str] = Counter()
    named: list[Answer] = []
    for answer, name in zip(evidence.answers, wanted, strict=True):
        used[name] += 1
        own = name if used[name] == 1 else _another(name, used[name], taken)
        taken.add(own)
        named.append(answer if own == answer.id else replace(answer, id=own))
    repeated = sum(1 for name in shared if shared[name] > 1)
    if repeated:
        evidence.warnings.append(
            f"{counted(repeated, 'id')} {'belongs' if repeated == 1 else 'belong'} to several answers. The later ones "
            "have a number added in analysis.json; assignments.csv keeps every id as it was given."
        )
    return named


def _another(name: str, number: int, taken: set[str]) -> str:
    while (own := f"{name} ({number})") in taken:
        number += 1
    return own
