"""Consent as records: what was agreed to in which words, and what was taken back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.inquiry.consent.states import TrustedAdult, Use


class ConsentWording(models.Model):
    """The words in which a use is asked for. A version is never changed; a new one follows it."""

    use = models.CharField(_("use"), max_length=20, choices=Use.choices)
    version = models.CharField(_("version"), max_length=30)
    text = models.TextField(_("wording"))
    plain_text = models.TextField(_("wording for young people"), blank=True)

    class Meta:
        ordering = ["use", "-version"]
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        constraints = [models.UniqueConstraint(fields=["use", "version"], name="one_wording_per_version")]


class Consent(models.Model):
    """What one contributor agreed to for one submission: the uses given, less those taken back."""

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")


class UseGiven(models.Model):
    """A use was agreed to, in a wording."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="given")
    use = models.CharField(_("use"), max_length=20, choices=Use.choices)
    wording = models.ForeignKey(ConsentWording, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("use agreed to")
        verbose_name_plural = _("uses agreed to")


class UseTakenBack(models.Model):
    """A use that was agreed to is allowed no longer."""

    given = models.OneToOneField(UseGiven, models.CASCADE, related_name="taken_back")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("what they told us"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("use taken back")
        verbose_name_plural = _("uses taken back")


class AdultKnows(models.Model):
    """A grown-up the child trusts knows that they give evidence."""

    consent = models.OneToOneField(Consent, models.CASCADE, related_name="adult_knows")
    who = models.CharField(_("what they are to the child"), max_length=20, choices=TrustedAdult.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("trusted adult")
        verbose_name_plural = _("trusted adults")
