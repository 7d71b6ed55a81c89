"""From `understand` on, whatever gives somebody's words, or rows made of them, asks for a use and leaves out the rest.

What is looked at is the code's own annotations: a function that gives such rows takes a `Use`, names one, narrows rows
that its caller was given, or asks a function that does. Before that, in `protect`, people read everything, to protect
it: there each opening names its use in the audit instead.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

import heard
from heard.collect.evidence.derivatives import derivatives
from heard.collect.evidence.states import Fate

PACKAGE = Path(heard.__file__).parent
STAGES = ("understand", "publish")

Function = ast.FunctionDef | ast.AsyncFunctionDef

# What gives words without asking for a use, and why it may.
EXCEPTIONS = {
    "quotations_with_givers": "what the others are made of; it gives nothing to a page by itself",
}


def evidence_rows() -> set[str]:
    """The names of the models whose rows go when words are taken back, and of what holds such rows."""
    models = {apps.get_model(found.name).__name__ for found in derivatives() if is_made_of_words(found)}
    rows = models | {"Submission", "Part"}
    while more := {each.name for each in holders(rows)} - rows:
        rows |= more
    return rows


def is_made_of_words(found: object) -> bool:
    name, withdrawn = found.name, found.withdrawn  # type: ignore[attr-defined]
    return (
        withdrawn == Fate.ERASED and ": " not in name and apps.is_installed(apps.get_model(name)._meta.app_config.name)
    )


def holders(rows: set[str]) -> Iterator[ast.ClassDef]:
    """Classes of ours with a field that holds such rows."""
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not is_a_model(node):
                fields = [each.annotation for each in node.body if isinstance(each, ast.AnnAssign)]
                if any(mentions(field, rows) for field in fields):
                    yield node


def is_a_model(node: ast.ClassDef) -> bool:
    return any("Model" in ast.unparse(base) for base in node.bases)


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for stage in STAGES:
        for file in sorted((PACKAGE / stage).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file, ast.parse(file.read_text(encoding="utf-8"))


def mentions(annotation: ast.AST | None, names: set[str]) -> bool:
    return annotation is not None and bool(set(re.findall(r"\w+", ast.unparse(annotation))) & names)


def functions() -> list[tuple[Path, Function]]:
    return [
        (file, node)
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def arguments(function: Function) -> list[ast.arg]:
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs]


def asks_by_itself(function: Function, rows: set[str]) -> bool:
    """Whether it takes a use, names one, or narrows what its caller was given."""
    if any(mentions(argument.annotation, {"Use", *rows}) for argument in arguments(function)):
        return True
    return any(isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Use" for node in ast.walk(function))


def calls(function: Function) -> set[str]:
    called = (ast.unparse(node.func).rsplit(".", 1)[-1] for node in ast.walk(function) if isinstance(node, ast.Call))
    return set(called)


def that_ask(found: list[tuple[Path, Function]], rows: set[str]) -> set[str]:
    """The names of the functions that ask for a use, by themselves or through another."""
    asking = {function.name for _, function in found if asks_by_itself(function, rows)}
    while more := {function.name for _, function in found if calls(function) & asking} - asking:
        asking |= more
    return asking


def that_do_not_ask() -> list[str]:
    found, rows = functions(), evidence_rows()
    asking = that_ask(found, rows)
    return [
        f"{file.relative_to(PACKAGE)}: {function.name}"
        for file, function in found
        if mentions(function.returns, rows) and function.name not in asking and function.name not in EXCEPTIONS
    ]


def test_every_function_that_gives_words_asks_for_a_use() -> None:
    assert that_do_not_ask() == []


def test_there_are_such_functions() -> None:
    rows = evidence_rows()
    giving = {function.name for _, function in functions() if mentions(function.returns, rows)}
    assert {"excerpts_for", "excerpts_under", "published_quotations", "listed_themes"} <= giving


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("def all_of_them() -> QuerySet[Excerpt]:\n    return Excerpt.objects.all()", False),
        ("def some(use: Use) -> QuerySet[Excerpt]:\n    return Excerpt.objects.filter(may_be_used(use))", True),
        ("def some() -> QuerySet[Excerpt]:\n    return excerpts_for(Use.ANALYSE)", True),
        ("def first_of(rows: Sequence[Excerpt]) -> Excerpt:\n    return rows[0]", True),
    ],
)
def test_it_would_be_noticed(code: str, asks: bool) -> None:
    (function,) = ast.parse(code).body
    assert isinstance(function, ast.FunctionDef)
    assert asks_by_itself(function, evidence_rows()) is asks
