"""Reading a file in a process of its own, which may use only so much memory and time and starts with nothing of ours.

Whatever a hostile or broken file does to a library, it does there. Here it ends in words or in UnreadableFile. The
process tells what it reads piece by piece; when it dies or is ended, what it had told is kept.
"""

import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from threading import Thread
from typing import Any

from heard.text.errors import Unreadable, UnreadableFile
from heard.text.locators import locator_as_json, locator_from_json
from heard.text.readers.drafting import Piece, assembled, pieces_of
from heard.text.readers.kinds import COMPOUND
from heard.text.readers.reading import read_bytes
from heard.text.readers.transcribing import Engine
from heard.text.spans import Located, Span

MEMORY = 1024 * 2**20  # bytes of address space
PROCESSOR_TIME = 30  # seconds
TIME = 45  # seconds on the clock, where somebody waits
PATIENCE = 180  # where nobody does: a busy machine may take long to begin
LONGEST_ANSWER = 64 * 2**20  # bytes; a hundred long novels
# To recognise a page: a full one took 1.6 GB of address space and 20 seconds of a processor.
MEMORY_FOR_A_PAGE = 3 * 2**30
TIME_FOR_A_PAGE = 240  # seconds; of processor time half as many
TIME_FOR_A_STRETCH = 1200  # of a recording, until the next words are heard
MEMORY_TO_LISTEN = 6 * 2**30
_NO_ENGINE = Engine()

BEAT = 15.0  # seconds

Progress = Callable[[int, int], None]
"""Called with the number of the page, or of the words heard, that was read last, and how many there are, or 0; and
every few seconds while the next is read."""


@dataclass(frozen=True, slots=True)
class ReadApart:
    """A file's words, where they stood in it, and what was left out of them or may be wrong.

    `by` names what read it. `cut_off` says why it ends early, where it does.
    """

    text: str
    warnings: tuple[str, ...]
    located: tuple[Located, ...] = ()
    by: str = ""
    cut_off: UnreadableFile | None = None


def read_apart(name: str, data: bytes | Iterable[bytes]) -> ReadApart:
    """The words that stand in a file as text, quickly. Raises UnreadableFile, also where it takes too much."""
    return _read(_Asked(name), data, lambda _done, _of: None)


def recognise_apart(
    name: str,
    data: bytes | Iterable[bytes],
    engine: Engine = _NO_ENGINE,
    show: Progress = lambda _done, _of: None,
) -> ReadApart:
    """The same, and what a machine recognises in pictures, scans and recordings; that can take minutes a page."""
    return _read(_Asked(name, is_to_recognise=True, engine=engine), data, show)


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    is_to_recognise: bool = False
    engine: Engine = _NO_ENGINE

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, written: bytes) -> "_Asked":
        told = json.loads(written)
        return cls(told["name"], told["is_to_recognise"], Engine(**told["engine"]))


def _read(asked: _Asked, data: bytes | Iterable[bytes], show: Progress) -> ReadApart:
    pieces: list[Piece] = []
    cut_off: UnreadableFile | None = None
    try:
        for piece in _told(asked, data):
            pieces += [piece] if piece else []
            show(pieces[-1].number if pieces else 0, pieces[0].count if pieces else 0)
    except UnreadableFile as refusal:
        cut_off = refusal
    if cut_off and not any(piece.text for piece in pieces):
        raise cut_off
    whole = assembled(pieces)
    return ReadApart(whole.text, whole.warnings, whole.located, whole.by, cut_off)


def _told(asked: _Asked, data: bytes | Iterable[bytes]) -> Iterator[Piece | None]:
    """What the other process reads, and None while it is at it.

    Raises UnreadableFile where it refuses, dies, says nonsense or takes too long, and whatever `data` raises.
    """
    with tempfile.TemporaryDirectory() as folder, _started(folder) as process:
        feeding = _Feeding(process, asked.written(), data)
        feeding.start()
        try:
            is_done = False
            for line in _lines(asked, process):
                is_done = is_done or line == {"done": True}
                if not is_done:
                    yield _piece_in(asked.name, line) if line else None
            if not is_done:
                raise _took_too_much(asked.name)
        finally:
            process.kill()
            feeding.join()
            if feeding.error:  # then the rest was read in half a file
                raise feeding.error


