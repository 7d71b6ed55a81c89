"""Django's own deployment checks, and what they may be silenced about."""

import os
import subprocess
import sys
from pathlib import Path


def check_deploy(url: str, data: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "heard.cli.main", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command,
        env=os.environ | {"HEARD_URL": url, "HEARD_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_https_only_the_frame_of_the_desks_preview_is_silenced_and_nothing_is_found(tmp_path: Path) -> None:
    checked = check_deploy("https://inquiry.example.org", tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "no issues (1 silenced)" in checked.stdout
