"""Word lists as patterns and sets, so that a list of words reads like one."""

import re


def one_of(listed: str) -> str:
    """A pattern for any one of these pieces of a pattern, which are divided by “ | ” and may fill several lines."""
    return "(?:" + "|".join(names(listed)) + ")"


def names(listed: str) -> tuple[str, ...]:
    """Names that are divided by “ | ” and may fill several lines. A bar without space around it is part of a name."""
    return tuple(re.split(r" \| ", " ".join(listed.split())))


def words(listed: str) -> frozenset[str]:
    """A set of words that are divided by white space."""
    return frozenset(listed.split())
