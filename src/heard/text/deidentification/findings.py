"""What a detector found, and how findings of several detectors become one set of spans."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from heard.text.deidentification.categories import Category


class Known(Protocol):
    """Somebody or something known beforehand, whatever the words that mention it."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


class Finding(NamedTuple):
    """`text[start:end]` may identify somebody.

    `source` names the detector; `score` is its confidence from 0 to 1 (for the model a probability, for rules a fixed
    weight). `known` is whom a roster says is meant. `sure` findings stand even when every word of them is on the list
    of words to keep.
    """

    start: int
    end: int
    category: Category
    source: str
    score: float = 0.9
    sure: bool = False
    known: Known | None = None


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Disjoint findings in order: those that overlap become one that covers them all, so that nothing found is let
    go.
    """
    return [join(cluster) for cluster in clusters(findings)]


JOINED = re.compile(r"[ \t]?[,-]?[ \n]?|\n")


def join_neighbours(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """The parts of one address or name as one finding: “3 Tannery Lane, Ludlow SY8 1ZZ”, “Bilal” beside “Khan”."""
    joined: list[Finding] = []
    for finding in findings:
        previous = joined[-1] if joined else None
        if previous and belongs(text, previous, finding):
            joined[-1] = join_as(previous, finding)
        else:
            joined.append(finding)
    return joined


def belongs(text: str, first: Finding, second: Finding) -> bool:
    between = text[first.end : second.start]
    if first.category is Category.ADDRESS:
        return second.category in (Category.ADDRESS, Category.PLACE, Category.POSTCODE) and bool(
            JOINED.fullmatch(between)
        )
    if first.category is Category.ORGANISATION and second.category is Category.PLACE:
        return between in (" in ", " at ")  # “the Taj Mahal in Ludlow” is one body
    return (
        first.category is second.category
        and second.category in (Category.NAME, Category.PHONE)
        and between in (" ", "-")
    )


def join_as(first: Finding, second: Finding) -> Finding:
    return first._replace(
        end=second.end,
        source="+".join(sorted({*first.source.split("+"), *second.source.split("+")})),
        score=max(first.score, second.score),
        sure=first.sure or second.sure,
    )


def clusters(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that overlap, directly or through others."""
    cluster: list[Finding] = []
    reach = -1
    for finding in sorted(findings, key=lambda found: (found.start, -found.end, found.category.trust, found.source)):
        if cluster and finding.start >= reach:
            yield cluster
            cluster = []
        cluster.append(finding)
        reach = max(reach, finding.end) if len(cluster) > 1 else finding.end
    if cluster:
        yield cluster


GUESSES = frozenset(
    {"capitals", "unlisted place"}
)  # sources that see that something is a name better than of what kind


def weight(found: Finding) -> float:
    """How much a finding's kind is to be believed: its length, more for a rule than for the model, most for a rule
    that is sure.
    """
    if found.source == "head":
        trust = 1.1 if found.category in (Category.SCHOOL, Category.HOME) else 0.5
    else:
        trust = 1.0 if found.source == "model" else 2.0 if found.sure else 1.4
    return (found.end - found.start) * trust


def join(cluster: list[Finding]) -> Finding:
    """One finding over all of `cluster`, named by whoever is known, else by its weightiest member."""
    if len(cluster) == 1:
        return cluster[0]
    chief = min(
        cluster, key=lambda found: (found.known is None, found.source in GUESSES, -weight(found), found.category.trust)
    )
    sources = "+".join(sorted({found.source for found in cluster}))
    return chief._replace(
        start=min(found.start for found in cluster),
        end=max(found.end for found in cluster),
        source=sources,
        score=max(found.score for found in cluster),
        sure=any(found.sure for found in cluster),
    )
