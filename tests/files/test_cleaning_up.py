"""Files that nothing remembers are erased in the end, and no others, however the clean-up is called."""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from heard.files.actions import clean_up, clean_up_if_due, note_file
from heard.files.folder import Folder
from heard.files.models import CleanUp
from heard.files.sealed_files import SealingWriter, put_in_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EVIDENCE_ROOT", tmp_path / "evidence")


def a_file(*, is_remembered: bool, is_old: bool) -> UUID:
    writer = SealingWriter()
    writer.write(b"words")
    kept = writer.finish()
    if is_remembered:
        note_file(kept)
    else:
        put_in_place(kept.id)
    if is_old:
        os.utime(Folder.place_of(kept.id), (0, 0))
    return kept.id


def test_only_what_nothing_remembers_and_is_old_goes() -> None:
    forgotten = a_file(is_remembered=False, is_old=True)
    new = a_file(is_remembered=False, is_old=False)
    remembered = a_file(is_remembered=True, is_old=True)
    assert clean_up().erased == 1
    assert [Folder.place_of(file).exists() for file in (forgotten, new, remembered)] == [False, True, True]


def test_what_is_no_file_of_ours_is_left_alone() -> None:
    beside = Folder.place_of(a_file(is_remembered=True, is_old=False)).with_name("notes.txt")
    beside.write_text("kept by hand")
    os.utime(beside, (0, 0))
    clean_up()
    assert beside.exists()


def test_it_is_done_once_a_day_and_looking_again_writes_nothing(django_assert_num_queries: Any) -> None:
    assert clean_up_if_due()
    with django_assert_num_queries(1):
        assert not clean_up_if_due()
    assert CleanUp.objects.count() == 1
