"""A part's working text was made again: what later stages made of the one before follows, where its words still stand.

They tell us by joining here; we never ask them by name.
"""

from collections.abc import Callable

from heard.accounts.models import User
from heard.protect.deidentification.models import WorkingText
from heard.text.redaction import Redacted
from heard.text.spans import Span

Follower = Callable[[User, WorkingText], None]
_followers: list[Follower] = []


def register_follower(follow: Follower) -> None:
    """Follow each text that is made in another's place. Called once, in `AppConfig.ready()`."""
    if follow not in _followers:
        _followers.append(follow)


def follow_working_text(actor: User, made: WorkingText) -> None:
    """Tell later stages of a new text, in the transaction that makes it: if one of them fails, there is no new text."""
    for follow in _followers:
        follow(actor, made)


def place_now(before: Redacted, now: Redacted, span: Span) -> Span:
    """Where the original's words behind `span` of one working text stand in another of the same original.

    It takes in the whole of each replacement that it touches, in either text.
    """
    return now.to_redacted(before.to_original(span))


def place_of_same_words(before: Redacted, now: Redacted, span: Span) -> Span | None:
    """Where `span` of one working text stands in another of the same original; None if its words are not the same."""
    original = before.to_original(span)
    then, there = before.to_redacted(original), now.to_redacted(original)
    if then.of(before.text) != there.of(now.text):
        return None
    moved_by = there.start - then.start
    return Span(span.start + moved_by, span.end + moved_by)
