"""Buckets against floods. They count how often something happens in this process, and never who does it."""

import threading
import time
from dataclasses import dataclass, field


@dataclass
class Bucket:
    """Holds `size` drops and loses one for each taking; `a_minute` drops fall into it every minute."""

    size: float
    a_minute: float
    drops: float = field(init=False)
    filled_at: float = field(init=False)
    lock: threading.Lock = field(init=False, default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        self.refill()

    def refill(self) -> None:
        self.drops, self.filled_at = self.size, time.monotonic()

    @property
    def is_low(self) -> bool:
        """Whether less than half of it is left: more is going on than on an ordinary day."""
        with self.lock:
            self._let_drops_fall()
            return self.drops < self.size / 2

    def _let_drops_fall(self) -> None:
        now = time.monotonic()
        self.drops = min(self.size, self.drops + (now - self.filled_at) * self.a_minute / 60)
        self.filled_at = now

    def take(self) -> bool:
        """Take a drop; False when there is none."""
        with self.lock:
            self._let_drops_fall()
            if self.drops < 1:
                return False
            self.drops -= 1
            return True


# A million wrong guesses a day and no more: at 64 bits, a year of them finds one receipt in a thousand million.
guesses = Bucket(size=300, a_minute=600)
