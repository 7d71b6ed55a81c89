"""Who reads a submission and what they decide about it; redactions and working texts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part, Submission
from heard.protect.deidentification.states import IdentifierKind, NoteKind, SetAsideBecause
from heard.text.redaction import Redacted, Replacement
from heard.text.spans import Span


class FileNote(models.Model):
    """Somebody opened a file and wrote down its words, or what it shows.

    Words become the part's own and are sealed there. A description is nobody's words: it is sealed here, and is never
    quoted.
    """

    part = models.OneToOneField(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    kind = models.CharField(_("what was written down"), max_length=20, choices=NoteKind.choices)
    sealed = models.BinaryField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note of a file")
        verbose_name_plural = _("notes of files")

    @property
    def seal_context(self) -> bytes:
        return b"note of " + self.part.seal_context


class SettingAside(models.Model):
    """Somebody decided that a submission is not evidence: who, when, why. `TakingUp` ends it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", verbose_name=_("submission"))
    why = models.CharField(_("why"), max_length=20, choices=SetAsideBecause.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("setting aside")
        verbose_name_plural = _("settings aside")


class TakingUp(models.Model):
    """What was set aside is evidence after all."""

    set_aside = models.OneToOneField(SettingAside, models.CASCADE, related_name="taken_up")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("taking up again")


class Assignment(models.Model):
    """A submission was given to somebody to read; `to` nobody gives it back. The newest counts."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", verbose_name=_("submission"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["submission", "-id"], name="newest_assignment")]


class Acceptance(models.Model):
    """Somebody read all of a submission: it is evidence, and complete enough to work with. `Reopening` ends it.

    `up_to` is the number of its last part then. What its giver adds later has not been read, so that it counts no more.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", verbose_name=_("submission"))
    up_to = models.PositiveSmallIntegerField(_("last part"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")


class Reopening(models.Model):
    """What was accepted is to be read again."""

    acceptance = models.OneToOneField(Acceptance, models.CASCADE, related_name="reopened")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reopening")


class Redaction(models.Model):
    """A stretch of an original that gives somebody away, and the words suggested in its place.

    `start` and `end` are code points of the original. No `suggested_by` means that the software suggested it.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    category = models.CharField(_("what it is"), max_length=40)
    kind = models.CharField(_("how it identifies"), max_length=10, choices=IdentifierKind.choices)
    replacement = models.CharField(_("words in its place"), max_length=200)
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    suggested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["part", "start"]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.UniqueConstraint(fields=["part", "start", "end"], name="a_stretch_is_redacted_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="a_redaction_covers_something"),
        ]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def as_replacement(self) -> Replacement:
        return Replacement(self.span, self.replacement)

    @property
    def is_accepted(self) -> bool:
        return hasattr(self, "acceptance")

    @property
    def is_rejected(self) -> bool:
        return hasattr(self, "rejection")

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it yet."""
        return not self.is_accepted and not self.is_rejected


class RedactionAcceptance(models.Model):
    """Somebody read a suggested redaction and agreed."""

    redaction = models.OneToOneField(Redaction, models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("acceptance of a redaction")


class RedactionRejection(models.Model):
    """Somebody read a suggested redaction and found that it gives nobody away."""

    redaction = models.OneToOneField(Redaction, models.CASCADE, related_name="rejection")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rejection of a redaction")


class WorkingText(models.Model):
    """A part's words with its accepted redactions made: what every later stage reads.

    `replacements` holds, for each redaction, its start and end in the original and the words in its place: all that
    is needed to walk any character back to the original, without holding a word of what was taken out.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("working text"))
    replacements = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["part", "-version"]
        verbose_name = _("working text")
        verbose_name_plural = _("working texts")
        constraints = [models.UniqueConstraint(fields=["part", "version"], name="working_texts_are_numbered")]

    @property
    def redacted(self) -> Redacted:
        """The working text with its map to the original and back."""
        made = (Replacement(Span(start, end), words) for start, end, words in self.replacements)
        return Redacted(self.text, tuple(made))


class WorkingTextReading(models.Model):
    """Somebody read a whole working text and found nothing in it that gives anybody away."""

    working_text = models.ForeignKey(WorkingText, models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reading of a working text")
        constraints = [models.UniqueConstraint(fields=["working_text", "by"], name="one_person_reads_once")]
