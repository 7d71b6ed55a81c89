"""The server's entry point: `uvicorn heard.config.asgi:application`."""

import os
import warnings
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any

import django
from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler

from heard.files.spool import SealedSpool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")

# WhiteNoise reads a static file in one go, which is right for files this small; Django would rather it did not.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

Receive = Callable[[], Awaitable[Mapping[str, Any]]]


class SealingHandler(ASGIHandler):
    """Django's handler, whose own way of reading a long body would leave it readable in a temporary folder."""

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
