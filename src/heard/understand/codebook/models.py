"""Themes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """Something that people told us again and again. A suggestion until somebody accepts it."""

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    label = models.CharField(_("theme"), max_length=120)
    plain_label = models.CharField(_("the theme for young people"), max_length=120, blank=True)
    definition = models.TextField(_("what belongs to it, and what does not"))
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    suggested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["label"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class ThemeAcceptance(models.Model):
    """A named person took the theme into the codebook."""

    theme = models.OneToOneField(Theme, models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("acceptance of a theme")
