from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodingConfig(AppConfig):
    name = "heard.understand.coding"
    label = "coding"
    verbose_name = _("coding")

    def ready(self) -> None:
        from heard.protect.deidentification.traces import register_traces
        from heard.understand.coding.traces import coded_stretches

        register_traces(coded_stretches)
