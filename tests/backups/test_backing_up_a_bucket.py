"""Sealed files in a bucket are in a backup like those on the disk, and go back into it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.conf import settings
from moto.server import ThreadedMotoServer

from heard.backups.archive import ArchiveWriter
from heard.backups.making import _add_evidence
from heard.backups.restoring import _put_file_back
from heard.files.keeping import OutOfReach
from heard.files.sealed_files import KeptFile, SealingWriter, erase_file, put_in_place, read_file


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    name = f"backed-up-{uuid4().hex[:12]}"
    given = {
        "bucket": name,
        "endpoint": f"http://{host}:{port}",
        "region": "eu-west-2",
        "key": "a",
        "secret": "b",
    }
    monkeypatch.setattr(settings, "EVIDENCE_BUCKET", given)
    monkeypatch.setattr(settings, "EVIDENCE_ROOT", tmp_path / "evidence")
    there = boto3.resource(
        "s3", endpoint_url=given["endpoint"], region_name="eu-west-2", aws_access_key_id="a", aws_secret_access_key="b"
    ).Bucket(name)
    there.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield there
    server.stop()


def kept(data: bytes) -> KeptFile:
    writer = SealingWriter()
    writer.write(data)
    file = writer.finish()
    put_in_place(file.id)
    return file


class Members(ArchiveWriter):
    """What would be written, in memory."""

    def __init__(self) -> None:
        self.written: dict[str, bytes] = {}

    def add(self, name: str, size: int, content: Any) -> None:
        self.written[name] = content.read(10**9)
        assert len(self.written[name]) == size


def nothing_shown(*_: object) -> None:
    pass


def test_what_was_in_the_bucket_is_there_again_and_opens(bucket: Any) -> None:
    files = [kept(b"kingfisher " * 60_000), kept(b"")]
    members = Members()
    assert _add_evidence(members, [file.id for file in files], nothing_shown) == []
    assert not any(b"kingfisher" in data for data in members.written.values())
    for file in files:
        erase_file(file.id)
    assert not list(bucket.objects.all())
    for file in files:
        _put_file_back(file.id, BytesIO(members.written[f"evidence/{file.id.hex}"]))
    assert [len(b"".join(read_file(file.id, file.key))) for file in files] == [660_000, 0]


def test_one_that_is_not_there_is_told_and_a_service_out_of_reach_stops_it(
    bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, there = kept(b"one"), kept(b"two")
    erase_file(gone.id)
    members = Members()
    assert _add_evidence(members, [gone.id, there.id], nothing_shown) == [gone.id]
    assert len(members.written) == 1
    monkeypatch.setattr(settings, "EVIDENCE_BUCKET", settings.EVIDENCE_BUCKET | {"bucket": "there-is-no-such-bucket"})
    with pytest.raises(OutOfReach):
        _add_evidence(Members(), [there.id], nothing_shown)
