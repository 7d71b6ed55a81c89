"""Why what a key sealed is gone, or must not go."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhyGone(TextChoices):
    """The phrase that is noted with a destroyed key, and what whoever asks for the words is told. A key that was
    destroyed for any other reason is only said to be.
    """

    TAKEN_BACK = "taken back", _("These words were taken back. Their key is destroyed, so nobody can read them.")
    HELD_NO_LONGER = (
        "taken back, and held no longer",
        _("These words were taken back, and nothing holds them any longer. Their key is destroyed."),
    )
    TIME_OVER = (
        "its time was over",
        _("The time for which these words were kept is over. Their key is destroyed, so nobody can read them."),
    )


class WhyHeld(TextChoices):
    """Why nothing may be destroyed under a key, as it is noted."""

    LAW = "held by the law", _("the law holds it")
    TAKEN_BACK = "taken back, and held", _("it was taken back while something held it")
