"""Answers each request in one thread, though the server is asynchronous, and keeps the thread for the next one.

Our views wait for a database, so they run in threads. Django starts one for each request and lets it go afterwards, and
with it the connection to the database that it had opened: reading what tables there are cost a quarter of what taking
in a form did (`bench/intake`). So a thread stays here, with its connection, for whoever asks next.

Django also runs each middleware that could be asynchronous outside that thread, and changes to it and back for each of
the others. Ours all run where the view does (`config/asgi.py`): a request changes threads once on its way in.
"""

from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from asgiref.sync import ThreadSensitiveContext
from django.db import connections

MOST_IDLE = 16
MOST_AT_ONCE = 32
"""Requests answered at once by a process, of which each may need a connection: PostgreSQL has a hundred, if nobody says
otherwise. The others wait a moment."""


class LastingThreads:
    """As many threads as there are requests at once; of those that have nothing to do, `MOST_IDLE` stay."""

    def __init__(self) -> None:
        self._idle: deque[ThreadPoolExecutor] = deque()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """What is not asynchronous in here runs in one thread, which nobody else uses meanwhile."""
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1, "request")
        try:
            async with ThreadSensitiveContext(executor=thread):
                yield
        finally:
            # The thread says so itself: whoever has hung up may have left it at work.
            thread.submit(self._is_idle, thread)

    def _is_idle(self, thread: ThreadPoolExecutor) -> None:
        if len(self._idle) < MOST_IDLE:
            self._idle.append(thread)
        else:
            thread.shutdown(wait=False)
            # Left to themselves they would stay open, and count in the database, until Python happens to tidy up.
            connections.close_all()
