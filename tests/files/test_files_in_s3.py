"""Sealed files in a bucket of an S3-compatible service: as safe there as on the disk, and it can read nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import boto3
import pytest
from django.conf import settings
from django.test import Client
from moto.server import ThreadedMotoServer

from cast import Team
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.raw import open_file
from heard.config import env
from heard.files.actions import clean_up, let_go_of_file, note_file
from heard.files.keeping import OutOfReach
from heard.files.models import StoredFile
from heard.files.sealed_files import (
    CHUNK_BYTES,
    KeptFile,
    SealingWriter,
    erase_file,
    put_in_place,
    read_file,
    read_waiting,
)
from heard.files.sealing import SealBroken
from telling import DRAWING, Writer, open_call, the_submission

TWO_AND_A_HALF = bytes(range(256)) * (CHUNK_BYTES // 256 * 5 // 2)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket of its own, which the settings name."""
    name = f"heard-{uuid4().hex[:12]}"
    given = {"bucket": name, "endpoint": service, "region": "eu-west-2", "key": "a", "secret": "b"}
    monkeypatch.setattr(settings, "EVIDENCE_BUCKET", given)
    there = boto3.resource(
        "s3", endpoint_url=service, region_name="eu-west-2", aws_access_key_id="a", aws_secret_access_key="b"
    ).Bucket(name)
    there.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return there


def finished(data: bytes) -> KeptFile:
    writer = SealingWriter()
    writer.write(data)
    return writer.finish()


def kept(data: bytes) -> KeptFile:
    file = finished(data)
    put_in_place(file.id)
    return file


def on_this_machine(file: UUID) -> list[Path]:
    return list(Path(settings.EVIDENCE_ROOT).rglob(file.hex))


def names_in(bucket: Any) -> list[str]:
    return [entry.key.rpartition("/")[2] for entry in bucket.objects.all()]


def test_what_goes_in_comes_out_and_nothing_of_it_stays_on_this_machine(bucket: Any) -> None:
    file = kept(TWO_AND_A_HALF)
    assert b"".join(read_file(file.id, file.key)) == TWO_AND_A_HALF
    assert names_in(bucket) == [file.id.hex]
    assert not on_this_machine(file.id)


@pytest.mark.parametrize("start", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 7, len(TWO_AND_A_HALF)])
def test_it_can_be_read_from_anywhere(bucket: Any, start: int) -> None:
    file = kept(TWO_AND_A_HALF)
    assert b"".join(read_file(file.id, file.key, start)) == TWO_AND_A_HALF[start:]


def test_the_service_can_read_nothing(bucket: Any) -> None:
    file = kept(b"kingfisher-4417 " * CHUNK_BYTES)
    (stored,) = bucket.objects.all()
    assert b"kingfisher" not in stored.get()["Body"].read()
    assert stored.key == f"evidence/{file.id.hex[:2]}/{file.id.hex}"


def test_it_is_there_before_the_row_that_names_it(bucket: Any) -> None:
    file = finished(b"words")
    assert names_in(bucket) == [file.id.hex]
    assert b"".join(read_waiting(file.id, file.key)) == b"words"
    put_in_place(file.id)


def test_what_was_changed_or_is_gone_is_noticed(bucket: Any) -> None:
    file = kept(TWO_AND_A_HALF)
    (stored,) = bucket.objects.all()
    sealed = stored.get()["Body"].read()
    stored.put(Body=sealed[: len(sealed) // 2])
    with pytest.raises(SealBroken):
        b"".join(read_file(file.id, file.key))
    stored.delete()
    with pytest.raises(SealBroken):
        b"".join(read_file(file.id, file.key))


def test_an_erased_file_is_gone(bucket: Any) -> None:
    file = kept(b"words")
    erase_file(file.id)
    erase_file(file.id)
    assert not names_in(bucket)


def test_a_service_out_of_reach_is_said_and_leaves_nothing_half_kept(
    bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(b"words")
    gone = settings.EVIDENCE_BUCKET | {"bucket": "there-is-no-such-bucket"}
    monkeypatch.setattr(settings, "EVIDENCE_BUCKET", gone)
    writer = SealingWriter()
    with pytest.raises(OutOfReach, match="does not answer"):
        writer.finish()
    assert not on_this_machine(writer.id)
    with pytest.raises(OutOfReach):
        erase_file(file.id)


@pytest.mark.django_db
def test_files_given_on_the_website_go_there_and_leave_it_when_they_are_taken_back(
    bucket: Any, team: Team, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    open_call(team)
    writer = Writer(client)
    writer.tell(files=[DRAWING]).send()
    submission = the_submission()
    file = submission.parts.get(number=2).file
    assert names_in(bucket) == [file.stored_id.hex]
    assert b"".join(read_file(file.stored_id, open_file(file).key_bytes)) == DRAWING[1]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(None, submission)
    assert not names_in(bucket)


@pytest.mark.django_db
def test_an_erasure_that_does_not_get_through_undoes_nothing_and_is_made_good_later(
    bucket: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    stored = note_file(finished(b"words"))
    other = note_file(finished(b"other words"))
    with monkeypatch.context() as broken:
        broken.setattr(settings, "EVIDENCE_BUCKET", settings.EVIDENCE_BUCKET | {"bucket": "there-is-no-such-bucket"})
        with django_capture_on_commit_callbacks(execute=True):
            let_go_of_file(stored)
    assert list(StoredFile.objects.all()) == [other]
    assert len(names_in(bucket)) == 2
    monkeypatch.setattr("heard.files.actions.UNREMEMBERED_AT_MOST", timedelta(seconds=-60))
    assert clean_up().erased == 1
    assert names_in(bucket) == [other.id.hex]


def test_without_a_bucket_files_stay_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("BUCKET", "ENDPOINT", "REGION", "KEY", "SECRET"):
        monkeypatch.delenv(f"HEARD_S3_{part}", raising=False)
    assert env.bucket("HEARD_S3") == {}


@pytest.mark.parametrize(
    ("wrong", "given", "says"),
    [("ENDPOINT", "storage.example.org", "whole address"), ("KEY", "abc", "HEARD_S3_SECRET")],
)
def test_a_wrong_setting_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, wrong: str, given: str, says: str
) -> None:
    monkeypatch.setenv("HEARD_S3_BUCKET", "evidence")
    monkeypatch.setenv(f"HEARD_S3_{wrong}", given)
    with pytest.raises(env.ImproperlyConfigured, match=says):
        env.bucket("HEARD_S3")
