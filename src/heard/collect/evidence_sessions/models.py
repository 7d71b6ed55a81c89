"""Evidence sessions and their notes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceSession(models.Model):
    """A meeting at which people are heard."""

    slug = models.SlugField(_("name in addresses"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    held_on = models.DateField(_("held on"), null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "title"]
        verbose_name = _("evidence session")
        verbose_name_plural = _("evidence sessions")


class SessionNotes(models.Model):
    """The published notes of a session: the file, its text, and what `heard.text.session_notes` read in it.

    `record` is the session record as `heard notes --json` writes it, without the text, which is `text`; every offset in
    it counts code points of `text`. `cells` says where tables stood: for each cell `start` and `end` in `text`,
    `table`, and `row` and `column` from 1. `sha256` is of the file's bytes, in hexadecimal.
    """

    session = models.OneToOneField(EvidenceSession, models.PROTECT, related_name="notes", verbose_name=_("session"))
    name = models.CharField(_("file"), max_length=200)
    original = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    record = models.JSONField(default=dict)
    cells = models.JSONField(default=list)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("session notes")
        verbose_name_plural = _("session notes")
