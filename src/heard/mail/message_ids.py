"""The Message-IDs of what we send. They carry a seal, so that an answer to one of ours is known without keeping any."""

import hmac
import re
import secrets
from hashlib import sha256

from heard.files.sealing import derived_key
from heard.mail.addresses import our_address

OURS = re.compile(r"<heard\.([0-9a-f]{32})\.([0-9a-f]{32})@")


def new_message_id() -> str:
    """Such as `<heard.….…@inquiry.example.org>`: a random number and its seal, never the name of this machine."""
    number = secrets.token_hex(16)
    return f"<heard.{number}.{_seal(number)}@{our_address().rpartition('@')[2]}>"


def names_one_of_ours(references: str) -> bool:
    """Whether a header such as In-Reply-To names a message that we sent."""
    return any(hmac.compare_digest(_seal(number), seal) for number, seal in OURS.findall(references))


def _seal(number: str) -> str:
    return hmac.digest(derived_key("heard message ids"), number.encode(), sha256).hex()[:32]
