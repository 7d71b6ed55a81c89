from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TypedInConfig(AppConfig):
    name = "heard.collect.channels.typed_in"
    label = "typed_in"
    verbose_name = _("evidence typed in")
