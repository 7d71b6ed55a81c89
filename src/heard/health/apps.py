from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "heard.health"
    label = "health"
    verbose_name = _("health")

    def ready(self) -> None:
        from heard.health.actions import note_worker
        from heard.jobs.work import register_work

        register_work("noting that a worker is there", note_worker)
