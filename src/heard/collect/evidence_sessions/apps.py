from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceSessionsConfig(AppConfig):
    name = "heard.collect.evidence_sessions"
    label = "evidence_sessions"
    verbose_name = _("evidence sessions")
