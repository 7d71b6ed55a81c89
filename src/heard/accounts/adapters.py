"""How allauth behaves here."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class StaffOnly(DefaultAccountAdapter):
    """Accounts are made by a colleague. Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


class SecondStep(DefaultMFAAdapter):
    """Says what to do about a code that is not taken."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "That is not the code of this moment. The app shows another every half minute: type the six figures it "
            "shows now. If it is refused again, see whether your telephone’s clock is right."
        )
    }
