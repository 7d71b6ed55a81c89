"""Who is at work on what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 3


class Claim(models.Model):
    """Somebody is at work on one item of one kind of work, until a time; then it is anybody's again.

    It goes when the item is done. `tries` counts how often the item was begun, so that one which ends every worker that
    touches it is left alone after a while. `item` is a number or a key of ours, never anybody's words.
    """

    work = models.CharField(_("work"), max_length=60)
    item = models.CharField(_("item"), max_length=80)
    until = models.DateTimeField(_("until"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=1)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [models.UniqueConstraint(fields=["work", "item"], name="an_item_is_claimed_once")]

    @property
    def is_last_try(self) -> bool:
        """Whether nobody will try again: the time to record that it cannot be done."""
        return self.tries >= MOST_TRIES
