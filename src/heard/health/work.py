"""Facts about what the installation does: mail, scanner, worker."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.health.facts import Fact, look, well, wrong
from heard.health.models import WorkerSeen
from heard.jobs.queries import left_alone
from heard.mail.sending import can_send
from heard.protect.scans.clamd import Unreachable, scanner_at
from heard.protect.scans.queries import is_scanner_set_up

LATELY = timedelta(minutes=2)
LONG_AGO = timedelta(minutes=15)
A_MOMENT = 2  # seconds


def mail() -> Iterator[Fact]:
    """Mail."""
    if can_send():
        yield well(_("Mail"), _("A mail server is set up."))
    else:
        yield look(_("Mail"), _("No mail server is set up, so nobody gets an answer by e-mail. Set HEARD_SMTP_HOST."))


def scanner() -> Iterator[Fact]:
    """Scanner for viruses."""
    about = _("Scanner for viruses")
    if not is_scanner_set_up():
        yield look(about, _("None is set up, so files are not checked. Set CLAMAV_SOCKET."))
        return
    try:
        found = scanner_at(settings.CLAMAV_SOCKET, A_MOMENT)
    except Unreachable:
        yield wrong(about, _("It does not answer. Files wait unchecked, and say so."))
    else:
        yield well(about, _("It answers: %(name)s.") % {"name": found.name})


def worker() -> Iterator[Fact]:
    """Worker."""
    about, seen = _("Worker"), WorkerSeen.objects.first()
    ago = timezone.now() - seen.at if seen else None
    if ago is None or ago > LONG_AGO:
        yield wrong(about, _("No worker was seen for a quarter of an hour: no file is read. Start: heard work"))
    elif ago > LATELY:
        yield look(about, _("No worker was seen for some minutes. If that stays so, start: heard work"))
    else:
        yield well(about, _("It was there within the last two minutes."))


def work_left_alone() -> Iterator[Fact]:
    """Work left alone."""
    if left := left_alone().count():
        said = _("%(number)s things were begun three times and never finished. Nobody tries them again by themselves.")
        yield look(_("Work left alone"), said % {"number": f"{left:,}"})
