"""The server's entry point: `uvicorn heard.config.asgi:application`."""

import asyncio
import gc
import os
import warnings
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from heard.config.threads import MOST_AT_ONCE, LastingThreads
from heard.files.spool import SealedSpool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

# WhiteNoise reads a static file in one go, which is right for files this small; Django would rather it did not.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class SealingHandler(ASGIHandler):
    """Django's handler, whose own way of reading a long body would leave it readable in a temporary folder.

    And whose own threads would not last, and change at every middleware: see `LastingThreads`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.threads = LastingThreads()
        # Not before the body is heard: whoever sends slowly keeps nobody else waiting.
        self.turns = asyncio.Semaphore(MOST_AT_ONCE)

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        async with self.turns:
            return await sync_to_async(self.get_response)(request)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        async with self.threads.one():
            await super().__call__(scope, receive, send)

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
