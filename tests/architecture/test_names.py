"""Names: nothing is called after a drawer for odds and ends."""

import re
from collections import Counter
from pathlib import Path

import heard

PACKAGE = Path(heard.__file__).parent
TESTS = Path(__file__).parents[1]
BANNED = {"base", "common", "core", "helper", "helpers", "lib", "manager", "managers", "misc", "service", "services"}
BANNED |= {"tool", "tools", "util", "utils"}
COLLIDING = {"Session", "Response", "Document", "Comment"}  # Django's, HTTP's and Wagtail's words


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_no_module_or_folder_has_a_banned_name() -> None:
    found = [str(path) for path in modules() if BANNED & {*path.relative_to(PACKAGE).parts[:-1], path.stem}]
    assert found == []


def test_no_model_takes_a_word_that_means_something_else_here() -> None:
    from django.apps import apps

    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("heard.")}
    assert ours & COLLIDING == set()


def test_every_package_says_what_it_holds() -> None:
    silent = [
        str(path.parent.relative_to(PACKAGE))
        for path in PACKAGE.rglob("__init__.py")
        if not {"migrations", "templatetags"} & set(path.parts) and not re.match(r'\s*"""\S', path.read_text("utf-8"))
    ]
    assert silent == []


def test_no_two_files_of_tests_have_one_name() -> None:
    """They are imported by their names alone: of two with one name, the second is not found."""
    names = Counter(path.name for path in TESTS.rglob("*.py") if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []
