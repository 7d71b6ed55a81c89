"""A single number that is published again and again, so that no two editions tell what a few people did."""

from collections.abc import Sequence


def next_number(count: int, shown: Sequence[int | None], *, threshold: int) -> int | None:
    """What an edition shows for `count`, after earlier ones that have `shown` (oldest first); None hides it.

    Numbers move in steps. Any two that are shown are the same or differ by `threshold` or more; where fewer people came
    or left, the earlier number stays. A number that is hidden could be anything from 0 to `threshold` − 1, and one that
    stays could be any of at least that many. `count` itself is shown only where it is at least `threshold`.
    """
    for earlier in reversed(shown):
        if earlier is not None and _is_near(count, earlier, threshold):
            return earlier if earlier >= threshold else None  # the threshold was lower then
    return count if count >= threshold else None


def _is_near(count: int, earlier: int, threshold: int) -> bool:
    # Under twice the threshold, an earlier number stays whatever is left of it: hiding it would say that hardly anybody
    # is, because with a few more it would have stayed.
    return abs(count - earlier) < threshold or (count < threshold and earlier < 2 * threshold)
