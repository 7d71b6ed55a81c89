"""Schedules, the nightly runs by them, what each destroyed, and what the law keeps from being destroyed."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import Kept
from heard.protect.retention.states import CountedFrom


class Schedule(models.Model):
    """How long each class of things is kept, as somebody adopted it. The newest holds; earlier ones stay."""

    ends_on = models.DateField(_("the day the inquiry ends"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("adopted"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("schedule of retention")
        verbose_name_plural = _("schedules of retention")


class Rule(models.Model):
    """One line of a schedule: so many `months`, counted from then, and why. No months: the clock never destroys it."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="rules")
    kept = models.CharField(_("what"), max_length=20, choices=Kept.choices)
    months = models.PositiveSmallIntegerField(_("months"), null=True, validators=[MaxValueValidator(600)])
    counted_from = models.CharField(_("counted from"), max_length=20, choices=CountedFrom.choices)
    reason = models.CharField(_("why so long, and no longer"), max_length=300)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule of retention")
        verbose_name_plural = _("rules of retention")
        constraints = [models.UniqueConstraint(fields=["schedule", "kept"], name="one_rule_for_each_class")]


class Run(models.Model):
    """One day’s run by a schedule. `audit_lines` and `audit_head` are where the audit stood when it had ended."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="runs")
    day = models.DateField(_("day"), unique=True)
    began_at = models.DateTimeField(_("begun"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    audit_lines = models.PositiveBigIntegerField(null=True)
    audit_head = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("run of retention")
        verbose_name_plural = _("runs of retention")


class Destruction(models.Model):
    """One thing that a run destroyed by a rule. `hash` is of its reference, keyed by the installation: it names nobody,
    and whoever has both can show that it is the one.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="destructions")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("destruction")
        verbose_name_plural = _("destructions")
        constraints = [models.UniqueConstraint(fields=["run", "rule", "hash"], name="a_thing_is_destroyed_once_a_run")]


class LegalHold(models.Model):
    """Nothing of a submission may be destroyed, because the law says so. `LegalHoldLifted` ends it.

    It is `by` nobody where a backup was put back that knew nothing of it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name=_("submission"))
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")


class LegalHoldLifted(models.Model):
    """The law no longer asks for it."""

    hold = models.OneToOneField(LegalHold, models.PROTECT, related_name="lifted")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("lifting of a legal hold")
