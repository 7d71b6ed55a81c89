"""The inquiry and what it is made of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.inquiry.inquiries.states import Role, StageState


class Inquiry(models.Model):
    """The inquiry this installation runs. Its longer words (purpose, ways to take part) are on the home page."""

    title = models.CharField(_("title"), max_length=120)
    strapline = models.CharField(_("what it is about, in a line"), max_length=200, blank=True)
    run_by = models.CharField(_("who runs it"), max_length=300)
    chair = models.CharField(_("who chairs it"), max_length=120, blank=True)
    notice = models.CharField(_("notice at the top of every page"), max_length=300, blank=True)
    contact_email = models.EmailField(_("e-mail address, as printed on the site"), blank=True)
    contact_phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    contact_address = models.TextField(_("address for letters"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiry")

    def __str__(self) -> str:
        return self.title

    @property
    def can_be_reached(self) -> bool:
        return bool(self.contact_email or self.contact_phone or self.contact_address)


class Question(models.Model):
    """One of the questions the inquiry asks."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    text = models.TextField(_("question"))
    plain_text = models.TextField(_("the question for young people"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return str(_("Question %(number)s") % {"number": self.number})


class TimetableStage(models.Model):
    """A stage of the timetable. `when` is words, because “spring 2027” is an honest date and 1 March is not."""

    order = models.PositiveSmallIntegerField(_("place in the timetable"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    when = models.CharField(_("when, as exactly as you know"), max_length=120)
    state = models.CharField(_("where it stands"), max_length=10, choices=StageState.choices, default=StageState.NEXT)
    text = models.TextField(_("what happens"), blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("stage of the timetable")
        verbose_name_plural = _("timetable")

    def __str__(self) -> str:
        return self.title


class Helpline(models.Model):
    """Somebody to talk to who has nothing to do with the inquiry."""

    order = models.PositiveSmallIntegerField(_("place in the list"), unique=True)
    nation = models.CharField(_("where in the UK"), max_length=60)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone number"), max_length=40)
    hours = models.CharField(_("when it is open"), max_length=120, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=300)

    class Meta:
        ordering = ["order"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Somebody holds a role in the team, from when a colleague appointed them until it ends.

    A role that ended stays as it was; whoever is appointed to it again has another record.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    appointed_at = models.DateTimeField(auto_now_add=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why_ended = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("member of the team")
        verbose_name_plural = _("team")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(ended_at=None), name="a_role_is_held_once_at_a_time"
            )
        ]
