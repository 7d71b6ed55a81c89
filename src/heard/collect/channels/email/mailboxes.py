"""Where messages wait: a Maildir on this machine, or a mailbox on another that is asked by IMAP."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from heard.mail.reaching import why_not_reached
from heard.text.errors import BadInput

TIME = 60  # seconds that a mail server may take to answer


def read_at_most(stream: BinaryIO) -> bytes:
    """One byte more than we take, at most: enough to know that it is too long."""
    return stream.read(settings.LARGEST_MAIL + 1)


@dataclass(frozen=True, slots=True)
class InMaildir:
    """A message in a Maildir's folder `new`. Once it is safe with us it lies in `cur`, as seen."""

    file: Path

    def read(self) -> bytes:
        with self.file.open("rb") as stream:
            return read_at_most(stream)

    def done(self) -> None:
        self.file.rename(self.file.parent.parent / "cur" / f"{self.file.name}:2,S")


def waiting_in_maildir(folder: Path) -> list[InMaildir]:
    """What has arrived there and was not seen, oldest first. Raises BadInput where it is no Maildir."""
    if not all((folder / inner).is_dir() for inner in ("cur", "new", "tmp")):
        raise BadInput(_("There is no Maildir here: it has the folders “cur”, “new” and “tmp”."))
    return [InMaildir(file) for file in sorted((folder / "new").iterdir()) if file.is_file()]


@dataclass(frozen=True, slots=True)
class OnServer:
    """A message in a mailbox on another machine. Once it is safe with us it is marked as seen."""

    mailbox: Any
    uid: str

    def read(self) -> bytes:
        # PEEK, because a mail server marks as seen what is fetched without it, before we have it.
        return fetched(self.mailbox, self.uid, f"BODY.PEEK[]<0.{settings.LARGEST_MAIL + 1}>")

    def done(self) -> None:
        self.mailbox.uid("STORE", self.uid, "+FLAGS", r"(\Seen)")


def fetched(mailbox: Any, uid: str, what: str) -> bytes:
    status, answer = mailbox.uid("FETCH", uid, f"({what})")
    found = [part[1] for part in answer or [] if isinstance(part, tuple)]
    if status != "OK" or not found:
        raise OSError(_("The mail server did not give the message."))
    return bytes(found[0])


def waiting_on_server(mailbox: Any) -> list[OnServer]:
    """What was not seen yet, oldest first."""
    status, answer = mailbox.uid("SEARCH", None, "UNSEEN")
    if status != "OK":
        raise NotAsked(_("The mail server did not say what is new."))
    return [OnServer(mailbox, uid.decode("ascii")) for uid in (answer[0] or b"").split()]


class NotAsked(OSError):
    """The mailbox was not asked, or not to its end. `str(error)` says what to mend, and names nobody."""


@contextmanager
def signed_in() -> Iterator[Any]:
    """The mailbox that HEARD_IMAP_HOST and its companions name, over TLS with a checked certificate.

    Raises NotAsked where the server cannot be reached, does not let us in, or breaks off.
    """
    try:
        mailbox = imaplib.IMAP4_SSL(
            settings.IMAP_HOST, settings.IMAP_PORT, ssl_context=ssl.create_default_context(), timeout=TIME
        )
    except OSError as error:
        raise NotAsked(why_not_reached(error, settings.IMAP_HOST, settings.IMAP_PORT)) from error
    except imaplib.IMAP4.error as error:
        raise NotAsked(_("What answers there is no mailbox: look at HEARD_IMAP_PORT.")) from error
    try:
        sign_in(mailbox)
        open_folder(mailbox)
        yield mailbox
    except NotAsked:
        raise
    except OSError as error:
        raise NotAsked(why_not_reached(error, settings.IMAP_HOST, settings.IMAP_PORT)) from error
    except imaplib.IMAP4.error as error:
        raise NotAsked(_("The mail server broke off.")) from error
    finally:
        leave(mailbox)


def sign_in(mailbox: Any) -> None:
    user, password = settings.IMAP_USER, settings.IMAP_PASSWORD
    try:
        if (user + password).isascii():
            mailbox.login(user, password)
        else:  # which LOGIN does not allow
            mailbox.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise NotAsked(
            _("The mail server does not let us in: look at HEARD_IMAP_USER and HEARD_IMAP_PASSWORD.")
        ) from error


def open_folder(mailbox: Any) -> None:
    status, _said = mailbox.select(name_on_server(settings.IMAP_FOLDER))
    if status != "OK":
        folder = {"folder": settings.IMAP_FOLDER}
        raise NotAsked(_("The mailbox has no folder “%(folder)s”: look at HEARD_IMAP_FOLDER.") % folder)


def name_on_server(folder: str) -> str:
    """A folder as IMAP writes it: quoted, and letters that are not ASCII in its own UTF-7 (RFC 3501, 5.1.3)."""

    def coded(run: re.Match[str]) -> str:
        return f"&{b64encode(run[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    name = re.sub(r"[^ -~]+", coded, folder.replace("&", "&-"))
    return '"{}"'.format(name.replace("\\", r"\\").replace('"', r"\""))


def leave(mailbox: Any) -> None:
    with suppress(imaplib.IMAP4.error, OSError):  # it may have left us already
        mailbox.logout()
