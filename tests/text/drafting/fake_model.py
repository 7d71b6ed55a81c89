"""A language model's endpoint on this machine that does whatever it is told by anybody, testimony included."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from heard.language_model import Endpoint

Answer = Callable[[dict[str, Any]], str | None]
ORDER = re.compile(r"[“\"*]([^”\"*]+)[”\"*]")


@contextmanager
def served(answer: Answer, *, status: int = 200, raw: bytes | None = None, seconds: float = 5) -> Iterator[Endpoint]:
    """An endpoint that answers with `answer(request)`, or with `raw`; `served.requests` are what it was sent.

    An answer of None is an error of the server's.
    """
    requests: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append({"path": self.path, "key": self.headers["Authorization"], **sent})
            content = answer(sent) if raw is None else ""
            body = raw if raw is not None else json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(503 if content is None else status)
            if status in (301, 302, 307, 308):
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        endpoint = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", "small-model", "secret-key", seconds)
        served.requests = requests  # type: ignore[attr-defined]
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def obedient(sent: dict[str, Any]) -> str:
    """Does what the first text says that gives an order in quotation marks; without one, does the task."""
    texts = json.loads(sent["messages"][1]["content"])["texts"]
    ordered = next((found.group(1) for text in texts if (found := ORDER.search(text["text"]))), None)
    if "plain" in sent["messages"][0]["content"].rpartition("fields")[2]:
        return json.dumps({"plain": ordered or "Children had to move a lot."})
    quotation = {"number": 1, "words": ordered or texts[0]["text"].split(".")[0]}
    return json.dumps({"label": ordered or "Moving again and again", "quotations": [quotation]})
