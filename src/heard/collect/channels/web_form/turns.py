"""One after the other, in the order in which they came, on databases that let one write at a time.

Whoever finds SQLite busy tries again after a while, and whoever comes in between may be quicker: with many at once, one
may wait until it is told that the database is locked. So on one process they queue here, where nobody is overtaken.
PostgreSQL queues by itself.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


class Queue:
    """Held by one thread at a time, as often as it likes; the others wait in their order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._holder: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        if self._holder == threading.get_ident():
            yield
            return
        self._wait()
        try:
            yield
        finally:
            self._leave()

    def _wait(self) -> None:
        called = threading.Event()
        with self._lock:
            self._waiting.append(called)
            if self._waiting[0] is called:
                called.set()
        called.wait()
        self._holder = threading.get_ident()

    def _leave(self) -> None:
        with self._lock:
            self._holder = None
            self._waiting.popleft()
            if self._waiting:
                self._waiting[0].set()


_writers = Queue()


def in_turn(action: Callable[P, R]) -> Callable[P, R]:
    """Wait for one's turn before the transaction begins. Stands above `transaction.atomic`."""

    @wraps(action)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.vendor != "sqlite":
            return action(*args, **kwargs)
        with _writers.turn():
            return action(*args, **kwargs)

    return waiting
