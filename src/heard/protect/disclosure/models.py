"""Versions of the policy, and records of attempts to find somebody in what is about to be published."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.protect.disclosure.states import BrokenDownBy
from heard.text.suppression import LOWEST_THRESHOLD, THRESHOLD

MOST = 1000


class DisclosurePolicy(models.Model):
    """How many people have to share something before it is told; the newest counts. `by` nobody: as inquiries begin."""

    threshold = models.PositiveSmallIntegerField(
        _("Hide numbers of people below"),
        default=THRESHOLD,
        validators=[MinValueValidator(LOWEST_THRESHOLD), MaxValueValidator(MOST)],
    )
    round_to = models.PositiveSmallIntegerField(
        _("Round the numbers that are shown to multiples of"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
    )
    people_alike = models.PositiveSmallIntegerField(
        _("People who have to share what stands beside a quotation"),
        default=THRESHOLD,
        validators=[MinValueValidator(LOWEST_THRESHOLD), MaxValueValidator(MOST)],
    )
    broken_down_by = models.CharField(
        _("Tell the numbers of a theme apart by"),
        max_length=20,
        choices=BrokenDownBy.choices,
        default=BrokenDownBy.NOTHING,
    )
    needs_drill = models.BooleanField(_("Themes, numbers and notes wait for an attempt to find somebody"), default=True)
    why = models.CharField(_("Why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("policy of disclosure control")
        verbose_name_plural = _("policies of disclosure control")


class Drill(models.Model):
    """People tried to find somebody in what is about to be published: who, when, what they tried, found and did."""

    release = models.CharField(_("What is about to be published"), max_length=200)
    held_on = models.DateField(_("When they tried"))
    tried_by = models.CharField(_("Who tried"), max_length=300)
    tried = models.TextField(_("What they tried"), max_length=4000)
    found = models.TextField(_("What they found"), max_length=4000)
    done = models.TextField(_("What was done about it"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("attempt to find somebody")
        verbose_name_plural = _("attempts to find somebody")
