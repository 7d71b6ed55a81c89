"""Reading what there is of clean copies. What is in them stays sealed; `opened` opens it."""

from django.db.models import Exists, OuterRef, QuerySet

from heard.collect.evidence.models import Part, PartFile
from heard.protect.copies.models import CleanCopy
from heard.protect.scans.queries import held_back


def files_without_copy() -> QuerySet[PartFile]:
    """The files of which nobody has tried to make a copy yet, and in which nothing was found; the oldest first."""
    tried = CleanCopy.objects.filter(file=OuterRef("pk"))
    shut = held_back().filter(file=OuterRef("pk"))
    return PartFile.objects.exclude(Exists(tried)).exclude(Exists(shut)).order_by("pk")


def copy_of(part: Part) -> CleanCopy | None:
    """The clean copy of a part's file, or why there is none; None where it has not been tried yet."""
    copies = CleanCopy.objects.select_related("file__part__submission__key", "stored")
    return copies.filter(file__part=part).first()
