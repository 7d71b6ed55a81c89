"""Files that went wrong on their way: each ends with an outcome and a sentence. `bench/reading` tries a thousand."""

import sys
from pathlib import Path

import pytest

from cast import given_file, jay_gives_evidence
from heard.collect.evidence.media_types import media_type_of
from heard.collect.evidence.models import PartFile
from heard.jobs.models import Claim
from heard.protect.reading.actions import read_next_file
from heard.protect.reading.models import Extraction
from heard.protect.reading.opened import open_extraction
from heard.protect.reading.states import Outcome

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench/reading"))
SLOW = (".png", ".jpg", ".heic", ".tiff")  # a machine looks at them for seconds each


@pytest.mark.django_db
def test_forty_files_that_went_wrong_end_with_an_outcome_and_a_sentence() -> None:
    from mutated import made_from

    made = [each for each in made_from(ROOT / "tests/text/readers/files", 60) if not each.origin.endswith(SLOW)][:40]
    given = [given_file(each.name, media_type_of(each.name, each.data[:8192]), each.data) for each in made]
    jay_gives_evidence(files=given)
    while read_next_file():
        pass
    read = Extraction.objects.select_related("part__submission__key")
    assert len(made) == 40
    assert PartFile.objects.count() == read.values("part").distinct().count() == 40
    assert not Claim.objects.exists()
    for extraction in read:
        opened = open_extraction(extraction)
        assert opened.text.strip() if extraction.outcome == Outcome.READ else opened.warnings
    assert {extraction.outcome for extraction in read} == set(Outcome)
