"""Who reads a submission and what they decide about it; redactions and working texts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part, Submission
from heard.protect.deidentification.states import Act, IdentifierKind, NoteKind, Recognisable, SetAsideBecause
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


class ReviewStep(models.Model):
    """What somebody last did to suggestions, so that it can be undone until the working text is made.

    `before` says how each suggestion was, by numbers and by our own words in brackets; `made` names those that are new.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="+", verbose_name=_("part"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=list)
    made = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("step of a review")


class Pseudonym(models.Model):
    """One row of the key table. `words` stand in the texts; whom or what they stand for is sealed."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+", verbose_name=_("submission"))
    seal_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    words = models.CharField(_("pseudonym"), max_length=200)
    sealed = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["submission", "pk"]
        verbose_name = _("row of the key table")
        verbose_name_plural = _("key table")

    @property
    def seal_context(self) -> bytes:
        return b"pseudonym " + self.seal_id.bytes


class SecondLook(models.Model):
    """A working text was looked through again before it counts, and nothing was left in it that nobody decided about.

    The newest counts; one that is older than the roster's last new name is due again.
    """

    working_text = models.ForeignKey(WorkingText, models.CASCADE, related_name="second_looks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("second look")


class RareFactsAnswer(models.Model):
    """Somebody answered whether a person could be recognised in a working text by whoever knows them.

    The newest answer of each person counts. What they say of it is sealed: it may name what gives somebody away.
    """

    working_text = models.ForeignKey(WorkingText, models.CASCADE, related_name="rare_facts_answers")
    answer = models.CharField(_("answer"), max_length=10, choices=Recognisable.choices)
    sealed = models.BinaryField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("answer about rare facts")

    @property
    def seal_context(self) -> bytes:
        return b"rare facts in " + self.working_text.part.seal_context


class ReplacementLine(models.Model):
    """One line of the log of replacements, kept apart from the texts and for longer. It holds no word of anybody's.

    `label` names the part; `start` and `end` are code points of the original, `new_start` and `new_end` of the working
    text of that version, in which a stretch that is taken out again has no place.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    act = models.CharField(_("did what"), max_length=20, choices=Act.choices)
    label = models.CharField(_("to what"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    category = models.CharField(_("what it is"), max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    new_start = models.PositiveIntegerField(null=True)
    new_end = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of the log of replacements")
        verbose_name_plural = _("log of replacements")
