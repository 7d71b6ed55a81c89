"""Ways to look into a source."""

import re
from itertools import pairwise

from heard.text.spans import Block, BlockKind, Source, Span


def find(source: Source, words: str) -> Span:
    """Where some words stand, once and only once, over line ends too."""
    matches = list(re.finditer(r"\s+".join(re.escape(word) for word in words.split()), source.text))
    assert len(matches) == 1, f"{words!r} stands {len(matches)} times in {source.name}"
    return Span(*matches[0].span())


def block_with(source: Source, words: str) -> Block:
    """The one block that covers some words."""
    span = find(source, words)
    [block] = [block for block in source.blocks if block.span.covers(span)]
    return block


def words_of(source: Source, kind: BlockKind) -> list[str]:
    return [block.span.of(source.text) for block in source.blocks if block.kind is kind]


def check_whole(source: Source) -> None:
    """Everything that must hold of any source."""
    for places in (source.located, source.blocks):
        spans = [place.span for place in places]
        assert all(span.end <= len(source.text) and span.start < span.end for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(link.span.end <= len(source.text) for link in source.links)
    for warning in source.warnings:
        assert warning[0].isupper() or warning[0].isdigit() or warning[0] == "“"
        assert warning.endswith((".", "”"))
