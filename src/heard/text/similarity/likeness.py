"""How like two answers are, and how like each is to its group’s letter: counted from the words, never estimated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from heard.text.similarity.fingerprints import WORDS_IN_SHINGLE, Fingerprints

SHORT = 40  # words; below this a change of two words may be a change of subject
LEAST_IF_SHORT = 0.8
OWN_WORDS = 40  # in one piece: two or three sentences that the letter does not hold
_ONE_PLACE = 2 * WORDS_IN_SHINGLE  # shingles that differ, at the most, where one word is put for another
_AT_ONCE = 1 << 18  # shingles
_COLUMNS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Wordings:
    """Some texts, no two of the same words; what is said of them is in the order of `texts`, their numbers in `prints`.

    `sets` holds the shingles of each as a row of a sparse matrix, in order of number; `copies` is how many people sent
    exactly these words, `least` how like another must be.
    """

    prints: Fingerprints
    texts: Any
    sets: Any
    copies: Any
    least: Any

    @classmethod
    def of(cls, prints: Fingerprints, texts: Any, copies: Any, threshold: float) -> "Wordings":
        least = np.where(prints.words[texts] < SHORT, max(threshold, LEAST_IF_SHORT), threshold)
        return cls(prints, texts, _sets_of(prints, texts), copies, least)

    def only(self, rows: Any) -> "Wordings":
        return Wordings(self.prints, self.texts[rows], _rows(self.sets, rows), self.copies[rows], self.least[rows])

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def sizes(self) -> Any:
        """How many different shingles each holds."""
        return np.diff(self.sets.indptr)

    @property
    def words(self) -> Any:
        return self.prints.words[self.texts]

    @property
    def turns(self) -> Any:
        return self.prints.turns[self.texts]


def are_alike(wordings: Wordings, one: Any, other: Any) -> Any:
    """For each pair of rows whether they are near-identical."""
    shared = np.concatenate([np.zeros(0, int), *_shared(wordings.sets, one, other)])
    either = wordings.sizes[one] + wordings.sizes[other] - shared
    near = shared >= np.maximum(wordings.least[one], wordings.least[other]) * either
    turned = (either - shared <= _ONE_PLACE) & (wordings.turns[one] != wordings.turns[other])
    return near & ~turned


def _shared(sets: Any, one: Any, other: Any) -> Iterator[Any]:
    for at in range(0, len(one), 4096):
        here = slice(at, at + 4096)
        yield np.diff(_rows(sets, one[here]).multiply(_rows(sets, other[here])).indptr)


def unlike_their_letter(wordings: Wordings, group: Any) -> Any:
    """The rows that do not belong where they are, in order.

    The letter of a group is what more than half of its senders hold. A row does not belong if it is less like the
    letter than it must be, or adds a piece of its own. `group` gives each row's group as any number.
    """
    order = np.argsort(group, kind="stable")
    _, first, members = np.unique(group[order], return_index=True, return_counts=True)
    shared_by_several = np.repeat(members > 1, members)
    order, first = order[shared_by_several], np.cumsum(members[members > 1]) - members[members > 1]
    blocks = [_unlike(wordings, rows, group[rows]) for rows in _blocks(order, first, wordings.sizes[order])]
    return np.sort(np.concatenate([np.zeros(0, int), *blocks]))


def _blocks(rows: Any, first: Any, sizes: Any) -> Iterator[Any]:
    """The rows in pieces of whole groups, which begin at `first`."""
    if not len(rows):
        return
    before = np.cumsum(sizes) - sizes
    _, starts = np.unique(before[first] // _AT_ONCE, return_index=True)
    yield from np.split(rows, first[starts[1:]])


def _unlike(wordings: Wordings, rows: Any, group: Any) -> Any:
    _, group = np.unique(group, return_inverse=True)
    sets = _rows(wordings.sets, rows)
    sizes = np.diff(sets.indptr)
    keys = (np.repeat(group, sizes) << 31) | sets.indices
    kinds, which = np.unique(keys, return_inverse=True)
    copies = wordings.copies[rows]
    holders = np.bincount(which, np.repeat(copies, sizes))
    of_letter = 2 * holders > np.bincount(group, copies)[kinds >> 31]
    shared = np.add.reduceat(of_letter[which], sets.indptr[:-1], dtype=np.int64)
    either = sizes + np.bincount(kinds[of_letter] >> 31, minlength=group.max() + 1)[group] - shared
    unlike = shared < wordings.least[rows] * either
    letters = kinds[of_letter]
    for place in np.flatnonzero(~unlike & (sizes - shared >= OWN_WORDS)):
        low, high = np.searchsorted(letters, (group[place] << 31, (group[place] + 1) << 31))
        unlike[place] = _adds_a_piece(wordings, rows[place], letters[low:high] & _COLUMNS)
    return rows[unlike]


def _adds_a_piece(wordings: Wordings, row: int, letter: Any) -> bool:
    sequence = wordings.prints.shingles_of(wordings.texts[row])
    near = np.searchsorted(letter[:-1], sequence)
    own = letter[near] != sequence
    edges = np.flatnonzero(np.diff(np.concatenate([[False], own, [False]])))
    longest = max(edges[1::2] - edges[::2], default=0)
    return bool(longest >= OWN_WORDS + WORDS_IN_SHINGLE - 1)


def _sets_of(prints: Fingerprints, texts: Any) -> Any:
    """Each text's different shingles in order of number, made a block of texts at a time."""
    sizes = np.diff(prints.start)[texts]
    _, blocks = np.unique((np.cumsum(sizes) - sizes) // _AT_ONCE, return_index=True)
    columns = np.empty(sizes.sum(), np.int32)
    start = np.zeros(len(texts) + 1, np.int64)
    for first, own in zip(blocks, np.split(texts, blocks[1:]), strict=True):
        distinct, many = _distinct(prints, own)
        upto = start[first] + np.cumsum(many)
        start[first + 1 : first + 1 + len(own)] = upto
        columns[start[first] : upto[-1]] = distinct
    columns = columns[: start[-1]]
    return _canonical(sparse.csr_matrix((np.ones(len(columns), bool), columns, start), shape=(len(texts), _COLUMNS)))


def _distinct(prints: Fingerprints, texts: Any) -> tuple[Any, Any]:
    sizes = np.diff(prints.start)[texts]
    begins = np.cumsum(sizes) - sizes
    places = np.repeat(prints.start[texts] - begins, sizes) + np.arange(sizes.sum())
    keys = np.sort((np.repeat(np.arange(len(texts)), sizes) << 31) | prints.shingles[places])
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]]
    return (keys & _COLUMNS).astype(np.int32), np.bincount(keys >> 31, minlength=len(texts))


def _rows(sets: Any, rows: Any) -> Any:
    return _canonical(sets[rows])


def _canonical(sets: Any) -> Any:
    """Tell scipy what is so, or it looks again each time: columns are in order, and none is there twice."""
    sets.has_sorted_indices = sets.has_canonical_format = True
    return sets
