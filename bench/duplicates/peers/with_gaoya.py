"""gaoya’s index of texts: it makes the runs of three words itself and believes its sketches’ estimate."""

import sys
from collections.abc import Sequence

from asking import Groups, answer
from gaoya.minhash import MinHashStringIndex

THRESHOLD = float(sys.argv[2])


def group(texts: Sequence[str]) -> list[int]:
    index = MinHashStringIndex(32, THRESHOLD, 32, 4, None, "word", True, (3, 3), "vec")
    groups = Groups(len(texts))
    for number, text in enumerate(texts):
        for other in {groups.of(other) for other in index.query(text)}:
            groups.join(number, other)
        index.insert_document(number, text)
    return groups.all()


answer(group)
