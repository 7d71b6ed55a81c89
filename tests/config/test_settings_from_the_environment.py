"""Settings from the environment: each has a type, and a wrong value is answered with how to mend it."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from heard.config import env


@pytest.mark.parametrize(
    ("given", "meant"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("off", False)]
)
def test_a_flag_is_yes_or_no_in_the_usual_spellings(given: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DEBUG", given)
    assert env.flag("HEARD_DEBUG", default=not meant) is meant


def test_a_flag_that_is_neither_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="HEARD_DEBUG is “maybe”"):
        env.flag("HEARD_DEBUG", default=False)


def test_a_number_that_is_not_one_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_SMTP_PORT", "smtp")
    with pytest.raises(ImproperlyConfigured, match="Write a whole number, such as 587"):
        env.number("HEARD_SMTP_PORT", 587)


def test_an_empty_setting_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_SMTP_PORT", "  ")
    assert env.number("HEARD_SMTP_PORT", 587) == 587


@pytest.mark.parametrize(
    "given", ["inquiry.example.org", "ftp://inquiry.example.org", "https://", "https://a.org/path"]
)
def test_an_address_must_be_whole(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_URL", given)
    with pytest.raises(ImproperlyConfigured, match="such as https://"):
        env.address("HEARD_URL", "http://127.0.0.1:8000")


def test_without_an_address_the_database_is_one_sqlite_file_that_survives_a_power_cut(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = env.database("DATABASE_URL", tmp_path / "db.sqlite3")
    options = settings["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        assert pragma in options["init_command"]


def test_a_postgresql_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://heard:p%40ss%2Fword@db.example.org:5433/inquiry?sslmode=require")
    settings = env.database("DATABASE_URL", tmp_path / "unused")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("heard", "p@ss/word")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.org", "5433", "inquiry")
    assert settings["OPTIONS"] == {"sslmode": "require"}
    assert settings["DISABLE_SERVER_SIDE_CURSORS"] is True  # see there: an unfinished one breaks another transaction


@pytest.mark.parametrize("given", ["mysql://a@b/c", "postgres://host-without-a-name/", "db.sqlite3"])
def test_any_other_database_address_says_what_to_write_without_repeating_a_password(
    given: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database("DATABASE_URL", tmp_path / "unused")
    assert "postgres://user:password@host:5432/name" in str(refused.value)
    assert given not in str(refused.value)


def test_a_secret_given_wins_over_the_one_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARD_SECRET_KEY", "given")
    assert env.kept_secret("HEARD_SECRET_KEY", tmp_path / "secret.key") == "given"
    assert not (tmp_path / "secret.key").exists()
