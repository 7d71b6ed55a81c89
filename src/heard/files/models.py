"""The keys of submissions, wrapped."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.files.keys import SealingError
from heard.files.sealing import installation_key, unseal
from heard.files.states import WhyGone


class KeyDestroyed(SealingError):
    """What this key sealed can never be read again; `str(error)` says why, as far as it is known."""

    def __init__(self, reason: str = "") -> None:
        """`reason` is the phrase that was noted when it was destroyed."""
        told = WhyGone(reason).label if reason in WhyGone.values else _("Its key is destroyed, so nobody can read it.")
        super().__init__(told)


class ItemKey(models.Model):
    """One submission's key. `wrapped` is empty once the key is destroyed; the row stays and says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(blank=True)

    class Meta:
        verbose_name = _("key of a submission")

    @property
    def context(self) -> bytes:
        return b"item key " + self.id.bytes

    def unwrap(self) -> bytes:
        """The key itself, or `KeyDestroyed`."""
        if not self.wrapped:
            raise KeyDestroyed(self._why_gone())
        return unseal(installation_key(), bytes(self.wrapped), self.context)

    def _why_gone(self) -> str:
        return KeyDestruction.objects.filter(key=self.pk).values_list("reason", flat=True).first() or ""


class StoredFile(models.Model):
    """A sealed file on the disk, called there by `id`. Its name, kind and key are kept by whatever it belongs to.

    `size` is of what is inside, in bytes; `sealed_sha256` of the file as it lies there, and empty where it came before
    that was noted and nobody has looked since.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"))
    sealed_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")


class KeyDestruction(models.Model):
    """A key was destroyed: when, by whom, why; and since when nothing of it stays in the database's files."""

    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="destruction")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    overwritten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("destruction of a key")


class CleanUp(models.Model):
    """All files were looked through: when, how many that nothing remembers were erased, and what was found amiss.

    `extra` files are those that nothing remembers and that stay for the time being.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True)
    erased = models.PositiveIntegerField(_("files erased"))
    missing = models.PositiveIntegerField(_("files missing"), default=0)
    changed = models.PositiveIntegerField(_("files changed"), default=0)
    extra = models.PositiveIntegerField(_("files that nothing remembers"), default=0)

    class Meta:
        verbose_name = _("clean-up of files")
        verbose_name_plural = _("clean-ups of files")
