"""Receipts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part, Submission


class Receipt(models.Model):
    """Five words open this submission. Only their keyed hash is kept: the words are known to whoever was told them.

    One set of words opens one submission. So the same submission, sent twice, is kept once.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt")
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")


class Asking(models.Model):
    """Somebody who works here asks whoever gave a submission something. Sealed: it may repeat words of theirs.

    They see it with their five words, and what they add then is `answer`; they need not answer.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="askings", verbose_name=_("submission"))
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    answer = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+", verbose_name=_("answer"))

    class Meta:
        ordering = ["at"]
        verbose_name = _("question to a giver")
        verbose_name_plural = _("questions to givers")

    @property
    def seal_context(self) -> bytes:
        return f"asking of {self.submission.reference}".encode()
