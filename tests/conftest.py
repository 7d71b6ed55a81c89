"""Fixtures every test may use."""

import os
from pathlib import Path

import pytest

pytest_plugins = ("site_database", "cast")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material (seeds, development data) beside the checkout, which the project does not need to run."""
    folder = Path(os.environ.get("HEARD_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("The shared material is not beside this checkout, so this test was left out.")
    return folder
