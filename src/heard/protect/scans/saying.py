"""What the desk says of a file and viruses."""

from django.conf import settings
from django.utils.translation import gettext as _

from heard.collect.evidence.models import Part
from heard.protect.scans.clamd import Unreachable, scanner_at
from heard.protect.scans.queries import is_scanner_set_up, scan_of

A_MOMENT = 2  # seconds; somebody waits for the page


def says_of_viruses(part: Part) -> str:
    scan = scan_of(part)
    if scan:
        said = _("%(scanner)s: %(result)s.") % {"scanner": scan.scanner, "result": scan.get_result_display()}
        return f"{said} {_('It was released.')}" if hasattr(scan, "release") else said
    if not is_scanner_set_up():
        return _("Not checked for viruses: no scanner is set up.")
    if not _is_answering():
        return _("Not checked for viruses yet: the scanner does not answer. It is asked again and again.")
    return _("Not checked for viruses yet: it waits its turn.")


def _is_answering() -> bool:
    try:
        scanner_at(settings.CLAMAV_SOCKET, A_MOMENT)
    except Unreachable:
        return False
    return True
