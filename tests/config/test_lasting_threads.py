"""A thread stays for the next request, with its connection to the database, and never serves two at once."""

import asyncio
import threading
from queue import Queue
from typing import Any

import pytest
from asgiref.sync import iscoroutinefunction, sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.decorators import sync_and_async_middleware

from heard.config import threads
from heard.config.asgi import SealingHandler
from heard.config.threads import LastingThreads


async def which_thread(lasting: LastingThreads) -> int:
    async with lasting.one():
        return await sync_to_async(threading.get_ident)()


async def until_idle(lasting: LastingThreads, how_many: int) -> None:
    for _ in range(1000):
        if len(lasting._idle) == how_many:
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


def test_requests_one_after_another_are_answered_in_the_same_thread() -> None:
    async def ask() -> set[int]:
        lasting, used = LastingThreads(), set()
        for _ in range(5):
            used.add(await which_thread(lasting))
            await until_idle(lasting, 1)
        return used

    assert len(asyncio.run(ask())) == 1


def test_all_that_is_not_asynchronous_in_a_request_runs_in_one_thread() -> None:
    async def ask() -> set[int]:
        async with LastingThreads().one():
            return {await sync_to_async(threading.get_ident)() for _ in range(3)}

    assert len(asyncio.run(ask())) == 1


def test_requests_at_once_are_answered_in_threads_of_their_own() -> None:
    async def ask() -> set[int]:
        lasting, all_here = LastingThreads(), threading.Barrier(4)

        async def one() -> int:
            async with lasting.one():
                await sync_to_async(all_here.wait)(10)  # which none of them would pass behind another
                return await sync_to_async(threading.get_ident)()

        return set(await asyncio.gather(*(one() for _ in range(4))))

    assert len(asyncio.run(ask())) == 4


def test_a_thread_left_at_work_serves_nobody_until_it_is_done() -> None:
    async def ask() -> tuple[bool, bool]:
        lasting, done, busy = LastingThreads(), threading.Event(), asyncio.Queue[int]()
        loop = asyncio.get_running_loop()

        def work() -> None:
            loop.call_soon_threadsafe(busy.put_nowait, threading.get_ident())
            done.wait(10)

        async def hang_up_early() -> None:
            async with lasting.one():
                await sync_to_async(work)()

        left = asyncio.create_task(hang_up_early())
        at_work = await busy.get()
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        meanwhile = await which_thread(lasting)
        done.set()
        await until_idle(lasting, 2)
        return meanwhile != at_work, await which_thread(lasting) in (meanwhile, at_work)

    assert asyncio.run(ask()) == (True, True)


def test_only_so_many_stay_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_IDLE", 2)

    async def ask() -> list[bool]:
        lasting, all_here = LastingThreads(), threading.Barrier(5)
        used = list[threading.Thread]()

        async def one() -> None:
            async with lasting.one():
                await sync_to_async(all_here.wait)(10)
                used.append(await sync_to_async(threading.current_thread)())

        await asyncio.gather(*(one() for _ in range(5)))
        for _ in range(1000):
            if sum(thread.is_alive() for thread in used) == 2:
                break
            await asyncio.sleep(0.01)
        return sorted(thread.is_alive() for thread in used)

    assert asyncio.run(ask()) == [False, False, False, True, True]


def test_a_thread_that_does_not_stay_closes_its_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    closed_in = Queue[int]()
    monkeypatch.setattr(threads, "MOST_IDLE", 0)
    monkeypatch.setattr(connections, "close_all", lambda: closed_in.put(threading.get_ident()))
    used = asyncio.run(which_thread(LastingThreads()))
    assert closed_in.get(timeout=10) == used


places: list[int] = []


@sync_and_async_middleware
def noting_where(get_response: Any) -> Any:
    """Could be either, so that Django chooses."""
    if iscoroutinefunction(get_response):

        async def note_and_wait(request: HttpRequest) -> HttpResponse:
            places.append(threading.get_ident())
            return HttpResponse(await get_response(request))

        return note_and_wait

    def note(request: HttpRequest) -> HttpResponse:
        places.append(threading.get_ident())
        return HttpResponse(get_response(request))

    return note


def view(_request: HttpRequest) -> HttpResponse:
    places.append(threading.get_ident())
    return HttpResponse("here")


urlpatterns = [path("", view)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.noting_where"], ALLOWED_HOSTS=["*"])
def test_middleware_and_view_run_in_the_same_thread_and_not_in_the_servers() -> None:
    async def ask() -> tuple[Any, int]:
        answers, is_sent = asyncio.Queue[Any](), asyncio.Event()
        asked = iter([{"type": "http.request"}])

        async def receive() -> Any:
            message = next(asked, None)
            if message is None:
                await is_sent.wait()
            return message or {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", b"a")]}
        await SealingHandler()(scope, receive, answers.put)
        return await answers.get(), threading.get_ident()

    places.clear()
    answer, servers = asyncio.run(ask())
    assert answer["status"] == 200
    assert len(places) == 2
    assert len(set(places)) == 1
    assert servers not in places


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

        async def one() -> None:
            async with handler.threads.one():
                await handler.get_response_async(HttpRequest())

        await asyncio.gather(*(one() for _ in range(6)))

    asyncio.run(ask())
    assert most == [2]
