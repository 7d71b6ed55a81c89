from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeidentificationConfig(AppConfig):
    name = "heard.protect.deidentification"
    label = "deidentification"
    verbose_name = _("de-identification")
