"""A policy about what may be told was adopted: later stages check again what they let through under the one before.

They join here, for the policy of pseudonyms and for that of disclosure control alike; we never ask them by name.
"""

from collections.abc import Callable

from heard.accounts.models import User

CheckAgain = Callable[[User], None]
_checks: list[CheckAgain] = []


def register_check(check: CheckAgain) -> None:
    """Check again whenever a policy is adopted. Called once, in `AppConfig.ready()`."""
    if check not in _checks:
        _checks.append(check)


def check_all_again(actor: User) -> None:
    """In the transaction that adopts the policy: if a check fails, the policy before goes on holding."""
    for check in _checks:
        check(actor)
