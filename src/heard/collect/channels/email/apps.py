from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmailConfig(AppConfig):
    name = "heard.collect.channels.email"
    label = "by_email"
    verbose_name = _("evidence by e-mail")
