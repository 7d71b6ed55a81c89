"""Where finished files stay."""

from functools import cache

from django.conf import settings

from heard.files.folder import Folder
from heard.files.keeping import Storage


def storage() -> Storage:
    """The one that the settings name."""
    return _bucket(*settings.EVIDENCE_BUCKET.values()) if settings.EVIDENCE_BUCKET else Folder()


@cache
def _bucket(name: str, endpoint: str, region: str, key: str, secret: str) -> Storage:
    from heard.files.s3 import Bucket  # boto3 is an extra, and takes half a second to load

    return Bucket(name, endpoint, region, key, secret)
