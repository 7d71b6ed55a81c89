"""Proof of work (ALTCHA, https://altcha.org), asked only while very many begin at once, and served by ourselves.

A browser that runs JavaScript works for about a second and then passes beside the bucket from which everybody else is
let in. Nobody without JavaScript is asked for it. Nothing is kept but, until it expires, that a proof was used.
"""

import hmac
import threading
import time
from hashlib import sha256

from altcha import Payload, create_challenge, verify_solution

from heard.files.sealing import derived_key

ALGORITHM = "PBKDF2/SHA-256"  # browsers do it as fast as a program would
COST = 1_000  # rounds of each try; 256 tries on average
GOOD_FOR = 300  # seconds

_used: dict[bytes, float] = {}
_lock = threading.Lock()


def new_challenge() -> dict[str, object]:
    """What a browser is asked to solve, signed, so that nothing has to be remembered here."""
    made = create_challenge(ALGORITHM, COST, expires_at=int(time.time()) + GOOD_FOR, hmac_secret=_key())
    return dict(made.to_dict())


def use_proof(proof: str) -> bool:
    """Whether `proof` (base64) solves a challenge of ours that has not expired and was not used before on this process.

    It counts as used from now on.
    """
    return bool(proof) and len(proof) < 4_000 and verify_solution(proof, _key()).verified and _is_new(proof)


def _is_new(proof: str) -> bool:
    solved = Payload.from_base64(proof).challenge.parameters.nonce
    mark, now = hmac.digest(_key(), solved.encode(), sha256), time.time()
    with _lock:
        for old in [kept for kept, until in _used.items() if until < now]:
            del _used[old]
        if mark in _used:
            return False
        _used[mark] = now + GOOD_FOR
        return True


def _key() -> bytes:
    return derived_key("heard proof of work")
