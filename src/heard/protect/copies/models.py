"""Clean copies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import PartFile
from heard.files.models import StoredFile
from heard.protect.copies.states import Outcome


class CleanCopy(models.Model):
    """A file's copy without what is hidden in it, sealed as the file is; or why there is none.

    The original stays as it came in. `sealed` holds the copy's `FileFacts`, under the submission's key.
    """

    file = models.OneToOneField(PartFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    outcome = models.CharField(_("how it ended"), max_length=20, choices=Outcome.choices)
    stored = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("sealed file")
    )
    sealed = models.BinaryField(blank=True)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("clean copy of a file")
        verbose_name_plural = _("clean copies of files")

    @property
    def seal_context(self) -> bytes:
        return b"copy of " + self.file.seal_context
