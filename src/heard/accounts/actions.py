"""Making staff accounts."""

import secrets

from allauth.account.models import EmailAddress
from django.db import transaction

from heard.accounts.models import User


@transaction.atomic
def create_account(email: str, name: str, password: str | None = None) -> User:
    """An account for a colleague. Without a password, they set one through “I have forgotten my password”."""
    first, _, last = name.strip().partition(" ")
    user = User.objects.create_user(email, password, first_name=first, last_name=last)
    # A colleague vouches for the address, and the second step of signing in asks for a confirmed one.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def set_new_password(user: User) -> str:
    """Give `user` a password nobody could guess, and return it: it is shown once and kept nowhere here."""
    password = secrets.token_urlsafe(15)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password
