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


@pytest.fixture(autouse=True)
def software_has_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Software has looked for harm at whatever is taken back, as it does within seconds where the worker runs.

    Where it has not, what is taken back waits for it: `tests/protect/test_taken_back_before_a_look.py`.
    """
    monkeypatch.setattr("heard.protect.safeguarding.withdrawals.waits_for_a_look", lambda _submission: False)
