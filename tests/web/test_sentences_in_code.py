"""Sentences that Python says to people at the site go through gettext, as those of templates do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from style_sheets import PACKAGE

SITE = ("accounts", "audit", "web", "inquiry", "collect", "protect", "understand", "publish")
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SAID_ON_A_TERMINAL = {"management", "migrations"}  # in English, like all that the command says
SENTENCE = re.compile(r"[A-Z][a-z]*[ ,]|.* .*[.?]$", re.DOTALL)


def modules() -> list[Path]:
    files = [file for stage in SITE for file in sorted((PACKAGE / stage).rglob("*.py"))]
    return [file for file in files if not SAID_ON_A_TERMINAL & {*file.parts}]


def bare_sentences(code: ast.AST) -> list[str]:
    """What is raised, or shown as a message, in words that no translating call holds."""
    said = [part for part in ast.walk(code) if isinstance(part, ast.Raise) or is_message(part)]
    return [words for part in said for words in untranslated(part) if SENTENCE.match(words)]


def is_message(part: ast.AST) -> bool:
    return isinstance(part, ast.Call) and ast.unparse(part.func).startswith("messages.")


def untranslated(part: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(part):
        if isinstance(child, ast.Call) and ast.unparse(child.func) in TRANSLATING:
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from untranslated(child)


def test_the_check_itself_sees_a_bare_sentence() -> None:
    assert bare_sentences(ast.parse('raise BadInput(f"Only {n} words fit here.")')) == ["Only ", " words fit here."]
    assert bare_sentences(ast.parse('messages.error(request, "It is gone.")')) == ["It is gone."]
    assert bare_sentences(ast.parse('raise BadInput(_("Say %(what)s.") % {"what": what})')) == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_every_sentence_in_code_goes_through_gettext(module: Path) -> None:
    assert bare_sentences(ast.parse(module.read_text(encoding="utf-8"))) == []
