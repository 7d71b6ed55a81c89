"""Messages that arrived. Nothing here says who wrote one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.collect.channels.email.states import Answer, WhyAside
from heard.collect.evidence.models import Submission
from heard.files.models import ItemKey, StoredFile


class IncomingMessage(models.Model):
    """A message was taken in. Only keyed hashes are kept, of its Message-ID and of what is in it: so the same message
    is one record, however often and by however many ways it comes.
    """

    hash = models.CharField(max_length=64, unique=True)
    contents_hash = models.CharField(max_length=64)
    arrived_on = models.DateField(_("arrived on"))
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, default=Answer.NOT_OWED)
    why_aside = models.CharField(_("why it is kept aside"), max_length=20, choices=WhyAside.choices, blank=True)

    class Meta:
        ordering = ["-arrived_on", "-pk"]
        verbose_name = _("message that arrived")
        verbose_name_plural = _("messages that arrived")


class MessageAside(models.Model):
    """A message that is kept aside, sealed and whole, until somebody takes it for evidence or its time is over."""

    message = models.OneToOneField(IncomingMessage, models.CASCADE, related_name="kept")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    key = models.OneToOneField(ItemKey, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("message kept aside")
        verbose_name_plural = _("messages kept aside")

    @property
    def seal_context(self) -> bytes:
        return f"message aside {self.message.hash}".encode()


class AnswersToday(models.Model):
    """How many answers an address had today. Its hash is keyed anew each day, and yesterday's rows are deleted."""

    hash = models.CharField(max_length=64, unique=True)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("answers today")
        verbose_name_plural = _("answers today")
