"""Who can open a backup: two people, each with a private key of their own (age, X25519).

The public keys lie beside the installation's key, in the form that `age -R` reads, a name above each. Whoever could add
one there would be handed the next backup, so they are as well kept as the keys themselves. Private keys are never kept
by Heard: one is written once, to the file that a person names, and goes with that person.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage.x25519 import Identity

from heard.text.errors import BadInput

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    public: str


def recipients_file() -> Path:
    return Path(settings.INSTALLATION_KEY_FILE).with_name("recipients.txt")


def all_recipients() -> list[Recipient]:
    """In the order in which they were added."""
    try:
        lines = recipients_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found, name = [], ""
    for line in lines:
        if line.startswith("#"):
            name = line.removeprefix("#").strip()
        elif line.strip():
            found.append(Recipient(name, line.strip()))
            name = ""
    return found


def recipients_for_a_copy() -> list[Recipient]:
    """The recipients, or BadInput where there is nobody yet who could open what is written for them."""
    found = all_recipients()
    if not found:
        raise BadInput(
            "Nobody could open it yet, so nothing was written. Make a key for each of two people first: "
            "heard keys make FILE --name “Sam Field”."
        )
    return found


def make_recipient(private_file: Path, name: str) -> Recipient:
    """Add somebody new, whose private key is written to `private_file`, for its owner's eyes alone."""
    _check_kept_elsewhere(private_file)
    identity = Identity.generate()
    recipient = Recipient(_checked_name(name), str(identity.to_public()))
    _check_is_new(recipient)
    _write_private(private_file, recipient, str(identity))
    _write([*all_recipients(), recipient])
    return recipient


def add_recipient(public: str, name: str) -> Recipient:
    """Add somebody who has made a key elsewhere."""
    recipient = Recipient(_checked_name(name), public.strip())
    public_key(recipient)
    _check_is_new(recipient)
    _write([*all_recipients(), recipient])
    return recipient


def remove_recipient(named: str) -> Recipient:
    """Write nothing more for somebody. What was written before, they can still open."""
    found = all_recipients()
    matching = [one for one in found if named in (one.name, one.public)]
    if len(matching) != 1:
        raise BadInput(f"There is no one recipient called “{named}”. heard keys list shows who there is.")
    _write([one for one in found if one not in matching])
    return matching[0]


def public_key(recipient: Recipient) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(recipient.public)
    except pyrage.RecipientError as error:
        raise BadInput(
            f"“{recipient.public}” is not a public key. One begins with “age1” and stands in the second line of the "
            "file with the private key."
        ) from error


def read_identities(file: Path) -> list[Identity]:
    """The private keys in a file, as heard keys make or age-keygen wrote it."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split()
    except OSError as error:
        raise BadInput(f"The private key in {file} cannot be read: {error.strerror}.") from error
    keys = [word for word in lines if word.upper().startswith("AGE-SECRET-KEY-1")]
    try:
        found = [Identity.from_str(key) for key in keys]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise BadInput(
            f"There is no whole private key in {file}. One begins with “AGE-SECRET-KEY-1”. Public keys, which begin "
            "with “age1”, open nothing."
        )
    return found


def is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(Path(folder).resolve())


def folders_of_the_site() -> dict[str, Path]:
    """Where nothing may lie that is to be kept apart from the site."""
    keys = Path(settings.INSTALLATION_KEY_FILE).parent
    return {"the data": Path(settings.DATA), "the keys": keys, "the tombstones": Path(settings.TOMBSTONES)}


def _check_kept_elsewhere(file: Path) -> None:
    for what, folder in folders_of_the_site().items():
        if is_inside(file, folder):
            raise BadInput(
                f"{file} lies in the folder of {what}. A private key there would be stolen or lost together with what "
                "it opens. Name a file on a stick, or on the machine of the person it is for."
            )


def _checked_name(name: str) -> str:
    plain = " ".join(name.split()).lstrip("#").strip()
    if not plain:
        raise BadInput("Say whose key it is: --name “Sam Field”.")
    return plain


def _check_is_new(recipient: Recipient) -> None:
    for known in all_recipients():
        if recipient.public == known.public or recipient.name == known.name:
            raise BadInput(f"{known.name} is a recipient already, with the public key {known.public}.")


def _write_private(file: Path, recipient: Recipient, private: str) -> None:
    made = datetime.now(UTC).date().isoformat()
    lines = [f"# private key of {recipient.name}, made on {made}", f"# public key: {recipient.public}", private, ""]
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadInput(f"{file} is there already, and was left as it is. Name a new file.") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write("\n".join(lines))
        handle.flush()
        os.fsync(handle.fileno())


def _write(recipients: list[Recipient]) -> None:
    file = recipients_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.write_text("".join(f"# {one.name}\n{one.public}\n" for one in recipients), encoding="utf-8")
    new.chmod(0o600)
    new.replace(file)
