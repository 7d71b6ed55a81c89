"""rensa’s sketches in bands, as its documentation shows: alone, or believed only where the shingles agree."""

import sys
from collections.abc import Sequence

from asking import Groups, answer, jaccard, shingles
from rensa import RMinHash, RMinHashLSH

THRESHOLD, VERIFY = float(sys.argv[2]), sys.argv[3:] == ["verify"]


def group(texts: Sequence[str]) -> list[int]:
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32)
    groups = Groups(len(texts))
    held: list[set[str]] = []
    for number, text in enumerate(texts):
        own = shingles(text)
        if VERIFY:
            held.append(own)
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(own))
        # One look at each group that is met is enough, and keeps large campaigns from costing their square.
        met = {groups.of(other): other for other in index.query(sketch)}
        for other in met.values():
            if not VERIFY or jaccard(own, held[other]) >= THRESHOLD:
                groups.join(number, other)
        index.insert(number, sketch)
    return groups.all()


answer(group)
