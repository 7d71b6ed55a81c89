"""Entries of the roster, and versions of the policy."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.inquiry.contributors.models import Contributor
from heard.protect.roster.states import AgeLevel, DateLevel, Kind, PersonRole, PlaceLevel, Style


class RosterEntry(models.Model):
    """Somebody or something that may be mentioned. `sealed` holds the name and its other spellings; nothing else does.

    `pseudonym` stands in their place, in brackets (“[foster carer 3]”). `whose` is the contributor in whose words alone
    they are looked for; nobody where they may be mentioned in anybody's.
    """

    seal_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind.choices)
    role = models.CharField(_("who they are"), max_length=20, choices=PersonRole.choices, blank=True)
    number = models.PositiveSmallIntegerField(_("number"))
    pseudonym = models.CharField(_("called instead"), max_length=80)
    whose = models.ForeignKey(Contributor, models.PROTECT, null=True, related_name="+", verbose_name=_("whose"))
    sealed = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["kind", "role", "number", "pk"]
        verbose_name = _("entry of the roster")
        verbose_name_plural = _("entries of the roster")
        constraints = [
            models.UniqueConstraint(fields=["pseudonym"], name="a_pseudonym_of_the_roster_is_given_once"),
        ]

    @property
    def seal_context(self) -> bytes:
        return b"roster entry " + self.seal_id.bytes

    @property
    def label(self) -> str:
        """How the audit and the desk name it."""
        return f"{self.pk} {self.pseudonym}"


class RosterRemoval(models.Model):
    """An entry was taken off the roster. Its name is gone; its pseudonym is given to nobody else."""

    entry = models.OneToOneField(RosterEntry, models.PROTECT, related_name="removal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("removal from the roster")


class Policy(models.Model):
    """How people, places, dates and ages are called instead; the newest counts.

    `*_read` is how the team reads them in working texts; `*_printed` is as fine as anything that leaves may be.
    """

    style = models.CharField(
        _("How people are told apart"), max_length=20, choices=Style.choices, default=Style.OWN_NUMBERS
    )
    place_read = models.CharField(
        _("Of a place, the team reads"), max_length=10, choices=PlaceLevel.choices, default=PlaceLevel.REGION
    )
    place_printed = models.CharField(
        _("Of a place, others read"), max_length=10, choices=PlaceLevel.choices, default=PlaceLevel.REGION
    )
    date_read = models.CharField(
        _("Of a date, the team reads"), max_length=10, choices=DateLevel.choices, default=DateLevel.YEAR
    )
    date_printed = models.CharField(
        _("Of a date, others read"), max_length=10, choices=DateLevel.choices, default=DateLevel.NONE
    )
    age_read = models.CharField(
        _("Of an age, the team reads"), max_length=10, choices=AgeLevel.choices, default=AgeLevel.BAND
    )
    age_printed = models.CharField(
        _("Of an age, others read"), max_length=10, choices=AgeLevel.choices, default=AgeLevel.NONE
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("policy of pseudonyms")
        verbose_name_plural = _("policies of pseudonyms")
