"""Imports of forms, and what became of each row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.channels.form_imports.states import ImportState, Outcome, WhyOut
from heard.collect.evidence.models import Submission
from heard.files.models import ItemKey, StoredFile


class FormImport(models.Model):
    """One export of one form. The file waits sealed until its rows are received, and is erased then.

    `sealed` holds what the file is called and what its columns are; `next_row` is where receiving goes on.
    """

    form = models.CharField(_("form"), max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("begun"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.BEGUN)
    stored = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    rows = models.PositiveIntegerField(_("rows"), default=0)
    next_row = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of a form")
        verbose_name_plural = _("imports of forms")

    @property
    def seal_context(self) -> bytes:
        return b"form import " + self.key.id.bytes

    @property
    def label(self) -> str:
        """How the audit names it."""
        return f"{self.form} ({self.pk})"


class ImportedRow(models.Model):
    """What became of one row, by its number in the file."""

    form_import = models.ForeignKey(FormImport, models.CASCADE, related_name="outcomes")
    row = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome.choices)
    why = models.CharField(_("why"), max_length=20, choices=WhyOut.choices, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["row"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [models.UniqueConstraint(fields=["form_import", "row"], name="a_row_is_imported_once")]


class KnownAnswer(models.Model):
    """An answer that was received, so that it is known when it comes again: keyed hashes, and nothing of it.

    `hash` is of the form and the answer's number, or of the whole row where it has none; `row_hash` of the whole row.
    """

    hash = models.CharField(max_length=64, unique=True)
    row_hash = models.CharField(max_length=64, db_index=True)
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer that is known")
        verbose_name_plural = _("answers that are known")


class SavedMapping(models.Model):
    """What the columns of a form were said to be, sealed, for the next export with the same columns."""

    columns = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("columns that are known")
        verbose_name_plural = _("columns that are known")
