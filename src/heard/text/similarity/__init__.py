"""Near-identical answers (“campaign letters”): found by sketches, believed only when the words themselves agree.

Case, punctuation and spaces aside, two answers are near-identical when of all the runs of three words that either of
them holds, both hold at least 45 in 100 (their Jaccard likeness, counted and not estimated). A letter in which one word
in ten was changed has 57. Three things keep apart what only looks alike:

- under 40 words four fifths must be shared, and under eight words everything;
- answers that differ in one place only, and there by a word such as “not” or “against”, are not the same (though both
  may be like a third that differs from each in more places, and then they are together);
- every answer of a group must be that near to the letter itself, which is what most of the group hold in common, and
  must not add forty words of its own in one piece. So groups cannot grow together through answers in between.

Sketches are those of Broder, “On the resemblance and containment of documents” (1997), in bands as in Leskovec,
Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3.
"""

from collections.abc import Sequence

import numpy as np

from heard.text.similarity.fingerprints import fingerprint_texts
from heard.text.similarity.grouping import group_alike
from heard.text.similarity.likeness import Wordings

FEWEST_WORDS = 8
"""Under this a word or two decides everything, so only identical answers are grouped."""


def group_near_duplicates(texts: Sequence[str], *, threshold: float = 0.45, seed: int = 0) -> list[int]:
    """For each text the index of the first text of its near-identical group: its own index where it is alone.

    `threshold` is the likeness that answers of 40 words and more must have; what near-identical means is told above.
    The same texts and seed give the same groups.
    """
    if not texts:
        return []
    prints = fingerprint_texts(texts)
    _, first, which, copies = np.unique(prints.whole, return_index=True, return_inverse=True, return_counts=True)
    group = np.arange(len(first))
    long = np.flatnonzero(prints.words[first] >= FEWEST_WORDS)
    if len(long):
        group[long] = long[group_alike(Wordings.of(prints, first[long], copies[long], threshold), seed)]
    head = np.full(len(first), len(texts))
    np.minimum.at(head, group, first)
    heads = head[group[which]]
    wordless = prints.words == 0  # nothing is known of them, so they are like nothing
    heads[wordless] = np.flatnonzero(wordless)
    found: list[int] = heads.tolist()
    return found
