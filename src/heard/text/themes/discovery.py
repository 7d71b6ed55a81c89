"""The engine: vectors, a neighbour graph, a tree of groups, and what makes each group a theme an analyst can judge."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from heard.text.errors import BadInput
from heard.text.quotations import Tone, pick_quotations, tone_of
from heard.text.themes import MINIMUM_ANSWERS, Progress, Theme, ThemeSet
from heard.text.themes.communities import Tree, grow_tree
from heard.text.themes.meaning import MOST_ENCODED, unit, vectors_of
from heard.text.themes.neighbours import neighbour_graph
from heard.text.themes.steadiness import steadiness_of
from heard.text.themes.wording import MOST_READ, Wording, word_themes

MOST_JOINED = 12_000
"""So many answers are joined with their neighbours; of more, a sample is, and the others go to their nearest theme."""

_QUOTATIONS, _DISSENTING = 5, 2
_MOST_CONSIDERED = 400  # answers nearest the middle, from which quotations are picked
_ALONE = 0.25
"""An answer whose nearest is less like it than this (cosine) says what no other does, and is in no theme."""

_MOST_LEVELS = 3
_LEVEL_STEP = 3  # a broader level has about a third as many themes


def discover(
    texts: Sequence[str], *, count: int | None, seed: int, question: str | None, progress: Progress
) -> ThemeSet:
    if count is not None and count < 1:
        raise BadInput(f"The number of themes must be at least 1; {count} was asked.")
    engine: dict[str, Any] = {
        "name": "minilm-louvain",
        "seed": seed,
        "count": count,
        "vectors": "encoder" if len(texts) <= MOST_ENCODED else "student",
        "joined": min(len(texts), MOST_JOINED),
    }
    if len(texts) < MINIMUM_ANSWERS:
        return ThemeSet((), (None,) * len(texts), (0.0,) * len(texts), (), engine)
    vectors = vectors_of(texts, seed, progress)
    vectors = unit(vectors - vectors.mean(0))
    progress("Grouping answers", 0, 1)
    joined = _answers_to_join(len(texts), seed)
    graph, nearest = neighbour_graph([texts[place] for place in joined], vectors[joined])
    tree = grow_tree(graph, vectors[joined], count, seed)
    levels = [_place(tree.cut(groups), joined, vectors) for groups in _sizes_of_levels(tree)]
    steadiness = steadiness_of(graph, levels[-1][joined], seed)
    progress("Grouping answers", 1, 1)
    themed = _fit_some_theme(levels[-1], joined, nearest)
    described = _describe_levels(texts, vectors, levels, themed, steadiness, question)
    themes = described[-1]
    scores = np.clip((vectors * _middles(levels[-1], vectors)[levels[-1]]).sum(1), 0, 1)
    place_of = {member: place for place, theme in enumerate(themes) for member in theme.members}
    return ThemeSet(
        themes,
        tuple(place_of.get(answer) for answer in range(len(texts))),
        tuple(float(score) for score in scores.round(4)),
        tuple(described),
        engine,
        _warn(count, len(themes)),
    )


def _answers_to_join(total: int, seed: int) -> Any:
    if total <= MOST_JOINED:
        return np.arange(total)
    return np.sort(np.random.default_rng(seed + 2).choice(total, MOST_JOINED, replace=False))


def _sizes_of_levels(tree: Tree) -> list[int]:
    """How many groups each level has, fewest first; the last is the level to show."""
    sizes = [tree.shown]
    while len(sizes) < _MOST_LEVELS and sizes[0] >= 2 * _LEVEL_STEP:
        sizes.insert(0, round(sizes[0] / _LEVEL_STEP))
    return sizes if tree.joins else sizes[-1:]


def _place(groups: Any, joined: Any, vectors: Any) -> Any:
    """The group of every answer, numbered from 0: that of the tree, or the nearest middle for those not joined."""
    _, numbered = np.unique(groups, return_inverse=True)
    if len(joined) == len(vectors):
        return numbered
    middles = _middles(numbered, vectors[joined])
    placed = np.empty(len(vectors), dtype=int)
    for start in range(0, len(vectors), MOST_JOINED):
        placed[start : start + MOST_JOINED] = np.argmax(vectors[start : start + MOST_JOINED] @ middles.T, axis=1)
    placed[joined] = numbered
    return placed


def _fit_some_theme(groups: Any, joined: Any, nearest: Any) -> Any:
    """Which answers are in a theme: not those unlike every other, nor those whose theme would then be too small."""
    themed = np.ones(len(groups), dtype=bool)
    themed[joined] = nearest >= _ALONE
    sizes = np.bincount(groups[themed], minlength=int(groups.max()) + 1)
    return themed & (sizes[groups] >= MINIMUM_ANSWERS)


def _middles(groups: Any, vectors: Any) -> Any:
    """The unit vector in the middle of each group."""
    sums = np.zeros((int(groups.max()) + 1, vectors.shape[1]))
    np.add.at(sums, groups, vectors)
    return unit(sums)


def _describe_levels(
    texts: Sequence[str], vectors: Any, levels: Sequence[Any], themed: Any, steadiness: Any, question: str | None
) -> list[tuple[Theme, ...]]:
    """Each level's themes, largest first, with the id of the broader theme that holds each."""
    described: list[tuple[Theme, ...]] = []
    above: dict[int, str] = {}  # by answer, the id of its theme one level up
    for groups in levels:
        last = groups is levels[-1]
        themes = _describe(texts, vectors, groups, themed, steadiness if last else None, question, above)
        described.append(themes)
        above = {member: theme.id for theme in themes for member in theme.members}
    return described


