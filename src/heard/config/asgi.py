"""The server's entry point: `uvicorn heard.config.asgi:application`."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import IO, Any, TypeVar, cast

import django
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from heard.files.spool import SealedSpool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
T = TypeVar("T")

MOST_AT_ONCE = 32
"""Requests answered at once by a process, of which each may need a connection: PostgreSQL has a hundred, if nobody says
otherwise. The others wait a moment."""


class SealingHandler(ASGIHandler):
    """Django's handler, for views that wait for a database and so run in threads, with three things of its own.

    A long body is never readable in a temporary folder. A request changes threads once, where Django changes at its
    start, at each middleware, at the view and at its end, which cost as much as what the view does (`bench/intake`).
    And the threads last, each with its connection to the database: reading what tables there are takes its time too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.threads = ThreadPoolExecutor(MOST_AT_ONCE, "request")

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002
        super().load_middleware(is_async=False)

    async def handle(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Hear a request to its end, answer it in a thread, and send the answer."""
        try:
            # Not in a thread: whoever sends slowly keeps nobody else waiting.
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with closing(body):
            response = await self.in_thread(self.answer, scope, body)
            if isinstance(response, StreamingHttpResponse):
                await self.send_piece_by_piece(response, receive, send)
            else:
                await self.send_response(response, send)

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, partial(work, *args))

    def answer(self, scope: dict[str, Any], body: IO[bytes]) -> HttpResponseBase:
        """The answer; one that is whole is done with, and only has to be sent."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=type(self), scope=scope)
        request, refusal = self.create_request(scope, body)
        response: Any = self.get_response(request) if request else refusal
        response._handler_class = type(self)
        if not response.streaming:
            response.close()
        return cast("HttpResponseBase", response)

    async def send_piece_by_piece(self, response: StreamingHttpResponse, receive: Receive, send: Send) -> None:
        """Until it is sent, or whoever asked has left."""
        if not response.is_async:
            response.streaming_content = self.pieces_of(iter(response))
        sending = asyncio.ensure_future(self.send_response(response, send))
        leaving = asyncio.ensure_future(receive())
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                await sending
        finally:
            sending.cancel()
            leaving.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await self.in_thread(response.close)

    async def pieces_of(self, content: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Each read in a thread when the one before is sent, where Django would read them all first."""
        while (piece := await self.in_thread(next, content, None)) is not None:
            yield piece

    async def read_body(self, receive: Receive) -> IO[bytes]:
        """The body. Of one that is longer than we take nothing is kept, but it is heard to its end: browsers show no
        answer before that.
        """
        body, length = SealedSpool(), 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                body.close()
                raise RequestAborted
            length += len(message.get("body", b""))
            if length <= settings.LONGEST_BODY:
                body.add(message.get("body", b""))
            if not message.get("more_body", False):
                break
        if length > settings.LONGEST_BODY:
            body.close()
            body = SealedSpool()
        return body.reader()


django.setup(set_prefix=False)
application = SealingHandler()

# What is loaded by now stays as long as the process, and what a request leaves is mostly gone with its last reader:
# looking through all of it for cycles every few hundred objects cost every answer some of its time.
gc.freeze()
gc.set_threshold(5000, 20, 50)
