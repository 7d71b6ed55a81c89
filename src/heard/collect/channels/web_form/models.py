"""What somebody has begun to write and not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.files.models import StoredFile


class Draft(models.Model):
    """Sealed under a key that is made from the five words its writer holds: without them, nobody opens it, we neither.

    `hash` is that of the words, as a receipt's; once it is sent, the same words open the receipt.
    """

    hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    keep_until = models.DateTimeField(_("kept until"), db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")


class DraftFile(models.Model):
    """A file that belongs to a draft. What it is called, and the key that opens it, are inside the sealed draft."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