def _started(folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -B: a process that may write only so much would leave half a module behind for everybody.
        [sys.executable, "-I", "-B", "-m", "heard.text.readers.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )


class _Feeding(Thread):
    """Gives the process what it is to read, while we listen to it. One that has died or refused wants no more."""

    def __init__(self, process: subprocess.Popen[bytes], asked: bytes, data: bytes | Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self.process, self.asked = process, asked
        self.data = [data] if isinstance(data, bytes) else data
        self.error: Exception | None = None

    def run(self) -> None:
        assert self.process.stdin is not None
        try:
            with self.process.stdin as into:
                into.write(self.asked)
                for piece in self.data:
                    into.write(piece)
        except (BrokenPipeError, ValueError):
            pass
        except Exception as error:
            self.error = error


def _lines(asked: _Asked, process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """What it says, line by line, and an empty one while it says nothing. Each line has to come within a time."""
    name, said, length = asked.name, b"", 0
    first = PATIENCE if asked.is_to_recognise else TIME
    each = TIME_FOR_A_STRETCH if asked.engine.folder else TIME_FOR_A_PAGE
    for chunk in _chunks(name, process, first, each):
        if not chunk:
            yield {}
            continue
        said, length = said + chunk, length + len(chunk)
        if length > LONGEST_ANSWER:
            raise _took_too_much(name)
        *whole, said = said.split(b"\n")
        for line in whole:
            yield _understood(name, line)
    if said.strip():
        yield _understood(name, said)


def _chunks(name: str, process: subprocess.Popen[bytes], first: float, each: float) -> Iterator[bytes]:
    assert process.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        until = time.monotonic() + first
        while True:
            left = until - time.monotonic()
            if not waiting.select(max(min(left, BEAT), 0)):
                if left <= BEAT:
                    raise _took_too_much(name)
                yield b""
                continue
            chunk = os.read(process.stdout.fileno(), 2**16)
            if not chunk:
                return
            yield chunk
            if b"\n" in chunk:
                until = time.monotonic() + each


def _understood(name: str, line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise _took_too_much(name) from error
    if not isinstance(told, dict):
        raise _took_too_much(name)
    return told


def _piece_in(name: str, told: dict[str, Any]) -> Piece:
    try:
        if "refused" in told:
            raise UnreadableFile(Unreadable(told["refused"]), str(told["says"]))
        located = tuple(
            Located(Span(start, end), locator_from_json(locator)) for start, end, locator in told.pop("located")
        )
        return Piece(located=located, **{**told, "warnings": tuple(told["warnings"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _took_too_much(name) from error


def _took_too_much(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.TOOK_TOO_MUCH, f"{name} takes more time or memory to read than we give it. A person has to read it."
    )


# From here on, what the other process does.


def _limit_this_process(*, most: int = MEMORY, may_write: int = 0) -> None:
    """`most` bytes of memory can be asked for later; `may_write` bytes may be put in a file, for a program we ask."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (may_write, may_write))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give_more(most: int, seconds: int) -> None:
    """Memory and time for the next page, or the next words heard."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    signal.alarm(2 * seconds)  # also where nobody is left who would end it


def _read_what_is_asked() -> None:
    asked = _Asked.read(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    most, seconds = MEMORY_FOR_A_PAGE, TIME_FOR_A_PAGE // 2
    if asked.engine.folder:
        most, seconds = MEMORY_TO_LISTEN, TIME_FOR_A_STRETCH // 2
    signal.alarm(2 * PATIENCE)
    _limit_this_process(
        most=most if asked.is_to_recognise else MEMORY, may_write=len(data) if data.startswith(COMPOUND) else 0
    )
    try:
        if not asked.is_to_recognise:
            source = read_bytes(asked.name, data)
            _tell(Piece(source.text, source.located, source.warnings))
        else:
            for piece in pieces_of(asked.name, data, asked.engine):
                _tell(piece)
                _give_more(most, seconds)
        _say({"done": True})
    except UnreadableFile as refusal:
        _say({"refused": refusal.kind, "says": str(refusal)})


def _tell(piece: Piece) -> None:
    located = [(each.span.start, each.span.end, locator_as_json(each.locator)) for each in piece.located]
    _say(asdict(replace(piece, located=())) | {"located": located})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _read_what_is_asked()
