"""Reading what there is of readings. Words stay sealed; `opened` opens them."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from heard.collect.evidence.models import Part, PartFile, Submission
from heard.protect.reading.engines import READERS, RECORDINGS, version_for_recordings
from heard.protect.reading.models import Extraction
from heard.protect.reading.states import Outcome


def files_due() -> QuerySet[PartFile]:
    """The files that these readers have not read, and whose words nobody has written down; the oldest first.

    Whether or not a scanner has seen them: harm told in a file must not wait for one (docs/decisions/0051).
    """
    is_recording = Q(kind__in=RECORDINGS)
    return (
        PartFile.objects.filter(part__sha256="")
        .exclude(Exists(transcripts().filter(part=OuterRef("part"))))
        .exclude(~is_recording & Q(Exists(_readings_by(READERS))))
        .exclude(is_recording & Q(Exists(_readings_by(version_for_recordings()))))
        .order_by("pk")
    )


def _readings_by(version: str) -> QuerySet[Extraction]:
    return Extraction.objects.filter(part=OuterRef("part"), extractor_version=version)


def transcripts() -> QuerySet[Extraction]:
    """What people at the desk had of recordings, in files."""
    return Extraction.objects.filter(given_by__isnull=False)


def next_version_of(part: Part) -> int:
    return Extraction.objects.filter(part=part).count() + 1


def newest_extraction_of(part: Part) -> Extraction | None:
    """How the newest reading of a part's file ended; None where it is not read yet, or has no file."""
    return extractions().filter(part=part).first()


def extractions() -> QuerySet[Extraction]:
    """The newest reading of each file that was read."""
    newest = Extraction.objects.filter(part=OuterRef("part")).order_by("-version").values("pk")[:1]
    return Extraction.objects.filter(pk=Subquery(newest)).select_related("part__submission__key", "given_by")


def extractions_in(submission: Submission) -> Iterator[tuple[PartFile, Extraction | None]]:
    """The files of a submission that nobody has written down yet, in their order, each with its newest reading."""
    files = PartFile.objects.filter(part__submission=submission, part__sha256="").order_by("part__number")
    read = {each.part_id: each for each in extractions().filter(part__submission=submission)}
    for file in files:
        yield file, read.get(file.part_id)


def files_that_need_a_person() -> QuerySet[Extraction]:
    """What software could not read and nobody has written down yet."""
    return extractions().filter(outcome=Outcome.NEEDS_A_PERSON, part__sha256="")
