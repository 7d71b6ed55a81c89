"""`heard keys`, `heard backup` and `heard restore` say in a sentence what was done, or why nothing was."""

from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.test import Client

from cast import Team
from heard.accounts.models import User
from heard.approvals.actions import agree
from heard.approvals.models import Approval, ApprovalUse
from heard.audit.models import Entry
from heard.backups.closing import is_closed
from heard.backups.recipients import all_recipients
from heard.cli.main import ExitCode, main
from heard.files.keys import read_or_make_secret
from heard.inquiry.inquiries.second_persons import CHANGE_RECIPIENTS

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


@pytest.fixture
def two_recipients(away: Path, team: Team) -> None:
    for name in ("Sam Field", "Robin Ash"):
        assert main(["keys", "make", str(away / f"{name}.key"), "--name", name]) == ExitCode.DONE


def a_public_key() -> str:
    return str(pyrage.x25519.Identity.generate().to_public())


def ask_at_the_desk(client: Client, user: User, change: str) -> str:
    client.force_login(user)
    asked = {"kind": CHANGE_RECIPIENTS, "label": change, "reason": "Robin leaves in May."}
    return client.post("/desk/approvals/asking/", asked, follow=True).content.decode()


@pytest.mark.usefixtures("two_recipients")
def test_once_there_are_two_nobody_changes_them_alone(away: Path, capsys: Said) -> None:
    before = all_recipients()
    for words in (
        ["keys", "make", str(away / "mal.key"), "--name", "Mal"],
        ["keys", "add", a_public_key(), "--name", "Mal"],
        ["keys", "remove", "Sam Field"],
    ):
        assert main(words) == ExitCode.BAD_USE
    assert "somebody asks for “remove Sam Field”, in these words, and somebody else agrees" in one_sentence(capsys)
    assert all_recipients() == before
    assert not (away / "mal.key").exists()


@pytest.mark.usefixtures("two_recipients")
def test_what_two_people_agreed_to_is_changed_once(team: Team, client: Client, capsys: Said) -> None:
    assert "Frank Lowe or Efua Quaye can." in ask_at_the_desk(client, team.asha, "remove Robin Ash")
    assert main(["keys", "remove", "Robin Ash"]) == ExitCode.BAD_USE  # so far one person says so
    agree(team.efua, Approval.objects.get())
    assert main(["keys", "remove", "Sam Field"]) == ExitCode.BAD_USE  # that was not what they agreed to
    assert main(["keys", "remove", "Robin Ash"]) == ExitCode.DONE
    assert [one.name for one in all_recipients()] == ["Sam Field"]
    assert Entry.objects.filter(kind="recipients of backups", label="remove Robin Ash").count() == 1


@pytest.mark.usefixtures("two_recipients")
def test_whoever_is_removed_makes_no_room_for_a_stranger(team: Team, client: Client, capsys: Said) -> None:
    ask_at_the_desk(client, team.asha, "remove Robin Ash")
    agree(team.efua, Approval.objects.get())
    main(["keys", "remove", "Robin Ash"])
    assert main(["keys", "add", a_public_key(), "--name", "Robin Ash"]) == ExitCode.BAD_USE


@pytest.mark.usefixtures("two_recipients")
def test_an_agreement_holds_for_one_public_key(team: Team, client: Client, capsys: Said) -> None:
    public = a_public_key()
    ask_at_the_desk(client, team.asha, f"add {public} for Kim Lee")
    agree(team.efua, Approval.objects.get())
    assert main(["keys", "add", a_public_key(), "--name", "Kim Lee"]) == ExitCode.BAD_USE
    assert main(["keys", "add", public, "--name", "Kim Lee"]) == ExitCode.DONE
    assert [one.public for one in all_recipients()][2:] == [public]


@pytest.mark.usefixtures("two_recipients")
def test_what_fails_leaves_the_agreement_unused(team: Team, client: Client, capsys: Said) -> None:
    ask_at_the_desk(client, team.asha, "remove Nobody")
    agree(team.efua, Approval.objects.get())
    assert main(["keys", "remove", "Nobody"]) == ExitCode.BAD_USE
    assert "no one recipient called" in one_sentence(capsys)
    assert not ApprovalUse.objects.exists()


def test_only_a_change_of_the_recipients_is_asked_for(team: Team, client: Client) -> None:
    for change in ("Mal", "add", "", f"add {'a' * 120}"):
        assert "Copy the words that heard keys showed" in ask_at_the_desk(client, team.asha, change)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("name", ["ben", "cerys", "greta"])
def test_the_rest_of_the_team_does_not_decide_who_opens_backups(team: Team, client: Client, name: str) -> None:
    ask_at_the_desk(client, getattr(team, name), "remove Robin Ash")
    assert not Approval.objects.exists()


@pytest.mark.usefixtures("two_recipients")
def test_whoever_has_the_machine_and_no_private_key_opens_nothing(away: Path, tmp_path: Path, capsys: Said) -> None:
    """To put a backup or the key back takes somebody with the machine, and somebody with a private key."""
    read_or_make_secret(Path(settings.INSTALLATION_KEY_FILE))
    assert main(["keys", "escrow", str(away / "copy.age")]) == ExitCode.DONE
    on_the_machine = [path for folder in ("site", "keys") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert Path(settings.INSTALLATION_KEY_FILE) in on_the_machine
    for file in on_the_machine:
        capsys.readouterr()
        assert main(["keys", "recover", str(away / "copy.age"), "--identity", str(file)]) == ExitCode.BAD_USE
        assert "private key" in one_sentence(capsys)
