"""Two workers never do the same item, none is lost with a worker that dies, and one that ends every worker is left."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone

from heard.jobs.actions import LEASE, claimed, renew
from heard.jobs.models import MOST_TRIES, Claim
from heard.jobs.queries import left_alone

pytestmark = pytest.mark.django_db
WORK = "reading files"


def let_leases_run_out() -> None:
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))


def die_at_work_on(item: str) -> Claim:
    """What a worker leaves that was killed at work on an item."""
    return Claim.objects.create(work=WORK, item=item, until=timezone.now() + LEASE)


def fail_at(item: str, error: type[BaseException]) -> tuple[int, bool]:
    """Which try it was that ended in `error`, and whether it was the last."""
    with suppress(error), claimed(WORK, [item]) as claim:
        assert claim
        begun = claim.tries, claim.is_last_try
        raise error
    return begun


def test_an_item_that_somebody_is_at_work_on_is_passed_over() -> None:
    with claimed(WORK, ["1", "2"]) as first, claimed(WORK, ["1", "2"]) as second, claimed(WORK, ["1", "2"]) as third:
        assert first
        assert second
        assert (first.item, second.item, third) == ("1", "2", None)


def test_the_same_item_of_another_kind_of_work_is_another() -> None:
    with claimed(WORK, ["1"]), claimed("copying files", ["1"]) as claim:
        assert claim


def test_a_claim_goes_when_the_item_is_done() -> None:
    with claimed(WORK, ["1"]):
        pass
    assert not Claim.objects.exists()


def test_what_a_dead_worker_was_at_is_taken_up_when_its_lease_has_run_out() -> None:
    die_at_work_on("1")
    with claimed(WORK, ["1"]) as too_early:
        assert too_early is None
    let_leases_run_out()
    with claimed(WORK, ["1"]) as claim:
        assert claim
        assert claim.tries == 2


def test_a_renewed_claim_does_not_run_out() -> None:
    claim = die_at_work_on("1")
    let_leases_run_out()
    renew(claim)
    with claimed(WORK, ["1"]) as another:
        assert another is None


def test_an_item_that_fails_waits_and_is_left_alone_after_three_tries() -> None:
    for count in range(1, MOST_TRIES + 1):
        assert fail_at("1", OSError) == (count, count == MOST_TRIES)
        with claimed(WORK, ["1"]) as at_once:
            assert at_once is None
        let_leases_run_out()
    with claimed(WORK, ["1"]) as again:
        assert again is None
    assert [claim.item for claim in left_alone()] == ["1"]


def test_ctrl_c_is_no_try_and_leaves_the_item_free() -> None:
    for _ in range(MOST_TRIES + 1):
        assert fail_at("1", KeyboardInterrupt) == (1, False)
