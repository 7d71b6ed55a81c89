"""Receipts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part, Submission
from heard.collect.receipts.states import Asks, Checked, ChildsWish, HowAsked, WhoAsked


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


class AskedOnBehalf(models.Model):
    """Somebody asked us to take words back, or to change what may be done with them, without five words; it was done.

    It says nothing of them but what they are: whoever gave it, or a child's guardian. So it stays when the words go.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name=_("submission"))
    asks = models.CharField(_("what for"), max_length=20, choices=Asks.choices)
    who = models.CharField(_("who asked"), max_length=20, choices=WhoAsked.choices)
    how = models.CharField(_("how"), max_length=20, choices=HowAsked.choices)
    checked = models.CharField(_("how we know it is them"), max_length=20, choices=Checked.choices)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    childs_wish = models.CharField(_("the child’s wish"), max_length=20, choices=ChildsWish.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("request on somebody’s behalf")
        verbose_name_plural = _("requests on somebody’s behalf")