def _describe(
    texts: Sequence[str],
    vectors: Any,
    groups: Any,
    themed: Any,
    steadiness: Any,
    question: str | None,
    above: dict[int, str],
) -> tuple[Theme, ...]:
    nearness = (vectors * _middles(groups, vectors)[groups]).sum(1)
    order = np.argsort(-nearness, kind="stable")
    found = np.unique(groups[themed])
    members = [order[(groups[order] == group) & themed[order]] for group in found]
    wordings = word_themes([[texts[place] for place in own[:MOST_READ]] for own in members], question)
    themes = [
        _theme(texts, vectors, own, wording, None if steadiness is None else float(steadiness[group]), above)
        for group, own, wording in zip(found, members, wordings, strict=True)
    ]
    return tuple(sorted(themes, key=lambda theme: (-len(theme.members), theme.id)))


def _theme(
    texts: Sequence[str], vectors: Any, members: Any, wording: Wording, steadiness: float | None, above: dict[int, str]
) -> Theme:
    places = [int(place) for place in members]
    shown = _quotations(texts, vectors, places, wording.terms)
    return Theme(
        id=_id_of(places),
        label=wording.label,
        terms=wording.terms,
        members=tuple(places),
        quotations=shown,
        dissenting=_dissenting(texts, places, shown),
        reasons=tuple(_reasons(len(places), wording, steadiness)),
        stability=1.0 if steadiness is None else round(steadiness, 4),
        parent=above.get(places[0]),
    )


def _id_of(members: Sequence[int]) -> str:
    """The same answers have the same id, whatever else was asked."""
    return hashlib.sha256(",".join(map(str, sorted(members))).encode()).hexdigest()[:8]


def _quotations(texts: Sequence[str], vectors: Any, members: Sequence[int], terms: Sequence[str]) -> tuple[int, ...]:
    """Members that show the theme; where none can be quoted well, those nearest its middle."""
    near = members[:_MOST_CONSIDERED]
    picked = pick_quotations([texts[place] for place in near], vectors[near], count=_QUOTATIONS, terms=terms)
    return tuple(near[own.index] for own in picked) or tuple(near[:_QUOTATIONS])


def _dissenting(texts: Sequence[str], members: Sequence[int], shown: Sequence[int]) -> tuple[int, ...]:
    """Members whose tone is the other one than that of most; where there is none, those at the theme’s edge."""
    tones = {place: tone_of(texts[place]) for place in members[:_MOST_CONSIDERED]}
    good, hard = (sum(tone is wanted for tone in tones.values()) for wanted in (Tone.GOOD, Tone.HARD))
    other = Tone.GOOD if hard > good else Tone.HARD
    against = [place for place, tone in tones.items() if tone is other and place not in shown]
    edge = [place for place in reversed(members) if place not in shown]
    return tuple((against if good != hard and against else edge)[:_DISSENTING])


def _reasons(size: int, wording: Wording, steadiness: float | None) -> Iterator[str]:
    if wording.terms:
        yield (
            f"“{wording.terms[0]}” is in {wording.share:.0%} of its {size} answers "
            f"and in {wording.share_elsewhere:.0%} of the others."
        )
    else:
        yield f"Its {size} answers lie near one another in meaning; no word sets them apart."
    if steadiness is not None:
        yield f"With a fifth of the answers left out, {steadiness:.0%} of it was found again (average of eight tries)."


def _warn(count: int | None, found: int) -> tuple[str, ...]:
    if count is None or count == found:
        return ()
    return (f"{count} themes were asked for; {found} could be told apart.",)
