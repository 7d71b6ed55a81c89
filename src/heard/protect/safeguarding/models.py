"""Looks at words, concerns, why they are open, who read them, what was decided; and the clock they run by."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.channels.email.models import MessageAside
from heard.collect.evidence.models import KeptPiece, Part, Submission
from heard.files.models import ItemKey
from heard.protect.reading.models import Extraction
from heard.protect.safeguarding.bank_holidays import english_bank_holidays
from heard.protect.safeguarding.states import Cause, Decision, Outcome
from heard.protect.safeguarding.states import Telling as TellingKind


class Look(models.Model):
    """Software looked at a part's words or, with `extraction`, at the draft that was read in its file. What has words
    and no look is due.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    extraction = models.ForeignKey(Extraction, models.CASCADE, null=True, related_name="+", verbose_name=_("draft"))
    outcome = models.CharField(_("how it ended"), max_length=20, choices=Outcome.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("look for signs of harm")
        verbose_name_plural = _("looks for signs of harm")
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=models.Q(extraction=None), name="words_are_looked_at_once"
            ),
            models.UniqueConstraint(fields=["extraction"], name="a_draft_is_looked_at_once"),
        ]


class PieceLook(models.Model):
    """Software looked at a piece of what was taken back before it had; until then the piece is not destroyed."""

    piece = models.OneToOneField(KeptPiece, models.CASCADE, related_name="+", verbose_name=_("piece"))
    outcome = models.CharField(_("how it ended"), max_length=20, choices=Outcome.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("look at what was taken back")
        verbose_name_plural = _("looks at what was taken back")


class MailLook(models.Model):
    """Software looked at a message that is kept aside as a machine's. One that may tell of harm is evidence then."""

    kept = models.OneToOneField(MessageAside, models.CASCADE, related_name="+", verbose_name=_("message"))
    outcome = models.CharField(_("how it ended"), max_length=20, choices=Outcome.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("look at a message kept aside")
        verbose_name_plural = _("looks at messages kept aside")


class Concern(models.Model):
    """Somebody may be in danger, as a submission tells it. `Closing` ends it; until then the submission is locked.

    No `opened_by` means that the software opened it. Its key seals what staff wrote about it, which is theirs, so that
    a referral stays on record when the words are taken back. Why it is open is sealed with the submission's key.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name=_("submission"))
    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="+", verbose_name=_("key"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        indexes = [models.Index(fields=["submission", "-id"], name="newest_concern")]


class Sign(models.Model):
    """One reason why a part has to be read. `sealed` repeats somebody's words, and goes when they take them back.

    `line` is the number of the audit's line about it: lines are in order whatever the machine's clock says.
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="signs")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+", verbose_name=_("part"))
    cause = models.CharField(_("why"), max_length=20, choices=Cause.choices)
    sealed = models.BinaryField(blank=True)
    line = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reason for a concern")
        verbose_name_plural = _("reasons for concerns")

    @property
    def seal_context(self) -> bytes:
        return b"signs of harm in " + self.part.seal_context


class Opening(models.Model):
    """Somebody who may decide opened what a concern is about, and reads it for the hour in which it stays open."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("opening of a concern")
        verbose_name_plural = _("openings of concerns")


class SignReading(models.Model):
    """Somebody who may decide opened the original after the sign was found, and so has read it."""

    sign = models.ForeignKey(Sign, models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reading of a concern")
        verbose_name_plural = _("readings of concerns")
        constraints = [models.UniqueConstraint(fields=["sign", "by"], name="a_sign_is_read_once_by_each")]


class Closing(models.Model):
    """What somebody decided who had read it. `sealed` is what they wrote; of a referral, also to whom and when."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="closings")
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices)
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("closing of a concern")
        verbose_name_plural = _("closings of concerns")

    @property
    def seal_context(self) -> bytes:
        return f"decision about concern {self.concern_id}".encode()


class Reopening(models.Model):
    """A closed concern is open again, and has to be read again before it can close."""

    closing = models.OneToOneField(Closing, models.CASCADE, related_name="reopened")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reopening of a concern")


class Telling(models.Model):
    """Somebody is told by mail of something unread. Until `sent_at` it was tried in vain, `tries` times."""

    sign = models.ForeignKey(Sign, models.CASCADE, related_name="tellings")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("of what"), max_length=10, choices=TellingKind.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("message about a concern")
        verbose_name_plural = _("messages about concerns")
        constraints = [models.UniqueConstraint(fields=["sign", "to", "kind"], name="each_is_told_once_of_a_sign")]


def monday_to_friday() -> list[int]:
    return [0, 1, 2, 3, 4]


class ClockPolicy(models.Model):
    """By which clock concerns are read, and who hears of those that are late. The newest holds.

    `days` are numbers from 0 (Monday); `holidays` are ISO dates on which nobody works.
    """

    hours_to_read = models.PositiveSmallIntegerField(
        _("working hours within which somebody reads it"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    days_to_escalate = models.PositiveSmallIntegerField(
        _("working days after which two more people are told"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    opens = models.TimeField(_("the working day begins"), default=time(9))
    closes = models.TimeField(_("the working day ends"), default=time(17))
    days = models.JSONField(_("working days"), default=monday_to_friday)
    holidays = models.JSONField(_("holidays"), default=english_bank_holidays)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clock of concerns")
        verbose_name_plural = _("clocks of concerns")
