"""Reading a file in a process of its own, which may use only so much memory and time and starts with nothing of ours.

Whatever a hostile or broken file does to a library, it does there. Like `read_bytes`, `read_apart` gives words or
raises UnreadableFile; of the words' places and layout it tells nothing.
"""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.readers.reading import read_bytes

MEMORY = 1024 * 2**20  # bytes of address space
PROCESSOR_TIME = 30  # seconds
TIME = 45  # seconds on the clock
LONGEST_ANSWER = 64 * 2**20  # bytes; a hundred long novels


@dataclass(frozen=True, slots=True)
class ReadApart:
    """A file's words, and what was left out of them or may be wrong."""

    text: str
    warnings: tuple[str, ...]


def read_apart(name: str, data: bytes) -> ReadApart:
    """The words of a file called `name`. Raises UnreadableFile, also where reading takes too much time or memory."""
    asked = json.dumps(name).encode() + b"\n" + data
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "heard.text.readers.apart"],
                input=asked,
                capture_output=True,
                cwd=folder,
                env={"PYTHONUTF8": "1"},
                timeout=TIME,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _took_too_much(name) from error
    if done.returncode != 0 or len(done.stdout) > LONGEST_ANSWER:
        raise _took_too_much(name)
    return _answer(name, done.stdout)


def _answer(name: str, said: bytes) -> ReadApart:
    try:
        told = json.loads(said)
        if "refused" in told:
            raise UnreadableFile(Unreadable(told["refused"]), str(told["says"]))
        return ReadApart(str(told["text"]), tuple(map(str, told["warnings"])))
    except (ValueError, KeyError, TypeError) as error:
        raise _took_too_much(name) from error


def _took_too_much(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.TOO_LARGE, f"{name} takes more time or memory to read than we give it. A person has to read it."
    )


def _limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, PROCESSOR_TIME))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_what_is_asked() -> None:
    _limit_this_process()
    name, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        source = read_bytes(json.loads(name), data)
        told: dict[str, object] = {"text": source.text, "warnings": list(source.warnings)}
    except UnreadableFile as refusal:
        told = {"refused": refusal.kind, "says": str(refusal)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _read_what_is_asked()
