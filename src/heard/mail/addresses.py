"""E-mail addresses: whether something is exactly one, and which is our own."""

from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_is_address = EmailValidator()


def one_address(given: str) -> str | None:
    """The address, if `given` is exactly one; None for several, for none, and for anything a header could hide in."""
    address = given.strip()
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        _is_address(address)
    except ValidationError:
        return None
    return address


def our_address() -> str:
    """The address that our messages come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def is_ours(address: str) -> bool:
    return address.strip().casefold() == our_address().casefold()
