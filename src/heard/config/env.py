"""Settings from the environment, each through a function that knows its type and says how to mend a wrong value."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from heard.files.keys import read_or_make_secret

YES = {"yes", "true", "on", "1"}
NO = {"no", "false", "off", "0"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Yes or no."""
    given = text(name).lower()
    if not given:
        return default
    if given not in YES | NO:
        raise ImproperlyConfigured(f"{name} is “{given}”. Write yes or no.")
    return given in YES


def number(name: str, default: int) -> int:
    """A whole number from 0."""
    given = text(name)
    if not given:
        return default
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{given}”. Write a whole number, such as {default}.")
    return int(given)


def names(name: str) -> list[str]:
    """Several names with commas between them."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def address(name: str, default: str) -> str:
    """A web address without a path, such as https://inquiry.example.org; no slash at its end."""
    given = text(name, default).rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"{name} is “{given}”. Write the site’s whole address, such as https://inquiry.example.org."
        )
    return given


def folder(name: str, default: str) -> Path:
    """A folder, as an absolute path. It is made when something is first kept in it."""
    return Path(text(name, default)).expanduser().resolve()


def kept_secret(name: str, file: Path) -> str:
    """The secret given as `name`, or else the one kept in `file`, which is made the first time it is asked for."""
    return text(name) or read_or_make_secret(file)


ENGINES = {"postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql"}


def database(name: str, sqlite_file: Path) -> dict[str, object]:
    """Django's settings for PostgreSQL where `name` gives an address, and for one SQLite file where it does not."""
    given = text(name)
    return _postgresql(name, given) if given else _sqlite(sqlite_file)


def _sqlite(file: Path) -> dict[str, object]:
    # FULL, because NORMAL lost acknowledged rows when the power was cut; IMMEDIATE, because a transaction that reads
    # first and writes later fails when it meets another; secure_delete, so that a destroyed key is overwritten.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
    }


def _postgresql(name: str, given: str) -> dict[str, object]:
    parts = urlsplit(given)
    database_name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ENGINES or not database_name:
        raise ImproperlyConfigured(
            f"{name} is not the address of a PostgreSQL database. Write postgres://user:password@host:5432/name, "
            "or leave it out to use one SQLite file."
        )
    return {
        "ENGINE": ENGINES[parts.scheme],
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # One that is left before its end is closed whenever Python tidies up, and then breaks whatever transaction is
        # open at that moment. Without, and behind a pooler, nothing of that can happen.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def scanner(name: str) -> str:
    """ClamAV's socket: its path, or a port of this machine. Files go to it in the clear, so never over a network."""
    given = text(name)
    host, _, port = given.rpartition(":")
    if given and not given.startswith("/") and not (host in ("127.0.0.1", "localhost", "[::1]") and port.isdecimal()):
        raise ImproperlyConfigured(
            f"{name} is “{given}”. Write the path of ClamAV’s socket, such as /run/clamav/clamd.ctl, or a port of this "
            "machine, such as 127.0.0.1:3310."
        )
    return given.replace("[::1]", "::1")


def bucket(name: str) -> dict[str, str]:
    """Where sealed files stay when not on this machine's disk: a bucket and how to reach it. Empty for the disk."""
    parts = {part: text(f"{name}_{part.upper()}") for part in ("bucket", "endpoint", "region", "key", "secret")}
    if not parts["bucket"]:
        return {}
    if parts["endpoint"] and urlsplit(parts["endpoint"]).scheme not in ("http", "https"):
        raise ImproperlyConfigured(
            f"{name}_ENDPOINT is “{parts['endpoint']}”. Write the whole address of the service, such as "
            "https://storage.example.org, or leave it out for Amazon’s own."
        )
    if bool(parts["key"]) != bool(parts["secret"]):
        raise ImproperlyConfigured(f"Give both {name}_KEY and {name}_SECRET, or neither.")
    return parts
