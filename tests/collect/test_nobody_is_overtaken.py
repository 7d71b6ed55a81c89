"""Those who send at the same time are taken in the order in which they came."""

import threading

from heard.collect.channels.web_form.turns import Queue


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
