"""Sealed files in a bucket of an S3-compatible service. What it stores, it cannot read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from heard.files.keeping import OutOfReach, SealedBytes, is_number

PREFIX = "evidence/"
NOT_THERE = ("404", "NoSuchKey", "NotFound", "InvalidRange")


class Bucket:
    """`keeping.Storage` in a bucket. Its client may be used by several threads."""

    def __init__(self, name: str, endpoint: str, region: str, key: str, secret: str) -> None:
        """Without `endpoint` it is Amazon's; without `key` and `secret` they are found where boto3 looks for them."""
        self.name = name
        # Checksums of the newest kind are unknown to many other services; each chunk has a seal of its own anyway.
        config = Config(
            connect_timeout=10,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 4},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": "path"} if endpoint else {},
        )
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=region or None,
            aws_access_key_id=key or None,
            aws_secret_access_key=secret or None,
            config=config,
        )

    def send_ahead(self, file: UUID, waiting: Path) -> None:
        with _within_reach():
            self._client.upload_file(str(waiting), self.name, _name(file), Config=TransferConfig(use_threads=False))

    def put(self, file: UUID, waiting: Path) -> None:  # noqa: ARG002
        """It is there already; the copy on this machine has served its time."""
        waiting.unlink()

    def open(self, file: UUID, start: int) -> SealedBytes:
        with _within_reach():
            answer = self._client.get_object(Bucket=self.name, Key=_name(file), Range=f"bytes={start}-")
        return _Arriving(answer["Body"])

    def length(self, file: UUID) -> int:
        # Not by asking for the head alone: of a bucket that is not there, that says only that the file is not.
        with _within_reach():
            answer = self._client.get_object(Bucket=self.name, Key=_name(file))
            answer["Body"].close()
        return int(answer["ContentLength"])

    def erase(self, file: UUID) -> None:
        with _within_reach():
            self._client.delete_object(Bucket=self.name, Key=_name(file))

    def older_than(self, seconds: float) -> Iterator[UUID]:
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        with _within_reach():
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=PREFIX):
                old = (entry["Key"] for entry in page.get("Contents", ()) if entry["LastModified"] < before)
                yield from (UUID(name) for key in old if is_number(name := key.rpartition("/")[2]))


class _Arriving:
    """What is read over the network, in pieces as long as was asked for."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, length: int, /) -> bytes:
        pieces = bytearray()
        with _within_reach():
            while len(pieces) < length and (piece := self._body.read(length - len(pieces))):
                pieces += piece
        return bytes(pieces)

    def close(self) -> None:
        self._body.close()


def _name(file: UUID) -> str:
    return f"{PREFIX}{file.hex[:2]}/{file.hex}"


@contextmanager
def _within_reach() -> Iterator[None]:
    """Their errors as ours, which name neither a file nor a key."""
    try:
        yield
    except ClientError as error:
        if str(error.response.get("Error", {}).get("Code")) in NOT_THERE:
            raise FileNotFoundError from None
        raise OutOfReach from None
    except (BotoCoreError, Boto3Error):
        raise OutOfReach from None
