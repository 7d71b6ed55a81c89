"""Bring somebody into the inquiry's team."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from heard.accounts.actions import create_account, set_new_password
from heard.accounts.models import User
from heard.inquiry.inquiries.actions import appoint_team_member
from heard.inquiry.inquiries.states import Role


class Command(BaseCommand):
    """For whoever looks after the machine, who needs nobody's leave."""

    help = "Bring somebody into the inquiry’s team. Whoever is new gets an account and a first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="their e-mail address, with which they sign in")
        parser.add_argument("--name", default="", help="their name, as colleagues see it")
        parser.add_argument("--role", required=True, choices=Role.values)

    @transaction.atomic
    def handle(self, *_: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        if "@" not in email:
            raise CommandError(f"“{email}” is not an e-mail address.")
        known = User.objects.filter(email=email).first()
        user = known or create_account(email, options["name"])
        appoint_team_member(None, user, Role(options["role"]))
        self.stdout.write(f"{user.name} is in the team as {options['role']}.")
        if known is None:
            self.stdout.write(f"First password, to be changed after signing in: {set_new_password(user)}")
