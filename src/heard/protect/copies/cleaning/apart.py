"""Cleaning a file in a process of its own, which may use only so much memory and time and writes no file.

Whatever a hostile or broken file does to a library, it does there. The file goes in and comes out piece by piece, so
that the process that asks never holds the whole of it. Its name stays with whoever asks.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread, Timer
from typing import IO

from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal

MEMORY = 3 * 2**30  # bytes of address space: a film of 200 MB is there twice
PROCESSOR_TIME = 120  # seconds
TIME = 240  # seconds on the clock
PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a copy that has been handed on."""

    media_type: str
    is_partly: bool


def clean_apart(media_type: str, pieces: Iterable[bytes], write: Callable[[bytes], None]) -> Told:
    """Hand the clean copy to `write`, piece by piece. Raises CannotClean, also where it takes too much time or memory;
    what was written by then is no copy.
    """
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-m", "heard.protect.copies.cleaning.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PYTHONUTF8": "1"},
        )
        end = Timer(TIME, process.kill)
        end.start()
        try:
            return _talk(process, media_type, pieces, write)
        finally:
            end.cancel()
            process.kill()
            process.wait()


def _talk(
    process: "subprocess.Popen[bytes]", media_type: str, pieces: Iterable[bytes], write: Callable[[bytes], None]
) -> Told:
    assert process.stdin is not None
    assert process.stdout is not None
    errors: list[Exception] = []
    feeding = Thread(target=_feed, args=[process.stdin, media_type, pieces, errors])
    feeding.start()
    head = process.stdout.readline()
    length = 0
    while piece := process.stdout.read(PIECE):
        write(piece)
        length += len(piece)
    feeding.join()
    if errors:
        raise errors[0]
    if process.wait() != 0:
        raise CannotClean(Refusal.BROKEN)
    return _answer(head, length)


def _feed(into: IO[bytes], media_type: str, pieces: Iterable[bytes], errors: list[Exception]) -> None:
    with suppress(BrokenPipeError):
        try:
            into.write(json.dumps(media_type).encode() + b"\n")
            for piece in pieces:
                into.write(piece)
        except BrokenPipeError:
            pass
        except Exception as error:  # ours, not the file's: the seal is broken, the storage out of reach
            errors.append(error)
        finally:
            into.close()


def _answer(head: bytes, length: int) -> Told:
    try:
        told = json.loads(head)
        if "refused" in told:
            raise CannotClean(Refusal(told["refused"]))
        if told["length"] != length:
            raise CannotClean(Refusal.BROKEN)
        return Told(str(told["media_type"]), bool(told["is_partly"]))
    except (ValueError, KeyError, TypeError) as error:
        raise CannotClean(Refusal.BROKEN) from error


def _limit_this_process() -> None:
    """It may write no file. A program that it asks, as for an old Word document, is handed the file in memory instead,
    of which `_allow_in_memory` tells.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, PROCESSOR_TIME))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_in_memory(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _clean_what_is_given() -> None:
    _limit_this_process()
    from heard.protect.copies.cleaning.kinds import clean
    from heard.text.readers.kinds import COMPOUND

    media_type = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    _allow_in_memory(len(data) if data.startswith(COMPOUND) else 0)
    out = sys.stdout.buffer
    try:
        cleaned = clean(data, media_type)
    except CannotClean as refusal:
        out.write(json.dumps({"refused": refusal.refusal}).encode() + b"\n")
        return
    except Exception:  # whatever a library says of a broken file, it is one to us
        out.write(json.dumps({"refused": Refusal.BROKEN}).encode() + b"\n")
        return
    told = {"media_type": cleaned.media_type, "is_partly": cleaned.is_partly, "length": len(cleaned.data)}
    out.write(json.dumps(told).encode() + b"\n")
    out.write(cleaned.data)


if __name__ == "__main__":
    _clean_what_is_given()
