"""Asking an OpenAI-compatible endpoint that the operator has named. Nothing is ever logged, retried or sent elsewhere.

HEARD_DRAFTING_URL    its address, up to and with /v1; without it everything here is off
HEARD_DRAFTING_MODEL  the name of the model
HEARD_DRAFTING_KEY    its key, where it wants one
HEARD_DRAFTING_HOST   the endpoint's host once more, where it is not on this machine or the private network: so that
                      nobody sends evidence out of the house by a slip of the pen
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address, ip_network
from time import monotonic
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from heard.text.drafting import Message, NotAnswered, NotDrafted
from heard.text.errors import BadInput, TextError

SECONDS = 60.0
MOST_BYTES = 1_000_000
MOST_TOKENS = 1_500
_PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_REFUSALS = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model to ask: call it with messages, and it gives the reply. Its key is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    def __call__(self, messages: Sequence[Message]) -> str:
        """The model's reply. Raises `NotAnswered`, in one sentence, for whatever goes wrong on the way.

        `BadInput` where the endpoint says that it would never answer, `NotDrafted` where it will not answer this.
        """
        body = {
            "model": self.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "response_format": {"type": "json_object"},
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(f"{self.url}/chat/completions", json.dumps(body).encode(), headers, method="POST")  # noqa: S310 - checked
        return _reply_in(self._fetch(request))

    def _fetch(self, request: Request) -> bytes:
        deadline = monotonic() + self.seconds
        try:
            with _opener.open(request, timeout=self.seconds) as response:
                return _read(response, deadline)
        except HTTPError as error:
            error.close()
            raise _failure(error.code) from None
        except TimeoutError:
            raise NotAnswered("The language model’s endpoint took too long, so there is no draft.") from None
        except (URLError, HTTPException, OSError):
            raise NotAnswered("The language model’s endpoint cannot be reached, so there is no draft.") from None


def _failure(status: int) -> TextError:
    """What an error means: wrong settings, one question that cannot be answered, or an endpoint that fails for now."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return BadInput(
            f"The language model’s endpoint does not let us in ({status}). Check HEARD_DRAFTING_KEY and "
            "HEARD_DRAFTING_MODEL."
        )
    if status == HTTPStatus.NOT_FOUND:
        return BadInput(
            f"The language model’s endpoint has no such model or address ({status}). Check HEARD_DRAFTING_MODEL, and "
            "HEARD_DRAFTING_URL, which mostly ends with /v1."
        )
    if status in _REFUSALS:
        return NotDrafted(f"The language model’s endpoint refused this ({status}), so there is no draft.")
    return NotAnswered(f"The language model’s endpoint answered with an error ({status}).")


class _NoRedirects(HTTPRedirectHandler):
    """A redirection would carry evidence to a place nobody named."""

    def redirect_request(self, *_: object) -> None:
        return None


# No proxy either, whatever the environment says.
_opener = build_opener(_NoRedirects, ProxyHandler({}))


def _read(response: HTTPResponse | IO[bytes], deadline: float) -> bytes:
    """All of a response, unless it is larger or slower than any reply can be."""
    pieces, size = [], 0
    while piece := response.read1(65_536) if isinstance(response, HTTPResponse) else response.read(65_536):
        size += len(piece)
        if monotonic() > deadline:
            raise TimeoutError
        if size > MOST_BYTES:
            raise NotAnswered("The language model’s endpoint answered with far too much, so there is no draft.")
        pieces.append(piece)
    return b"".join(pieces)


def _reply_in(body: bytes) -> str:
    try:
        reply = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        reply = None
    if not isinstance(reply, str):
        raise NotAnswered("The language model’s endpoint answered with something that is no reply.")
    return reply


def endpoint_from_environment(environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint that the operator has named, or None where drafting is off.

    Raises `BadInput` for an address that is none, or that is out of the house and not named twice.
    """
    url = environment.get("HEARD_DRAFTING_URL", "").strip().rstrip("/")
    if not url:
        return None
    model = environment.get("HEARD_DRAFTING_MODEL", "").strip()
    if not model:
        raise BadInput("HEARD_DRAFTING_URL is set, so HEARD_DRAFTING_MODEL must name the model to ask.")
    check_address(url, environment.get("HEARD_DRAFTING_HOST", "").strip())
    key = environment.get("HEARD_DRAFTING_KEY", "").strip()
    if not (key.isascii() and key.isprintable()):
        raise BadInput(
            "HEARD_DRAFTING_KEY holds a line break, or a letter or sign that no key has. Copy the key once more."
        )
    return Endpoint(url, model, key)


def check_address(url: str, named_host: str) -> None:
    """Raise `BadInput` unless evidence may be sent to this address: in the house, or named twice and over https."""
    parts = _parts_of(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(
            "HEARD_DRAFTING_URL is not an endpoint’s address. Write one such as http://127.0.0.1:8080/v1, and a key, "
            "if it wants one, as HEARD_DRAFTING_KEY."
        )
    if _is_in_the_house(parts):
        return
    if named_host.casefold() != parts.hostname:
        raise BadInput(
            f"HEARD_DRAFTING_URL leads to {parts.hostname}, which is not on this machine or a private network: "
            "drafting would send de-identified evidence there. If that is meant, set HEARD_DRAFTING_HOST to that "
            "name as well."
        )
    if parts.scheme != "https":
        raise BadInput("HEARD_DRAFTING_URL leads out of the house, so it must begin with https.")


def _parts_of(url: str) -> SplitResult | None:
    """The parts of a web address with nothing but a host, perhaps a port, and a path."""
    if not url.isascii() or not url.isprintable() or any(sign in url for sign in " @?#"):
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None  # asked for, it is checked
    except ValueError:
        return None


def _is_in_the_house(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False  # a name may lead anywhere, and somewhere else tomorrow
    return address.is_loopback or any(address in network for network in _PRIVATE)
