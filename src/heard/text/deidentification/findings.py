"""What a detector found, and how findings of several detectors become one set of spans."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from heard.text.deidentification.categories import Category


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` may identify somebody.

    `source` names the detector; `score` is its confidence from 0 to 1 (for the model a probability, for rules a fixed
    weight). `sure` findings stand even when every word of them is on the list of words to keep.
    """

    start: int
    end: int
    category: Category
    source: str
    score: float = 0.9
    sure: bool = False


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Disjoint findings in order: those that overlap become one that covers them all, so that nothing found is let go."""
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
    return (
        first.category is second.category
        and second.category in (Category.NAME, Category.PHONE)
        and between in (" ", "-")
    )


def join_as(first: Finding, second: Finding) -> Finding:
    return replace(
        first,
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


def join(cluster: list[Finding]) -> Finding:
    """One finding over all of `cluster`, named by its longest member; of equals, by the kind most to be trusted."""
    chief = min(cluster, key=lambda found: (-(found.end - found.start), found.category.trust))
    sources = "+".join(sorted({found.source for found in cluster}))
    return replace(
        chief,
        start=min(found.start for found in cluster),
        end=max(found.end for found in cluster),
        source=sources,
        score=max(found.score for found in cluster),
        sure=any(found.sure for found in cluster),
    )
