"""Consent as records: what was agreed to in which words, and what was taken back."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from heard.inquiry.consent.states import TrustedAdult, Use


class NeverChanged(TypeError):
    """Somebody agreed to these words, so they stay as they are."""

    def __init__(self) -> None:
        super().__init__("People agreed to these words, so they are never changed. Write a new version instead.")


class KeptAsAdopted(models.Model):
    """Words that hold from when they were adopted until a newer version follows; never changed, never removed."""

    adopted_at = models.DateTimeField(_("in force since"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        raise NeverChanged


class ConsentWording(KeptAsAdopted):
    """The words in which a use is asked for. The newest is the one adopted last."""

    use = models.CharField(_("use"), max_length=20, choices=Use.choices)
    version = models.CharField(_("version"), max_length=30)
    text = models.TextField(_("wording"))
    plain_text = models.TextField(_("wording for young people"), blank=True)

    class Meta:
        ordering = ["use", "-pk"]
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        constraints = [models.UniqueConstraint(fields=["use", "version"], name="one_wording_per_version")]


class PrivacyNotice(KeptAsAdopted):
    """What the inquiry tells people about what happens to their words. Each version has a number."""

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = RichTextField(_("words"))

    class Meta:
        ordering = ["-version"]
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.version})


class Consent(models.Model):
    """What one contributor agreed to for one submission: the uses given, less those taken back.

    `notice` is the privacy notice that held at that time; none where there was none yet.
    """

    notice = models.ForeignKey(
        PrivacyNotice, models.PROTECT, null=True, related_name="+", verbose_name=_("privacy notice")
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")


class UseGiven(models.Model):
    """A use was agreed to, in a wording. By its `number` it is known apart from the database once it was taken back."""

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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


class ConfirmationAsked(models.Model):
    """They want to say that our text of it is right before what they gave is destroyed. No `by`: they said so here."""

    consent = models.OneToOneField(Consent, models.CASCADE, related_name="confirmation_asked")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("wish to confirm a text")
        verbose_name_plural = _("wishes to confirm texts")


class TextConfirmed(models.Model):
    """They have seen our text of what they gave, and said that it is right; somebody noted it."""

    asked = models.OneToOneField(ConfirmationAsked, models.CASCADE, related_name="confirmed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation of a text")
        verbose_name_plural = _("confirmations of texts")
