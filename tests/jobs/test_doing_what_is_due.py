"""Work is done until none is due; an error in one kind stops no other; it stops when it is asked to."""

import logging
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest

from heard.jobs import work
from heard.jobs.work import ERRORS_IN_A_ROW, do_what_is_due, register_work, work_until


@pytest.fixture(autouse=True)
def no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_works", {})


def taking_from(items: list[str], done: list[str]) -> Callable[[], bool]:
    def do_one() -> bool:
        if not items:
            return False
        done.append(items.pop(0))
        return True

    return do_one


def test_kinds_of_work_take_turns_until_nothing_is_due() -> None:
    done: list[str] = []
    register_work("reading", taking_from(["a", "b", "c"], done))
    register_work("copying", taking_from(["1"], done))
    assert do_what_is_due() == {"reading": 3, "copying": 1}
    assert done == ["a", "1", "b", "c"]


def test_an_error_is_logged_without_its_words_and_stops_no_other_work(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[str] = []

    def fail() -> bool:
        tries.append("again")
        raise ValueError

    done: list[str] = []
    register_work("failing", fail)
    register_work("reading", taking_from(["a", "b", "c", "d", "e"], done))
    with caplog.at_level(logging.ERROR):
        do_what_is_due()
    assert done == ["a", "b", "c", "d", "e"]
    assert len(tries) == ERRORS_IN_A_ROW
    assert "An error while failing" in caplog.text


def test_it_stops_between_two_units_when_it_is_asked_to() -> None:
    stop = Event()
    done: list[str] = []

    def one_then_stop() -> bool:
        done.append("one")
        stop.set()
        return True

    register_work("stopping", one_then_stop)
    work_until(stop)
    assert done == ["one"]


def test_work_that_comes_later_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # A thread may not close the test's own connection.
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    stop, found = Event(), Event()
    waiting: Iterator[bool] = iter([False, False, True])

    def do_one() -> bool:
        if next(waiting, False):
            found.set()
            return True
        return False

    register_work("waiting", do_one)
    worker = Thread(target=work_until, args=[stop, 0.01])
    worker.start()
    assert found.wait(30)
    stop.set()
    worker.join(30)
    assert not worker.is_alive()
