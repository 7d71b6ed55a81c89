"""The work there is, and doing what is due of it. Stages join here in `AppConfig.ready()`; we never ask them by name.

There is no queue. What is due is what has no record yet: a file without a reading, a message without a sending. So
nothing can be lost between the act and the work that follows from it, and a worker may be killed at any moment.
"""

import logging
from collections import Counter
from collections.abc import Callable
from threading import Event

from django.db import close_old_connections

DoOne = Callable[[], bool]
"""Does one unit, and says whether there was any. It claims what it does (`actions.claimed`), or rests on a unique
record; either way two workers at once do no harm."""

PAUSE = 2.0  # seconds between looking for work
ERRORS_IN_A_ROW = 3  # after these a kind of work rests until the next look
_works: dict[str, DoOne] = {}
_log = logging.getLogger(__name__)


def register_work(name: str, do_one: DoOne) -> None:
    """Do this whenever any is due. `name` says what is done, as in “reading files”."""
    _works[name] = do_one


def do_what_is_due(is_to_stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """One unit of each kind in turn until none is due; how many of each were done.

    What is done may make other work due: words that were looked at may be destroyed. So all kinds are asked again until
    none of them has anything. An error is logged, without anybody's words, and stops no other work.
    """
    done: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    before = -1
    while done.total() > before:
        before = done.total()
        _do_until_none_is_due(done, errors, is_to_stop)
    return done


def _do_until_none_is_due(done: Counter[str], errors: Counter[str], is_to_stop: Callable[[], bool]) -> None:
    busy = {name: do_one for name, do_one in _works.items() if errors[name] < ERRORS_IN_A_ROW}
    while busy and not is_to_stop():
        for name, do_one in list(busy.items()):
            if is_to_stop():
                break
            try:
                was_any = do_one()
            except Exception:
                _log.exception("An error while %s", name)
                errors[name] += 1
                was_any = errors[name] < ERRORS_IN_A_ROW
            else:
                errors[name] = 0
                done[name] += was_any
            if not was_any:
                del busy[name]


def work_until(stop: Event, pause: float = PAUSE) -> None:
    """Do what is due, and look again every `pause` seconds, until `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        do_what_is_due(stop.is_set)
        stop.wait(pause)
