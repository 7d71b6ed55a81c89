"""Choices of staff who do for somebody what that person would do with five words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhoAsked(TextChoices):
    """Who asked that words are taken back, or that something else may be done with them."""

    THEMSELVES = "themselves", _("whoever gave it")
    GUARDIAN = "guardian", _("a parent or guardian, for a child")


class HowAsked(TextChoices):
    """How they asked."""

    LETTER = "letter", _("in a letter")
    EMAIL = "email", _("by e-mail")
    PHONE_CALL = "phone call", _("on the telephone")
    IN_PERSON = "in person", _("face to face")


class Checked(TextChoices):
    """How somebody made sure that it is them. Choices and no words, so that nothing here tells who they are."""

    WE_REACHED_THEM = "we reached them", _("we wrote or called back, where they had told us to reach them")
    THEY_KNEW = "they knew", _("they knew what is in it, as only whoever gave it would")
    A_COLLEAGUE_KNOWS_THEM = "known", _("somebody who took it down knows them")
    PAPERS = "papers", _("they showed papers, which we did not keep")


class ChildsWish(TextChoices):
    """What the child wants, where a grown-up asks for them."""

    WANTS_IT = "wants it", _("The child wants it too.")
    LEAVES_IT = "leaves it", _("The child was asked, and leaves it to the grown-up.")
    TOO_YOUNG = "too young", _("The child does not understand yet what this is about.")
    NOT_ASKED = "not asked", _("Nobody could ask the child.")
    AGAINST = "against", _("The child does not want it.")


class Asks(TextChoices):
    """What they ask for."""

    TAKE_BACK = "take back", _("Take everything back")
    CHANGE = "change", _("Change what may be done with it")
