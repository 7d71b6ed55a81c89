"""A few browsers at once, each sending one request after another over one connection; how long each answer took."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

Step = tuple[str, dict[str, str]]  # path and form


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sends forms in turn. `cookie` is what their browser holds before the first."""

    steps: Sequence[Step]
    cookie: str = ""


class WrongAnswer(AssertionError):
    """The site did not do what was asked, so that there is nothing to measure."""


async def _ask_all(port: int, people: Sequence[Person], at_once: int) -> list[float]:
    waiting, took = list(reversed(people)), []

    async def one_browser() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            person = waiting.pop()
            cookie = person.cookie
            for path, form in person.steps:
                began = time.perf_counter()
                cookie = await _post(reader, writer, path, form, cookie)
                took.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(one_browser() for _ in range(at_once)))
    return took


async def _post(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, form: dict[str, str], cookie: str
) -> str:
    """Send a form; the cookie to send next. Every form of ours is answered by leading on (302)."""
    body = urlencode(form).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    head += f"Content-Length: {len(body)}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
    writer.write(head.encode() + body)
    answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in answer[1:] if ": " in line)
    await reader.readexactly(int(headers.get("content-length", 0)))
    if " 302 " not in answer[0]:
        raise WrongAnswer(f"{path}: {answer[0]}")
    given = next((line.split(": ", 1)[1] for line in answer if line.lower().startswith("set-cookie: five_words=")), "")
    return given.split(";")[0] or cookie


def ask_all(port: int, people: Sequence[Person], at_once: int) -> tuple[float, list[float]]:
    """Seconds for all of them, and for each request."""
    began = time.perf_counter()
    took = asyncio.run(_ask_all(port, people, at_once))
    return time.perf_counter() - began, took
