"""Where finished files stay."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from heard.files.folder import Folder
from heard.files.keeping import Storage


def storage() -> Storage:
    """The one that the settings name."""
    return _bucket(*settings.EVIDENCE_BUCKET.values()) if settings.EVIDENCE_BUCKET else Folder()


@cache
def _bucket(name: str, endpoint: str, region: str, key: str, secret: str) -> Storage:
    try:
        from heard.files.s3 import Bucket  # boto3 is an extra, and slow to load
    except ImportError as error:
        says = "HEARD_S3_BUCKET is set, but boto3 is not installed. Install it: pip install “heard[s3]”"
        raise ImproperlyConfigured(says) from error
    return Bucket(name, endpoint, region, key, secret)
