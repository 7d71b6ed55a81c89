"""Noting that a worker is there."""

from datetime import timedelta

from django.utils import timezone

from heard.health.models import WorkerSeen

AT_MOST_EVERY = timedelta(seconds=30)


def note_worker() -> bool:
    """Note it twice a minute. False, because it is no work that anybody waits for."""
    now = timezone.now()
    seen = WorkerSeen.objects.first()
    # Later than now, too: where the clock went back, an old note would say for long that a worker is there.
    if seen is None or not now - AT_MOST_EVERY < seen.at <= now:
        WorkerSeen.objects.update_or_create(pk=1, defaults={"at": now})
    return False
