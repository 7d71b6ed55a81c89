"""Start the inquiry that this installation runs."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from heard.accounts.models import User
from heard.inquiry.inquiries.actions import InquiryFacts, set_up_inquiry
from heard.inquiry.inquiries.queries import the_inquiry
from heard.inquiry.inquiries.states import Role
from heard.publish.pages.actions import add_starting_pages, write_home_page


class Command(BaseCommand):
    """Takes a title, who runs it and the first member of the secretariat. The rest is written at the desk."""

    help = "Start the inquiry that this installation runs. Its words are then written at the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--title", required=True, help="what the inquiry is called")
        parser.add_argument("--run-by", required=True, help="who runs it")
        parser.add_argument("--email", required=True, help="the address of the first member of its secretariat")
        parser.add_argument("--name", required=True, help="their name")

    @transaction.atomic
    def handle(self, *_: Any, **options: Any) -> None:
        running = the_inquiry()
        if running is not None:
            raise CommandError(f"“{running.title}” runs here already. An installation runs one inquiry.")
        call_command("appoint", options["email"], name=options["name"], role=Role.SECRETARIAT, stdout=self.stdout)
        first = User.objects.get(email=options["email"].strip().lower())
        write_home_page(first, options["title"], purpose="", terms=(), ways=())
        add_starting_pages(first)
        set_up_inquiry(first, InquiryFacts(title=options["title"], run_by=options["run_by"]), (), (), ())
        self.stdout.write(f"“{options['title']}” has begun.")
