"""Reading the call for evidence."""

from django.utils import timezone

from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.states import CallState


def the_call() -> CallForEvidence | None:
    """The call for evidence; none until somebody plans it."""
    return CallForEvidence.objects.first()


def call_state() -> CallState:
    """Where the call stands now."""
    call = the_call()
    return call.state_at(timezone.now()) if call else CallState.NOT_PLANNED


def call_is_open() -> bool:
    return call_state() == CallState.OPEN
