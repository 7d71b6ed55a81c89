"""`heard work --once`, of which only the reading of files: other work would be measured with it."""

import sys

import django

django.setup()

from heard.cli.main import main  # noqa: E402 (Django first)
from heard.jobs import work  # noqa: E402
from heard.protect.reading.actions import WORK  # noqa: E402

work._works = {WORK: work._works[WORK]}
sys.exit(main(["work", "--once"]))
