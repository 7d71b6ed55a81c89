"""The files other programs made, which README.md beside them lists."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def files() -> Path:
    return Path(__file__).parent / "files"
