"""What a rule is: `check_x()` raises `NotAllowed` with a sentence, `can_x()` answers by asking it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """Somebody may not do what they asked for; `str(error)` is the sentence to show them."""


def allowed(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether `check` lets this pass: the button's face of a rule."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
