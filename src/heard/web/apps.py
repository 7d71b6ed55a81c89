from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Templates and static files shared by every stage. It knows nothing of inquiries."""

    name = "heard.web"
    label = "web"
    verbose_name = _("look and frame")
