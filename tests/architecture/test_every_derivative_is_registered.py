"""Whatever is made of somebody's words, or kept beside them, says what becomes of it when they take them back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

import heard
from heard.collect.evidence.derivatives import derivative, derivatives
from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import Fate

PACKAGE = Path(heard.__file__).parent
NOT_ON_THE_SITE = ("text", "cli", "demo")  # the engine's files are its users' own; the other two run by hand
ELSEWHERE = ("table: ", "files: ", "mail: ", "pages: ")  # what is no model of ours
WRITES = {"write_bytes", "write_text", "mkstemp", "TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile"}
WRITES |= {"SpooledTemporaryFile", "SealingWriter", "mkdtemp", "default_storage", "upload_fileobj", "put_object"}
NO_MODEL = {"django_migrations", "sqlite_sequence"}


def reached_from_a_submission() -> dict[str, str]:
    """Every model that relations lead to, in both directions, and the one before it on the way.

    The way ends at what is not theirs: other people's words are reached through a shared question or theme as well.
    """
    reached: dict[str, str] = {}
    todo: list[tuple[type[Model], str]] = [(Submission, "")]
    while todo:
        model, before = todo.pop(0)
        label = model._meta.label
        if label in reached:
            continue
        reached[label] = before
        known = derivative(label)
        if known is None or known.withdrawn != Fate.NOT_THEIRS:
            todo += [(found, label) for found in neighbours(model)]
    return reached


def neighbours(model: type[Model]) -> Iterator[type[Model]]:
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and isinstance(field.related_model, type):
            yield field.related_model


def test_the_way_reaches_what_later_stages_made() -> None:
    assert {"deidentification.WorkingText", "coding.Excerpt", "publications.Quotation"} <= set(
        reached_from_a_submission()
    )


def test_every_table_that_a_submission_leads_to_says_what_becomes_of_it() -> None:
    silent = {label: before for label, before in reached_from_a_submission().items() if derivative(label) is None}
    assert silent == {}, "Say of each what becomes of it: see heard.collect.evidence.derivatives."


def test_a_table_that_is_new_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from heard.collect.evidence import derivatives as registry

    fewer = {name: found for name, found in registry._derivatives.items() if name != "coding.Excerpt"}
    monkeypatch.setattr(registry, "_derivatives", fewer)
    assert "coding.Excerpt" in {label for label in reached_from_a_submission() if derivative(label) is None}


def test_nothing_is_said_of_what_is_not_there() -> None:
    ours = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    named = {found.name for found in derivatives() if not found.name.startswith(ELSEWHERE)}
    assert named - ours == set()


@pytest.mark.django_db
def test_every_table_without_a_model_says_what_becomes_of_it() -> None:
    modelled = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    named = tuple(found.name.removeprefix("table: ") for found in derivatives() if found.name.startswith("table: "))
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - modelled - NO_MODEL
    # SQLite keeps an index of words in several tables, each called after it.
    assert [table for table in tables if table.startswith("deidentification") and not table.startswith(named)] == []
    assert any(table.startswith(named) for table in tables)


def writers_of_files() -> set[str]:
    """The modules of the site that write a file anywhere."""
    return {name for name, file in modules_of_the_site() if writes(ast.parse(file.read_text(encoding="utf-8")))}


def modules_of_the_site() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[1] not in NOT_ON_THE_SITE and "migrations" not in parts:
            yield ".".join(parts), file


def writes(code: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) and is_writing(node) for node in ast.walk(code))


def is_writing(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rsplit(".", 1)[-1]
    if name in WRITES or (name == "open" and ast.unparse(call.func) == "os.open" and "O_W" in ast.unparse(call)):
        return True
    if name == "open" and "O_RDWR" in ast.unparse(call):
        return True
    at = 0 if isinstance(call.func, ast.Attribute) and name == "open" else 1  # where a path's own `open` has its mode
    modes = (*call.args[at : at + 1], *(given.value for given in call.keywords if given.arg == "mode"))
    return name in ("open", "fdopen") and any(
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and set(mode.value) & set("wax+")
        for mode in modes
    )


def test_writing_is_noticed() -> None:
    for wrote in ("Path('x').write_bytes(b'')", "open('x', 'w')", "tempfile.mkstemp()", "file.open(mode='ab')"):
        assert writes(ast.parse(wrote)), wrote
    for read in ("open('x')", "Path('x').read_bytes()", "file.open('rb')"):
        assert not writes(ast.parse(read)), read


def test_every_module_that_writes_files_says_what_becomes_of_them() -> None:
    named = tuple(writer for found in derivatives() for writer in found.writers)
    silent = [module for module in writers_of_files() if not any(f"{module}.".startswith(f"{each}.") for each in named)]
    assert silent == [], "Name it as a writer: see heard.collect.evidence.derivatives."
