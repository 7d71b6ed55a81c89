"""Submissions and their parts."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.states import Channel, DetailKind, FileKind, PieceKind
from heard.files.models import ItemKey, StoredFile
from heard.inquiry.consent.models import Consent
from heard.inquiry.contributors.models import Contributor
from heard.inquiry.inquiries.models import Question

WORDS_DESTROYED = "0" * 64
"""In place of their hash, where words were destroyed because their time was over. There were some, and no more is said.
"""


class Submission(models.Model):
    """What one contributor gave at one time. Its reference is for staff; the public never sees it."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    channel = models.CharField(_("how it came"), max_length=20, choices=Channel.choices)
    received_on = models.DateField(_("received on"), db_index=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="+", verbose_name=_("contributor"))
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="+", verbose_name=_("consent"))
    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="+", verbose_name=_("key"))

    class Meta:
        ordering = ["-received_on", "-reference"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        # `next_reference` looks for the last one at every receiving.
        indexes = [models.Index(Length("reference").desc(), models.F("reference").desc(), name="last_reference")]


class Part(models.Model):
    """One piece of a submission: an answer to a question, words given without one, or a file. Its text is sealed.

    `sha256` is of the text's UTF-8 bytes as they came in, in hexadecimal; it is empty while a part has no words.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="parts", verbose_name=_("submission"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+", verbose_name=_("question"))
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["submission", "number"]
        verbose_name = _("part of a submission")
        verbose_name_plural = _("parts of submissions")
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="parts_are_numbered")]

    @property
    def seal_context(self) -> bytes:
        """Binds the sealed text to this place, so that one person's words cannot be put in another's."""
        return f"part {self.number} of {self.submission.reference}".encode()

    @property
    def has_words(self) -> bool:
        return bool(self.sha256)

    @property
    def label(self) -> str:
        """How the audit and the desk name this part."""
        reference = self.submission.reference
        return reference if self.number == 1 else f"{reference}, part {self.number}"


class PartFile(models.Model):
    """The file that a part came as. Everything but its kind and size is sealed: names of files give people away."""

    part = models.OneToOneField(Part, models.PROTECT, related_name="file", verbose_name=_("part"))
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name=_("sealed file"))
    kind = models.CharField(_("what it is"), max_length=20, choices=FileKind.choices)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")

    @property
    def seal_context(self) -> bytes:
        return b"file of " + self.part.seal_context


class Detail(models.Model):
    """What a use they agreed to needs to be told beside the words: a name to print, a way to reach them. Sealed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="details", verbose_name=_("submission"))
    kind = models.CharField(_("what it is"), max_length=20, choices=DetailKind.choices)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("detail beside a submission")
        verbose_name_plural = _("details beside submissions")
        constraints = [models.UniqueConstraint(fields=["submission", "kind"], name="a_detail_is_told_once")]

    @property
    def seal_context(self) -> bytes:
        return f"{self.kind} of {self.submission.reference}".encode()


class Withdrawal(models.Model):
    """Somebody took their words back: when, who noted it (nobody where they did it themselves), and what they said."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("what they told us"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")


class OriginalsDestroyed(models.Model):
    """The time of what somebody gave was over, so that it was destroyed with its key. What was made of it may stay."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="originals_destroyed")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("destruction of originals")
        verbose_name_plural = _("destructions of originals")


class TakenBackPage(models.Model):
    """A public address that showed somebody's words until they took them back. Whose they were is not known here."""

    address = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("page that was taken back")
        verbose_name_plural = _("pages that were taken back")


class KeptApart(models.Model):
    """Something keeps what was taken back from being destroyed yet, so that it lies here, under a key of its own.

    Nothing but `raw.open_kept_apart` opens it, and it goes as soon as no hold is left (`withdrawals.register_hold`).
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="kept_apart")
    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="+", verbose_name=_("key"))
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal that is held")
        verbose_name_plural = _("withdrawals that are held")


class KeptPiece(models.Model):
    """One piece of that: words, a file, or what was told beside them. `number` is the part's, 0 where it has none."""

    kept_apart = models.ForeignKey(KeptApart, models.CASCADE, related_name="pieces")
    kind = models.CharField(_("what it is"), max_length=20, choices=PieceKind.choices)
    number = models.PositiveSmallIntegerField(_("number"), default=0)
    sealed = models.BinaryField()
    stored = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("piece of what is held")
        verbose_name_plural = _("pieces of what is held")

    @property
    def seal_context(self) -> bytes:
        return f"{self.kind} {self.number} kept apart of {self.kept_apart.submission_id}".encode()
