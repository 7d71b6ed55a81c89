"""Requests to a second person, the answers, and the one use of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.approvals.states import Answer


class Approval(models.Model):
    """Somebody asks for leave to do `kind` to the thing called `label`, once.

    `label` names a thing by its reference (“H-0412”), never by a person's words or name: it stands in the audit.
    """

    kind = models.CharField(_("to do what"), max_length=60)
    label = models.CharField(_("to what"), max_length=120)
    reason = models.CharField(_("why"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    asked_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("request to a second person")
        verbose_name_plural = _("requests to a second person")


class ApprovalAnswer(models.Model):
    """A second person agreed or refused; or whoever asked took it back, which refuses it too."""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="answer")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answer of a second person")


class ApprovalUse(models.Model):
    """What was agreed was done. There is one for each approval, so nothing is done twice on one person's word."""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="use")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("use of an approval")
