"""Loading and serving the demo as `heard demo` does."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

LOADING_TAKES_AT_MOST = 900  # seconds; an idle machine needs about a minute, a crowded one many


@dataclass(frozen=True)
class Site:
    """The demo, served: its address, and the staff sign-in that `heard demo` printed."""

    url: str
    email: str
    password: str


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Hold `lock` among the workers of one test run."""
    deadline = time.monotonic() + LOADING_TAKES_AT_MOST
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.rmdir()


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve_demo(folder: Path, port: int, log: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "heard.cli.main", "demo", "--dir", str(folder), "--port", str(port)]
    with log.open("wb") as output:
        return subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )


def wait_until_served(server: "subprocess.Popen[bytes]", log: Path) -> Site:
    """The site once it answers. What the demo printed is shown when it does not."""
    port = str(server.args[-1])  # type: ignore[index]
    deadline = time.monotonic() + LOADING_TAKES_AT_MOST
    while time.monotonic() < deadline and server.poll() is None:
        if answers(f"http://127.0.0.1:{port}/"):
            return Site(f"http://127.0.0.1:{port}", *printed_sign_in(log.read_text()))
        time.sleep(0.2)
    raise AssertionError(f"The demo was not served. It said:\n{log.read_text()}")


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=10) as response:  # noqa: S310 (our own address)
            return bool(response.status == 200)
    except (HTTPError, URLError, ConnectionError, TimeoutError):
        return False


def printed_sign_in(said: str) -> tuple[str, str]:
    """The e-mail address and the password that the demo told whoever started it."""
    found = re.search(r"Sign in as\s+(\S+)\s+Password\s+(\S+)", said)
    assert found, f"The demo printed no sign-in. It said:\n{said}"
    return found[1], found[2]
