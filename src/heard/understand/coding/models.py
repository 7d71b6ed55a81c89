"""Excerpts and their codings."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence_sessions.models import SessionNotes
from heard.protect.deidentification.models import WorkingText
from heard.text.spans import Span
from heard.understand.codebook.models import Theme


class Excerpt(models.Model):
    """A stretch of a working text, or of published session notes, that somebody marked as saying something.

    It holds a place and never a copy of the words. `start` and `end` are code points of the text it points into.
    """

    working_text = models.ForeignKey(WorkingText, models.PROTECT, null=True, related_name="+")
    notes = models.ForeignKey(SessionNotes, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    marked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("excerpt")
        verbose_name_plural = _("excerpts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(working_text__isnull=False) ^ models.Q(notes__isnull=False),
                name="an_excerpt_has_one_source",
            ),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="an_excerpt_covers_something"),
            models.UniqueConstraint(fields=["working_text", "start", "end"], name="one_excerpt_per_stretch"),
            models.UniqueConstraint(fields=["notes", "start", "end"], name="one_excerpt_per_stretch_of_notes"),
        ]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def source_text(self) -> str:
        """The whole text the excerpt points into."""
        source = self.working_text or self.notes
        assert source is not None  # the first constraint
        return source.text

    @property
    def text(self) -> str:
        """The excerpt's own words."""
        return self.span.of(self.source_text)

    @property
    def label(self) -> str:
        """How staff find the excerpt's source: a submission's reference, or the notes' file."""
        if self.working_text is not None:
            return self.working_text.part.label
        assert self.notes is not None
        return self.notes.session.title

    @property
    def place(self) -> str:
        """How the audit names it: “H-0412, 120–131”."""
        return f"{self.label}, {self.start}–{self.end}"


class LettingGo(models.Model):
    """Somebody decided that an excerpt is none any more: its text was made again, and its words do not stand there."""

    excerpt = models.OneToOneField(Excerpt, models.CASCADE, related_name="letting_go")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("letting go of an excerpt")


class CodeApplication(models.Model):
    """Somebody sees a theme in an excerpt."""

    excerpt = models.ForeignKey(Excerpt, models.CASCADE, related_name="codes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = [models.UniqueConstraint(fields=["excerpt", "theme", "by"], name="a_person_codes_once")]
