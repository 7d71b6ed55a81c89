from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceDeskConfig(AppConfig):
    name = "heard.protect.evidence_desk"
    label = "evidence_desk"
    verbose_name = _("evidence desk")
