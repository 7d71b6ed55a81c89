"""Receipts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Submission


class Receipt(models.Model):
    """Five words open this submission. Only their keyed hash is kept: the words are known to whoever was told them.

    One set of words opens one submission. So the same submission, sent twice, is kept once.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt")
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
