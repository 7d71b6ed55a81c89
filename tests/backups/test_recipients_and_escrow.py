"""Two people can open what is written for them, each alone; nobody else can, and Heard keeps no private key."""

from pathlib import Path

import pyrage
import pytest
from django.conf import settings

from heard.backups.escrow import recover, write_escrow
from heard.backups.recipients import (
    add_recipient,
    all_recipients,
    make_recipient,
    read_identities,
    recipients_file,
    recipients_for_a_copy,
    remove_recipient,
)
from heard.files.keys import read_or_make_secret
from heard.text.errors import BadInput, UnreadableFile


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk away from the site."""
    site = tmp_path / "site"
    monkeypatch.setattr(settings, "DATA", site)
    monkeypatch.setattr(settings, "TOMBSTONES", site / "tombstones")
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", site / "keys" / "installation.key")
    (site / "keys").mkdir(parents=True)
    (tmp_path / "away").mkdir()
    return tmp_path / "away"


def installation_key() -> str:
    return read_or_make_secret(Path(settings.INSTALLATION_KEY_FILE))


def two_people(away: Path) -> None:
    make_recipient(away / "sam.key", "Sam Field")
    make_recipient(away / "robin.key", "Robin Ash")


def test_a_private_key_is_its_owners_alone_and_no_copy_of_it_stays(away: Path, tmp_path: Path) -> None:
    made = make_recipient(away / "sam.key", "Sam Field")
    assert (away / "sam.key").stat().st_mode & 0o777 == 0o600
    (identity,) = read_identities(away / "sam.key")
    assert str(identity.to_public()) == made.public
    kept = [path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"AGE-SECRET-KEY" in data for data in kept)
    assert recipients_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("inside", ["", "keys", "tombstones", "evidence"])
def test_a_private_key_is_never_written_into_the_site(inside: str) -> None:
    file = Path(settings.DATA) / inside / "sam.key"
    with pytest.raises(BadInput, match="stolen or lost together"):
        make_recipient(file, "Sam Field")
    assert not file.exists()
    assert all_recipients() == []


def test_a_file_that_is_there_is_never_overwritten(away: Path) -> None:
    (away / "sam.key").write_text("something of Sam’s")
    with pytest.raises(BadInput, match="left as it is"):
        make_recipient(away / "sam.key", "Sam Field")
    assert (away / "sam.key").read_text() == "something of Sam’s"
    assert all_recipients() == []


def test_somebody_who_made_a_key_elsewhere_is_added(away: Path) -> None:
    public = str(pyrage.x25519.Identity.generate().to_public())
    make_recipient(away / "sam.key", "Sam Field")
    add_recipient(f" {public}\n", "Robin\n Ash")
    assert [one.name for one in all_recipients()] == ["Sam Field", "Robin Ash"]
    assert all_recipients()[1].public == public


def test_the_list_is_one_that_age_itself_reads(away: Path) -> None:
    two_people(away)
    lines = recipients_file().read_text().splitlines()
    assert [line[:4] for line in lines] == ["# Sa", "age1", "# Ro", "age1"]


def test_the_same_key_or_name_is_not_added_twice(away: Path) -> None:
    sam = make_recipient(away / "sam.key", "Sam Field")
    with pytest.raises(BadInput, match="is a recipient already"):
        add_recipient(sam.public, "Robin Ash")
    with pytest.raises(BadInput, match="is a recipient already"):
        make_recipient(away / "another.key", "Sam Field")
    assert not (away / "another.key").exists()


@pytest.mark.parametrize("wrong", ["age1nonsense", "AGE-SECRET-KEY-1ABC", "", "ssh-ed25519 AAAA"])
def test_what_is_no_public_key_is_not_added(wrong: str) -> None:
    with pytest.raises(BadInput, match="is not a public key"):
        add_recipient(wrong, "Robin Ash")
    assert all_recipients() == []


@pytest.mark.parametrize("nobody", ["", "  ", "#", "\n"])
def test_a_key_belongs_to_somebody(nobody: str, away: Path) -> None:
    with pytest.raises(BadInput, match="whose key"):
        make_recipient(away / "sam.key", nobody)


def test_somebody_is_taken_off_the_list(away: Path) -> None:
    two_people(away)
    remove_recipient("Sam Field")
    assert [one.name for one in all_recipients()] == ["Robin Ash"]
    with pytest.raises(BadInput, match="no one recipient called"):
        remove_recipient("Sam Field")


def test_nothing_is_written_while_nobody_could_open_it(away: Path) -> None:
    installation_key()
    with pytest.raises(BadInput, match="Nobody could open it yet"):
        recipients_for_a_copy()
    with pytest.raises(BadInput, match="Nobody could open it yet"):
        write_escrow(away / "escrow.age")
    assert not (away / "escrow.age").exists()


@pytest.mark.parametrize("who", ["sam", "robin"])
def test_either_of_two_puts_the_installation_key_back(who: str, away: Path) -> None:
    two_people(away)
    key = installation_key()
    write_escrow(away / "escrow.age")
    place = Path(settings.INSTALLATION_KEY_FILE)
    place.unlink()
    assert recover(away / "escrow.age", away / f"{who}.key") == place
    assert place.read_text() == key
    assert place.stat().st_mode & 0o777 == 0o600
    assert recover(away / "escrow.age", away / f"{who}.key") == place  # it is there: nothing to do


def test_the_copy_says_nothing_to_anybody_else(away: Path) -> None:
    two_people(away)
    key = installation_key()
    write_escrow(away / "escrow.age")
    assert key.encode() not in (away / "escrow.age").read_bytes()
    (away / "stranger.key").write_text(str(pyrage.x25519.Identity.generate()))
    Path(settings.INSTALLATION_KEY_FILE).unlink()
    with pytest.raises(BadInput, match="was not among the recipients"):
        recover(away / "escrow.age", away / "stranger.key")
    assert not Path(settings.INSTALLATION_KEY_FILE).exists()


def test_whoever_was_added_later_needs_a_new_copy(away: Path) -> None:
    installation_key()
    make_recipient(away / "sam.key", "Sam Field")
    write_escrow(away / "old.age")
    make_recipient(away / "robin.key", "Robin Ash")
    write_escrow(away / "new.age")
    Path(settings.INSTALLATION_KEY_FILE).unlink()
    with pytest.raises(BadInput, match="Ask the other recipient"):
        recover(away / "old.age", away / "robin.key")
    recover(away / "new.age", away / "robin.key")


def test_another_key_that_is_there_is_never_overwritten(away: Path) -> None:
    two_people(away)
    installation_key()
    write_escrow(away / "escrow.age")
    place = Path(settings.INSTALLATION_KEY_FILE)
    place.unlink()
    other = installation_key()
    with pytest.raises(BadInput, match="opens with nothing else"):
        recover(away / "escrow.age", away / "sam.key")
    assert place.read_text() == other


@pytest.mark.parametrize("cut", [0, 10, 150, -1])
def test_a_damaged_copy_is_said_to_be_one(cut: int, away: Path) -> None:
    two_people(away)
    installation_key()
    write_escrow(away / "escrow.age")
    (away / "escrow.age").write_bytes((away / "escrow.age").read_bytes()[:cut])
    Path(settings.INSTALLATION_KEY_FILE).unlink()
    with pytest.raises(UnreadableFile, match="damaged"):
        recover(away / "escrow.age", away / "sam.key")
    assert not Path(settings.INSTALLATION_KEY_FILE).exists()


def test_a_copy_of_something_else_is_not_put_in_the_keys_place(away: Path) -> None:
    two_people(away)
    (identity,) = read_identities(away / "sam.key")
    (away / "letter.age").write_bytes(pyrage.encrypt(b"Dear Sam", [identity.to_public()]))
    with pytest.raises(UnreadableFile, match="not a copy of an installation"):
        recover(away / "letter.age", away / "sam.key")


@pytest.mark.parametrize("holds", ["", "age1abc", "AGE-SECRET-KEY-1BROKEN"])
def test_a_file_without_a_private_key_is_told_from_one(holds: str, away: Path) -> None:
    (away / "some.key").write_text(holds)
    with pytest.raises(BadInput, match="no whole private key"):
        read_identities(away / "some.key")
    with pytest.raises(BadInput, match="cannot be read"):
        read_identities(away / "nowhere.key")


def test_the_copy_does_not_lie_where_it_would_be_lost_with_the_key(away: Path) -> None:
    two_people(away)
    installation_key()
    with pytest.raises(BadInput, match="would be lost"):
        write_escrow(Path(settings.DATA) / "escrow.age")


def test_before_there_is_a_key_no_copy_is_written_and_no_key_made(away: Path) -> None:
    two_people(away)
    with pytest.raises(BadInput, match="no installation key"):
        write_escrow(away / "escrow.age")
    assert not Path(settings.INSTALLATION_KEY_FILE).exists()
