"""The restore drill, small: what was given is there again, and what was taken back is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from a_site import ASite

from site_database import database_of_its_own

pytestmark = pytest.mark.django_db


def test_a_site_that_was_lost_is_put_back_without_what_was_taken_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with database_of_its_own(tmp_path / "data", "drill") as address:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("restore_drill.py")), "--submissions", "6"],
            env=ASite(tmp_path, address).environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["given"] == 6
    assert outcome["given_meanwhile"] > 0
    assert outcome["lost"] == []
    assert outcome["back"] == []
    assert outcome["allowed_again"] == []
    assert outcome["held_and_lost"] == []
    # One while the backup was made; since then one, one that the law holds, and one that may no longer be quoted.
    assert outcome["taken_again"] == 4
    assert outcome["taken_again_the_second_time"] == 4
    assert outcome["is_kept_beside"]
    assert outcome["readable_in_the_backup"] == []
    assert outcome["audit_is_whole"]
    assert outcome["is_closed_in_between"]
    assert outcome["is_open"]
