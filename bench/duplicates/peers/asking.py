"""How every system is asked: `PEER.py LETTERS.jsonl [option …]` groups the texts and prints what it took as JSON."""

import json
import sys
import time
from collections.abc import Callable, Sequence


def answer(group: Callable[[Sequence[str]], Sequence[int]]) -> None:
    """Group the texts of the file named first; the clock runs from texts in memory to groups, on all cores."""
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - peers’ environments hold nothing but the peer
        texts = [json.loads(line) for line in file]
    held = _megabytes("VmRSS")
    start = time.process_time()
    groups = [int(own) for own in group(texts)]
    seconds = time.process_time() - start
    peak = _megabytes("VmHWM")
    print(json.dumps({"cpu_seconds": seconds, "added_mb": peak - held, "peak_mb": peak, "groups": groups}))


def _megabytes(kind: str) -> float:
    """What this process holds (VmRSS) or has held at the most (VmHWM): Linux says so, and forgets who started it."""
    with open("/proc/self/status", encoding="utf-8") as file:  # noqa: PTH123
        return next(int(line.split()[1]) for line in file if line.startswith(kind)) / 1024


class Groups:
    """Texts joined two at a time."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, text: int) -> int:
        above = self._above
        while above[text] != text:
            above[text] = text = above[above[text]]
        return text

    def join(self, one: int, other: int) -> None:
        self._above[self.of(one)] = self.of(other)

    def all(self) -> list[int]:
        return [self.of(text) for text in range(len(self._above))]


def shingles(text: str) -> set[str]:
    """The runs of three words, without case and marks."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def jaccard(one: set[str], other: set[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
