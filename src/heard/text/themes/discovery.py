"""The engine: vectors, a neighbour graph, a tree of groups, and what makes each group a theme an analyst can judge."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from heard.text.errors import BadInput
from heard.text.quotations import pick_dissenting, pick_quotations
from heard.text.themes import MINIMUM_ANSWERS, Progress, Theme, ThemeSet
from heard.text.themes.communities import Tree, grow_tree
from heard.text.themes.meaning import Meanings, Taught, read_meanings, sample_of, unit
from heard.text.themes.neighbours import neighbour_graph
from heard.text.themes.steadiness import TRIES, steadiness_of
from heard.text.themes.word_pieces import MOST_WORDS
from heard.text.themes.wording import MOST_READ, Wording, word_themes

MOST_JOINED = 8_000
"""So many answers are joined with their neighbours; of more, a sample is, and the others go to their nearest theme."""

_QUOTATIONS, _DISSENTING = 5, 2
_MOST_CONSIDERED = 40  # answers nearest the middle, from which quotations are picked
_MOST_WEIGHED = 120  # answers whose tones are counted
_CHUNK = 10_000  # answers placed at once, so that a million need no memory of their own
_ALONE = 0.25
"""An answer whose nearest is less like it than this (cosine) says what no other does, and is in no theme."""

_MOST_LEVELS = 3
_LEVEL_STEP = 3  # a broader level has about a third as many themes


def discover(
    texts: Sequence[str],
    *,
    count: int | None,
    seed: int,
    question: str | None,
    speakers: Sequence[str | None],
    progress: Progress,
) -> ThemeSet:
    if count is not None and count < 1:
        raise BadInput(f"The number of themes must be at least 1; {count} was asked.")
    engine: dict[str, Any] = {"name": "minilm-louvain", "seed": seed, "count": count}
    if len(texts) < MINIMUM_ANSWERS:
        return ThemeSet((), (None,) * len(texts), (0.0,) * len(texts), (), engine)
    meanings = read_meanings(texts, progress)
    joined = sample_of(len(texts), min(len(texts), MOST_JOINED))
    engine |= {"vectors": meanings.name, "joined": len(joined)}
    progress("Grouping answers", 0, 1)
    vectors = meanings.of(joined)
    graph, nearest = neighbour_graph(meanings.words([texts[place] for place in joined]), vectors)
    tree = grow_tree(graph, vectors, count, meanings.alike, seed)
    levels = [_numbered(tree.cut(groups)) for groups in _sizes_of_levels(tree)]
    steadiness = steadiness_of(graph, levels, tree.resolution, seed)
    progress("Grouping answers", 1, 1)
    groups, scores = _place(levels[-1], joined, vectors, meanings, len(texts), progress)
    themed = _fit_some_theme(groups, scores, joined, nearest)
    placed = _Placed(texts, speakers, meanings, groups, scores, themed)
    described = _describe_levels(placed, [_broader(levels[-1], level) for level in levels], steadiness, question)
    themes = described[-1]
    place_of = np.full(len(texts), -1, dtype=np.int32)
    for place, theme in enumerate(themes):
        place_of[list(theme.members)] = place
    return ThemeSet(
        themes,
        tuple(None if place < 0 else place for place in place_of.tolist()),
        tuple(scores.clip(0, 1).astype(float).round(4).tolist()),
        tuple(described),
        engine,
        (*_warn(count, len(themes)), *_warn_of_long(texts, meanings)),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """Every answer with its group at the finest level, its nearness to the middle of it, and whether it fits."""

    texts: Sequence[str]
    speakers: Sequence[str | None]
    meanings: Meanings
    groups: Any
    scores: Any
    themed: Any


def _sizes_of_levels(tree: Tree) -> list[int]:
    """How many groups each level has, fewest first; the last is the level to show."""
    sizes = [tree.shown]
    while len(sizes) < _MOST_LEVELS and sizes[0] >= 2 * _LEVEL_STEP:
        sizes.insert(0, round(sizes[0] / _LEVEL_STEP))
    return sizes if tree.joins else sizes[-1:]


def _numbered(groups: Any) -> Any:
    """The same groups, numbered from 0."""
    return np.unique(groups, return_inverse=True)[1]


def _broader(finest: Any, level: Any) -> Any:
    """For each group of the finest level, that of a broader level which holds it."""
    holding = np.empty(int(finest.max()) + 1, dtype=int)
    holding[finest] = level
    return holding


def _place(
    groups: Any, joined: Any, vectors: Any, meanings: Meanings, total: int, progress: Progress
) -> tuple[Any, Any]:
    """The group of every answer and its nearness to the middle: those of the tree, or of the nearest middle."""
    middles = _middles(groups, vectors)
    placed, scores = np.empty(total, dtype=np.int32), np.empty(total, dtype=np.float32)
    if len(joined) < total:
        for start in range(0, total, _CHUNK):
            chunk = np.arange(start, min(start + _CHUNK, total))
            likeness = meanings.of(chunk) @ middles.T
            placed[chunk], scores[chunk] = likeness.argmax(1), likeness.max(1)
            progress("Placing answers", int(chunk[-1]) + 1, total)
    placed[joined], scores[joined] = groups, (vectors * middles[groups]).sum(1)
    return placed, scores


def _fit_some_theme(groups: Any, scores: Any, joined: Any, nearest: Any) -> Any:
    """Which answers are in a theme: not those unlike every other, nor those whose theme would then be too small.

    One of no word that is known lies nowhere: its nearness to any middle is 0.
    """
    themed = scores != 0
    themed[joined] = nearest >= _ALONE
    sizes = np.bincount(groups[themed], minlength=int(groups.max()) + 1)
    return themed & (sizes[groups] >= MINIMUM_ANSWERS)


def _middles(groups: Any, vectors: Any) -> Any:
    """The unit vector in the middle of each group."""
    sums = np.zeros((int(groups.max()) + 1, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, groups, vectors)
    return unit(sums)


def _describe_levels(
    placed: _Placed, levels: Sequence[Any], steadiness: Sequence[Any], question: str | None
) -> list[tuple[Theme, ...]]:
    """Each level's themes, largest first, with the id of the broader theme that holds each.

    `levels[i][group]` is the group of level i that holds a group of the finest.
    """
    order = np.argsort(-placed.scores, kind="stable")
    order = order[placed.themed[order]]
    described: list[tuple[Theme, ...]] = []
    above: dict[int, str] = {}  # by answer, the id of its theme one level up
    for holding, steady in zip(levels, steadiness, strict=True):
        groups = holding[placed.groups[order]]
        arranged = np.argsort(groups, kind="stable")
        found, starts = np.unique(groups[arranged], return_index=True)
        members = [own.tolist() for own in np.split(order[arranged], starts[1:])] if len(found) else []
        wordings = word_themes([[placed.texts[place] for place in own[:MOST_READ]] for own in members], question)
        themes = [
            _theme(placed, own, wording, float(steady[group]), above.get(own[0]), shown=holding is levels[-1])
            for group, own, wording in zip(found, members, wordings, strict=True)
        ]
        described.append(tuple(sorted(themes, key=lambda theme: (-len(theme.members), theme.id))))
        above = {member: theme.id for theme in themes for member in theme.members}
    return described


def _theme(
    placed: _Placed, members: list[int], wording: Wording, steadiness: float, parent: str | None, *, shown: bool
) -> Theme:
    """A theme; one of a broader level, which is only moved through, has no dissenting answers picked for it."""
    shown_by = _quotations(placed, members, wording.terms) if shown else tuple(members[:_QUOTATIONS])
    return Theme(
        id=_id_of(members),
        label=wording.label,
        terms=wording.terms,
        members=tuple(members),
        quotations=shown_by,
        dissenting=_dissenting(placed.texts, members, shown_by) if shown else (),
        reasons=tuple(_reasons(len(members), wording, steadiness)),
        stability=round(steadiness, 4),
        parent=parent,
    )


def _id_of(members: Sequence[int]) -> str:
    """The same answers have the same id, whatever else was asked."""
    return hashlib.sha256(",".join(map(str, sorted(members))).encode()).hexdigest()[:8]


def _quotations(placed: _Placed, members: Sequence[int], terms: Sequence[str]) -> tuple[int, ...]:
    """Members that show the theme; where none can be quoted well, those nearest its middle."""
    near = members[:_MOST_CONSIDERED]
    texts = [placed.texts[place] for place in near]
    speakers = [placed.speakers[place] for place in near]
    picked = pick_quotations(texts, placed.meanings.of(near), count=_QUOTATIONS, speakers=speakers, terms=terms)
    return tuple(near[own.index] for own in picked) or tuple(near[:_QUOTATIONS])


def _dissenting(texts: Sequence[str], members: Sequence[int], shown: Sequence[int]) -> tuple[int, ...]:
    """Members that pull the other way than most; none where nobody does."""
    near = members[:_MOST_WEIGHED]
    apart_from = {place for place, member in enumerate(near) if member in shown}
    against = pick_dissenting([texts[member] for member in near], count=_DISSENTING, apart_from=apart_from)
    return tuple(near[place] for place in against)


def _reasons(size: int, wording: Wording, steadiness: float) -> Iterator[str]:
    if wording.terms:
        read = f"its {size} answers" if size <= MOST_READ else f"the {MOST_READ} answers nearest its middle"
        yield (
            f"“{wording.terms[0]}” is in {wording.share:.0%} of {read} "
            f"and in {wording.share_elsewhere:.0%} of those of other themes."
        )
    else:
        yield f"Its {size} answers lie near one another in meaning; no word sets them apart."
    yield f"With a fifth of the answers left out, {steadiness:.0%} of it was found again (average of {TRIES} tries)."


def _warn_of_long(texts: Sequence[str], meanings: Meanings) -> Iterator[str]:
    """The student knows an answer by its first words alone; the encoder reads the passages of a long one to its end."""
    long = sum(len(text) > MOST_WORDS and len(text.split()) > MOST_WORDS for text in texts)
    if long and isinstance(meanings, Taught):
        yield (
            f"{long:,} of the answers {'has' if long == 1 else 'have'} more than {MOST_WORDS} words. "
            f"Among so many answers only about the first {MOST_WORDS} decide on the theme."
        )


def _warn(count: int | None, found: int) -> tuple[str, ...]:
    if count is None or count == found:
        return ()
    return (f"{count} themes were asked for; {found} could be told apart.",)
