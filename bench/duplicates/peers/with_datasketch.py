"""datasketch’s MinHash LSH, as its documentation shows."""

import sys
from collections.abc import Sequence

from asking import Groups, answer, shingles
from datasketch import MinHash, MinHashLSH

THRESHOLD = float(sys.argv[2])


def group(texts: Sequence[str]) -> list[int]:
    index = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    groups = Groups(len(texts))
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([own.encode("utf-8") for own in shingles(text)])
        for other in {groups.of(other) for other in index.query(sketch)}:
            groups.join(number, other)
        index.insert(number, sketch, check_duplication=False)
    return groups.all()


answer(group)
