"""The audit's one table."""

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

BEFORE_THE_FIRST = "0" * 64


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove a line of the audit."""

    def __init__(self) -> None:
        super().__init__(
            "The audit is only ever added to. To correct a line, record a new one that says what was wrong."
        )


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads, and adds one line at a time."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError

    update = delete = bulk_create = bulk_update = update_or_create = _refuse


class Entry(models.Model):
    """One line: at `at`, `actor` did `verb` to the thing called `label`, for `use`.

    `label` names a thing by its reference (“H-0412”), never by a person's words or address. No actor means that the
    software did it by itself, at the start or by the clock.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    verb = models.CharField(_("did what"), max_length=60)
    kind = models.CharField(_("to what kind of thing"), max_length=60)
    label = models.CharField(_("to what"), max_length=120)
    use = models.CharField(_("for which use"), max_length=300, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("audit line")
        verbose_name_plural = _("audit lines")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise AppendOnlyError

    def computed_hash(self) -> str:
        """SHA-256 over every field of the line and the hash of the line before it, in hexadecimal."""
        facts = [
            self.number,
            self.at.isoformat(),
            self.actor_id,
            self.verb,
            self.kind,
            self.label,
            self.use,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
