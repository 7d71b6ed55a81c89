"""Those who send at the same time are taken in the order in which they came."""

import threading

import pytest

from heard.collect.channels.web_form import actions
from heard.collect.channels.web_form.turns import Queue, _writers
from heard.collect.receipts.five_words import make_five_words


def test_they_go_in_the_order_in_which_they_came() -> None:
    queue, went = Queue(), list[int]()
    came: list[threading.Thread] = []

    def go(number: int) -> None:
        with queue.turn():
            went.append(number)

    with queue.turn():
        for number in range(20):
            came.append(threading.Thread(target=go, args=(number,)))
            came[-1].start()
            while len(queue._waiting) < number + 2:  # itself, and whoever holds it now
                pass
    for thread in came:
        thread.join(10)
    assert went == list(range(20))


def test_whoever_has_the_turn_may_take_it_again_and_gives_it_back_after_a_fault() -> None:
    queue = Queue()
    try:
        with queue.turn(), queue.turn():
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    took = threading.Event()

    def take() -> None:
        with queue.turn():
            took.set()

    threading.Thread(target=take).start()
    assert took.wait(10)


@pytest.mark.django_db
def test_nobody_waits_while_the_languages_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    whose_turn: list[int | None] = []
    monkeypatch.setattr(actions, "be_ready_to_notice", lambda: whose_turn.append(_writers._holder))
    with pytest.raises(actions.NothingToSend):
        actions.send_draft(make_five_words())
    assert whose_turn == [None]
