"""The demonstration does what is due while it serves, and stops doing it when it stops serving."""

import sys
from threading import Event
from types import SimpleNamespace

import pytest

from heard.demo.serving import serve


def test_what_is_due_is_done_beside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, stopped = Event(), Event()

    def work_until(stop: Event) -> None:
        at_work.set()
        if stop.wait(30):
            stopped.set()

    def answer(*_: object, **__: object) -> None:
        assert at_work.wait(30)
        assert not stopped.is_set()

    monkeypatch.setattr("heard.jobs.work.work_until", work_until)
    monkeypatch.setitem(sys.modules, "uvicorn", SimpleNamespace(run=answer))
    serve("127.0.0.1", 8000)
    assert stopped.wait(30)
