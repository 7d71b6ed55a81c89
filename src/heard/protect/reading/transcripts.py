"""A transcript that somebody has of a recording: read, and kept as the draft of the recording's words."""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.audit.actions import record
from heard.collect.evidence.models import Part
from heard.protect.reading.engines import READERS, RECORDINGS
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import Opened, seal_into
from heard.protect.reading.queries import next_version_of
from heard.protect.reading.states import Outcome
from heard.text.errors import BadInput, UnreadableFile
from heard.text.readers.apart import read_apart
from heard.text.readers.kinds import FileKind, recognise

READ = (FileKind.VTT, FileKind.SRT, FileKind.TEXT, FileKind.MARKDOWN)
LARGEST = 5 * 2**20  # bytes; what is said in a whole day, with its times, takes one


def read_transcript(name: str, data: bytes) -> Opened:
    """What a transcript says, and when. Raises BadInput with what to do where the file is none that can be read."""
    try:
        kind = recognise(name, data).kind
        if kind not in READ:
            raise BadInput(
                _(
                    "%(name)s is %(kind)s. A transcript comes as captions (.vtt or .srt) or as plain text (.txt). Save "
                    "it as one of these, or copy its words into the box."
                )
                % {"name": name, "kind": kind}
            )
        read = read_apart(name, data)
    except UnreadableFile as refusal:
        raise BadInput(_("%(says)s Nothing is changed.") % {"says": refusal}) from refusal
    return Opened(read.text, read.warnings, read.located)


@transaction.atomic
def keep_transcript(actor: User, part: Part, opened: Opened) -> Extraction:
    """Keep a recording's transcript as the newest draft of its words. From then on no engine listens to it."""
    if part.file.kind not in RECORDINGS:
        raise BadInput(_("Only a recording has a transcript."))
    record(actor, "add transcript", "submission", part.label)
    transcript = Extraction(
        part=part,
        version=next_version_of(part),
        extractor_version=READERS,
        outcome=Outcome.READ,
        given_by=actor,
    )
    seal_into(transcript, opened)
    transcript.save()
    return transcript
