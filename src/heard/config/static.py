"""Static files: under hashed names once they are collected, under their own before that."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedOnceCollected(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also works where `collectstatic` has never run (a test, a first look)."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
