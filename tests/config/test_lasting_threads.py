"""A request is answered in one thread, which stays for the next one; what is long is sent piece by piece."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import iscoroutinefunction
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.decorators import sync_and_async_middleware

from heard.config.asgi import SealingHandler

Send = Callable[[Any], Awaitable[None]]
places: list[int] = []
pieces_read: list[bytes] = []
together = threading.Barrier(4)


def where(_request: HttpRequest) -> HttpResponse:
    places.append(threading.get_ident())
    return HttpResponse("here")


def all_at_once(request: HttpRequest) -> HttpResponse:
    together.wait(10)  # which none of them would pass behind another
    return where(request)


def read_pieces() -> Iterator[bytes]:
    for piece in (b"one ", b"two ", b"three "):
        pieces_read.append(piece)
        yield piece


def long_answer(_request: HttpRequest) -> StreamingHttpResponse:
    pieces_read.clear()
    return StreamingHttpResponse(read_pieces())


async def _arriving() -> AsyncIterator[bytes]:
    for piece in read_pieces():
        yield piece


def arriving_answer(_request: HttpRequest) -> StreamingHttpResponse:
    pieces_read.clear()
    return StreamingHttpResponse(_arriving())


@sync_and_async_middleware
def noting_where(get_response: Any) -> Any:
    """Could be either, so that Django chooses."""
    if iscoroutinefunction(get_response):

        async def note_and_wait(request: HttpRequest) -> HttpResponse:
            places.append(threading.get_ident())
            return HttpResponse(await get_response(request))

        return note_and_wait

    def note(request: HttpRequest) -> Any:
        places.append(threading.get_ident())
        return get_response(request)

    return note


urlpatterns = [
    path("", where),
    path("together/", all_at_once),
    path("long/", long_answer),
    path("arriving/", arriving_answer),
]


@pytest.fixture(autouse=True)
def a_site_of_these_views() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.noting_where"], ALLOWED_HOSTS=["*"]):
        places.clear()
        yield


class Browser:
    """Asks for one page, keeps what is sent, and leaves when `is_to_leave` says so of what was sent last."""

    def __init__(self, address: str, is_to_leave: Callable[[Any], bool] = lambda _: False) -> None:
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": address,
            "query_string": b"",
            "headers": [(b"host", b"a")],
        }
        self.is_to_leave = is_to_leave
        self.got: list[Any] = []
        self._asked = False
        self._left = asyncio.Event()

    async def ask(self, handler: SealingHandler) -> "Browser":
        await handler(self.scope, self._receive, self._send)
        return self

    async def _receive(self) -> Any:
        if not self._asked:
            self._asked = True
            return {"type": "http.request"}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.got.append(message | {"read by then": len(pieces_read)})
        if self.is_to_leave(message):
            self._left.set()
            await asyncio.sleep(0.05)  # a server notices between two pieces

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.got)


def asked(address: str, **how: Any) -> Browser:
    async def ask() -> Browser:
        return await Browser(address, **how).ask(SealingHandler())

    return asyncio.run(ask())


def test_a_thread_stays_for_the_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    # Of several, another may be idle a moment sooner.
    monkeypatch.setattr("heard.config.asgi.MOST_AT_ONCE", 1)

    async def ask() -> None:
        handler = SealingHandler()
        for _ in range(5):
            await Browser("/").ask(handler)

    asyncio.run(ask())
    assert len(places) == 10
    assert len(set(places)) == 1


def test_requests_at_once_are_answered_in_threads_of_their_own() -> None:
    async def ask() -> None:
        handler = SealingHandler()
        await asyncio.gather(*(Browser("/together/").ask(handler) for _ in range(4)))

    asyncio.run(ask())
    assert len(set(places)) == 4


def test_middleware_and_view_run_in_one_thread_which_is_not_the_servers() -> None:
    browser = asked("/")
    assert browser.got[0]["status"] == 200
    assert browser.body == b"here"
    assert len(places) == 2
    assert len(set(places)) == 1
    assert threading.get_ident() not in places


def test_no_more_are_answered_at_once_than_a_database_has_connections_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heard.config.asgi.MOST_AT_ONCE", 2)
    now, most, counting = [0], [0], threading.Lock()
    two_are_here = threading.Barrier(2)

    def answer(_request: HttpRequest) -> HttpResponse:
        with counting:
            now[0] += 1
            most[0] = max(most[0], now[0])
        two_are_here.wait(10)  # they come in twos, and a third would have been counted
        with counting:
            now[0] -= 1
        return HttpResponse()

    async def ask() -> None:
        handler = SealingHandler()
        monkeypatch.setattr(handler, "get_response", answer)
        await asyncio.gather(*(Browser("/").ask(handler) for _ in range(6)))

    asyncio.run(ask())
    assert most == [2]


def test_a_request_begins_and_ends_where_it_is_answered_so_that_old_connections_are_let_go_of() -> None:
    heard: list[tuple[str, int]] = []

    def begins(**_: Any) -> None:
        heard.append(("begins", threading.get_ident()))

    def ends(**_: Any) -> None:
        heard.append(("ends", threading.get_ident()))

    request_started.connect(begins)
    request_finished.connect(ends)
    try:
        for address in ("/", "/long/"):
            asked(address)
    finally:
        request_started.disconnect(begins)
        request_finished.disconnect(ends)
    assert [what for what, _ in heard] == ["begins", "ends"] * 2
    assert heard[0][1] == heard[1][1] == places[0]
    assert threading.get_ident() not in {thread for _, thread in heard}


@pytest.mark.parametrize("address", ["/long/", "/arriving/"])
def test_a_long_answer_is_read_no_further_than_it_is_sent(address: str) -> None:
    browser = asked(address)
    assert browser.body == b"one two three "
    assert [message["read by then"] for message in browser.got[1:4]] == [1, 2, 3]


def test_nothing_more_is_read_for_somebody_who_has_left() -> None:
    closed: list[str] = []

    def ends(**_: Any) -> None:
        closed.append("closed")

    request_finished.connect(ends)
    try:
        browser = asked("/long/", is_to_leave=lambda message: message.get("body") == b"one ")
    finally:
        request_finished.disconnect(ends)
    assert browser.body == b"one "
    assert pieces_read == [b"one "]
    assert closed == ["closed"]


def test_an_address_that_is_no_text_is_refused() -> None:
    async def ask() -> Browser:
        browser = Browser("/")
        browser.scope["query_string"] = b"a=\xe9"
        return await browser.ask(SealingHandler())

    assert asyncio.run(ask()).got[0]["status"] == 400
