"""What software read in a file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part
from heard.protect.reading.states import Outcome, Reason


class Extraction(models.Model):
    """One reading of a part's file by software: how it ended and, sealed with the submission's key, what it gave.

    It is never altered; a later reading is a further version. Its words are a draft, and count for nothing until a
    person has held them against the original and kept them as the part's own. Somebody at the desk may have a
    transcript of a recording: that is one too, `given_by` them.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    version = models.PositiveSmallIntegerField(_("version"))
    extractor = models.CharField(_("what read it"), max_length=120, blank=True)
    extractor_version = models.CharField(_("version of our readers"), max_length=40)
    outcome = models.CharField(_("how it ended"), max_length=20, choices=Outcome.choices)
    reason = models.CharField(_("why"), max_length=20, choices=Reason.choices, blank=True)
    sealed = models.BinaryField()
    sealed_warnings = models.BinaryField()
    sealed_places = models.BinaryField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("given by")
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["part", "-version"]
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        constraints = [models.UniqueConstraint(fields=["part", "version"], name="readings_of_files_are_numbered")]

    def seal_context(self, what: str) -> bytes:
        """Binds what is sealed, its “words”, “warnings” or “places”, to this reading of this part."""
        return f"{what} of reading {self.version} of ".encode() + self.part.seal_context
