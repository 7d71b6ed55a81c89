"""Reading scans."""

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from heard.collect.evidence.models import Part, PartFile
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result


def is_scanner_set_up() -> bool:
    return bool(settings.CLAMAV_SOCKET)


def files_not_checked() -> QuerySet[PartFile]:
    """The files that no scanner has seen, the oldest first."""
    return PartFile.objects.exclude(Exists(Scan.objects.filter(file=OuterRef("pk")))).order_by("pk")


def scan_of(part: Part) -> Scan | None:
    return Scan.objects.select_related("release__by").filter(file__part=part).first()


def is_shut(part: Part) -> bool:
    """Whether a scanner found something in a part's file, and nobody has decided about it."""
    return held_back().filter(file__part=part).exists()


def held_back() -> QuerySet[Scan]:
    """The scans that found something nobody has decided about: their files are neither shown nor copied."""
    return Scan.objects.filter(result=Result.SOMETHING_FOUND, release__isnull=True)
