"""`heard keys`, `heard backup` and `heard restore` say in a sentence what was done, or why nothing was."""

from pathlib import Path

import pytest
from django.conf import settings

from heard.backups.closing import is_closed
from heard.cli.main import ExitCode, main
from heard.files.keys import read_or_make_secret

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    for name, folder in (
        ("DATA", ""),
        ("EVIDENCE_ROOT", "evidence"),
        ("MEDIA_ROOT", "media"),
        ("TOMBSTONES", "stones"),
    ):
        monkeypatch.setattr(settings, name, site / folder)
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", tmp_path / "keys" / "installation.key")
    site.mkdir()
    (tmp_path / "away").mkdir()
    return tmp_path / "away"


def one_sentence(said: Said) -> str:
    complained = said.readouterr().err
    assert "Traceback" not in complained
    return complained.splitlines()[-1]


def test_two_people_are_named_and_the_copy_of_the_key_opens_for_the_second(away: Path, capsys: Said) -> None:
    key = read_or_make_secret(Path(settings.INSTALLATION_KEY_FILE))
    assert main(["keys", "list"]) == ExitCode.DONE
    assert "nobody can open a backup" in capsys.readouterr().out
    assert main(["keys", "make", str(away / "sam.key"), "--name", "Sam Field"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "no copy of it is anywhere else" in said
    assert "AGE-SECRET-KEY" not in said
    main(["keys", "list"])
    assert "one person can open a backup" in capsys.readouterr().out
    main(["keys", "make", str(away / "robin.key"), "--name", "Robin Ash"])
    main(["keys", "escrow", str(away / "copy.age")])
    assert "Sam Field or Robin Ash can open it" in capsys.readouterr().out
    Path(settings.INSTALLATION_KEY_FILE).unlink()
    words = ["keys", "recover", str(away / "copy.age"), "--identity", str(away / "robin.key")]
    assert main(words) == ExitCode.DONE
    assert Path(settings.INSTALLATION_KEY_FILE).read_text() == key


def test_who_is_added_and_taken_off_is_told_what_follows(away: Path, capsys: Said) -> None:
    main(["keys", "make", str(away / "sam.key"), "--name", "Sam Field"])
    public = capsys.readouterr().out.partition("public key: ")[2].split()[0]
    assert main(["keys", "remove", "Sam Field"]) == ExitCode.DONE
    assert "still opens with their key" in capsys.readouterr().out
    assert main(["keys", "add", public, "--name", "Sam Field"]) == ExitCode.DONE
    assert "Write a new one: heard keys escrow" in capsys.readouterr().out


def test_a_backup_for_nobody_is_one_sentence(away: Path, capsys: Said) -> None:
    assert main(["backup", str(away)]) == ExitCode.BAD_USE
    assert one_sentence(capsys).startswith("heard backup: Nobody could open it yet")


def test_a_number_of_days_is_one(away: Path, capsys: Said) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["backup", str(away), "--forget-after", "0"])
    assert stopped.value.code == ExitCode.BAD_USE
    assert "is not a number of days" in capsys.readouterr().err


def test_a_file_that_is_no_backup_is_one_sentence_and_nothing_is_closed(away: Path, capsys: Said) -> None:
    main(["keys", "make", str(away / "sam.key"), "--name", "Sam Field"])
    (away / "letter.age").write_text("Dear Sam")
    words = ["restore", str(away / "letter.age"), "--identity", str(away / "sam.key")]
    assert main(words) == main([*words, "--check"]) == ExitCode.UNREADABLE
    assert "letter.age is damaged, cut short or not what it should be" in one_sentence(capsys)
    assert not is_closed()
