"""The `heard` command: quick to start, one sentence for bad input, documented exit codes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from heard.cli.main import COMMANDS, ExitCode, build_parser, main

ROOT = Path(__file__).parents[2]
HEAVY = ("django", "wagtail", "numpy", "scipy", "sklearn", "lxml", "onnxruntime", "rich", "pypdfium2")


def imported_by(words: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running `words`."""
    program = f"{words}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    return set(said.split())


def test_asking_for_help_loads_neither_django_nor_a_model() -> None:
    loaded = imported_by("from heard.cli.main import build_parser; build_parser().format_help()")
    assert loaded.isdisjoint(HEAVY)


def test_the_text_engine_does_without_django() -> None:
    loaded = imported_by("import heard.text.readers, heard.text.anchors, heard.text.themes, heard.text.session_notes")
    assert "django" not in loaded


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == ExitCode.DONE
    assert command in capsys.readouterr().out


def test_a_missing_file_is_one_sentence_and_not_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", str(tmp_path / "nowhere.txt")]) == ExitCode.UNREADABLE
    said = capsys.readouterr().err
    assert said.startswith("heard notes: ")
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


def test_ctrl_c_says_so_and_exits_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("heard.cli.notes.run", interrupt)
    assert main(["notes", "anything.txt"]) == ExitCode.INTERRUPTED
    assert "Stopped" in capsys.readouterr().err


def test_ctrl_c_while_the_commands_are_still_loading_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_name: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("heard.cli.main.import_module", interrupt)
    assert main(["notes", "anything.txt"]) == ExitCode.INTERRUPTED
    assert "Stopped" in capsys.readouterr().err


def test_a_reader_who_stops_reading_is_no_failure() -> None:
    notes = next((ROOT / "src/heard/demo/content/session_notes").glob("*.docx"))
    command = [sys.executable, "-m", "heard.cli.main", "notes", str(notes), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reading:
        assert reading.stdout
        assert reading.stderr
        reading.stdout.close()
        assert reading.stderr.read() == ""
    assert reading.returncode == ExitCode.DONE


def test_every_command_and_exit_code_is_in_the_reference() -> None:
    reference = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`heard {command}" not in reference] == []
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", reference, re.MULTILINE)}
    assert documented == {int(code) for code in ExitCode}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_in_its_reference(command: str) -> None:
    name = {"notes": "session-notes"}.get(command, command)
    page = (ROOT / f"docs/reference/{name}.md").read_text(encoding="utf-8")
    [commands] = [action for action in build_parser()._actions if isinstance(action.choices, dict)]
    options = [word for action in commands.choices[command]._actions for word in action.option_strings]
    long_options = [option for option in options if option.startswith("--") and option != "--help"]
    assert [option for option in long_options if f"`{option}" not in page] == []
