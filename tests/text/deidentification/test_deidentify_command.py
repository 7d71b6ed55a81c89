import argparse
import json
import stat
from pathlib import Path

import pytest

from heard.cli import deidentify as command
from heard.text.errors import BadInput

CHAT = "id,text\n1,my sister kayleigh is 15\n2,nobody listens\n3,\n4,kayleigh lives in rhyl\n"


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "chat.csv"
    path.write_text(CHAT, "utf-8")
    return path


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_command_writes_a_redaction_for_every_text(chat: Path, tmp_path: Path) -> None:
    assert run(chat, "--out", tmp_path / "out", "--fast") == 0
    first, second, third, fourth = records(tmp_path / "out/redactions.jsonl")
    assert first["redacted"] == "my sister [sister] is [age]"
    assert first["spans"][0] == {  # type: ignore[index]
        "start": 10,
        "end": 18,
        "category": "name",
        "identifier": "direct",
        "replacement": "[sister]",
        "source": "names+relation",
        "score": 0.85,
    }
    assert second["redacted"] == second["text"] == "nobody listens"
    assert third["spans"] == []
    assert fourth["redacted"] == "[sister] lives in [place in Wales]"


def test_the_accounting_adds_up_and_repeats_no_words(chat: Path, tmp_path: Path) -> None:
    run(chat, "--out", tmp_path / "out", "--fast")
    summary = json.loads((tmp_path / "out/summary.json").read_text("utf-8"))
    assert summary["texts"] == summary["with_identifiers"] + summary["without"] + summary["empty"] == 4
    assert summary["replacements"] == sum(summary["by_category"].values()) == 4
    assert "kayleigh" not in (tmp_path / "out/summary.json").read_text("utf-8")


def test_two_runs_write_the_same_bytes(chat: Path, tmp_path: Path) -> None:
    for out in ("one", "other"):
        run(chat, "--out", tmp_path / out)
    for name in ("redactions.jsonl", "residue.jsonl", "summary.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_only_their_owner_may_read_the_results(chat: Path, tmp_path: Path) -> None:
    run(chat, "--out", tmp_path / "out", "--fast", "--key", tmp_path / "key.json")
    for path in (tmp_path / "out/redactions.jsonl", tmp_path / "key.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_carries_replacements_over_to_the_next_run(chat: Path, tmp_path: Path) -> None:
    run(chat, "--out", tmp_path / "out", "--fast", "--key", tmp_path / "key.json")
    later = tmp_path / "later.csv"
    later.write_text("id,text\n9,my sister shanice met kayleigh\n", "utf-8")
    run(later, "--out", tmp_path / "out2", "--fast", "--key", tmp_path / "key.json")
    assert records(tmp_path / "out2/redactions.jsonl")[0]["redacted"] == "my sister [sister 2] met [sister]"


def test_a_roster_names_what_is_replaced(chat: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,kind\nKayleigh Moss,contributor\n", "utf-8")
    run(chat, "--out", tmp_path / "out", "--fast", "--roster", roster)
    assert records(tmp_path / "out/redactions.jsonl")[0]["redacted"] == "my sister [contributor] is [age]"


def test_a_folder_with_other_files_is_refused(chat: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="already holds other files"):
        run(chat, "--out", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chat.csv"]


@pytest.mark.parametrize(("name", "content"), [("answers.csv", "id,text\n"), ("answers.jsonl", "")])
def test_a_file_without_any_text_is_said_to_be_one(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=f"nothing to de-identify: {name} holds no text"):
        run(path, "--out", tmp_path / "out", "--fast")
    assert not (tmp_path / "out").exists()


def test_a_key_that_could_not_be_kept_is_told_before_anything_is_done(chat: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="The key cannot be kept"):
        run(chat, "--out", tmp_path / "out", "--fast", "--key", tmp_path / "nowhere" / "key.json")
    assert not (tmp_path / "out").exists()


def test_one_text_and_one_place_are_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.csv").write_text("id,text\n1,it was LCS-448213\n", "utf-8")
    run(tmp_path / "one.csv", "--out", tmp_path / "out", "--fast")
    assert capsys.readouterr().out.startswith("Of 1 text, ")


def test_nothing_noticed_is_not_told_as_nothing_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.csv").write_text("id,text\n1,the bus was late\n", "utf-8")
    run(tmp_path / "one.csv", "--out", tmp_path / "out", "--fast")
    assert "it misses some, so read every text." in capsys.readouterr().out


def test_columns_are_named_by_options(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("ref,answer\nx7,my sister kayleigh left\n", "utf-8")
    run(tmp_path / "form.csv", "--column", "answer", "--id", "ref", "--out", tmp_path / "out", "--fast")
    (record,) = records(tmp_path / "out/redactions.jsonl")
    assert (record["id"], record["redacted"]) == ("x7", "my sister [sister] left")


def test_columns_whose_names_run_over_lines_are_told_on_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Who,"What would\nhave helped?"\n1,A bus\n', "utf-8")
    with pytest.raises(BadInput, match="Its columns are “Who” and “What would have helped\\?”"):
        run(tmp_path / "a.csv", "--out", tmp_path / "out", "--fast")


def test_somebody_elses_summary_is_never_written_over(chat: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "summary.json").write_text('{"minutes": 3}', "utf-8")
    with pytest.raises(BadInput, match="is not ours"):
        run(chat, "--out", tmp_path / "out", "--fast")
    assert (tmp_path / "out" / "summary.json").read_text("utf-8") == '{"minutes": 3}'
