"""The contracts of .importlinter hold."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_stage_uses_only_the_stages_before_it() -> None:
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    checked = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout[-3000:] + checked.stderr[-2000:]
    assert "0 broken" in checked.stdout
