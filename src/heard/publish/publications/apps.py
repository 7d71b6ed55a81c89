from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "heard.publish.publications"
    label = "publications"
    verbose_name = _("publications")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.protect.deidentification.traces import register_traces
        from heard.publish.publications.traces import quoted_stretches
        from heard.publish.publications.withdrawals import erase_quotations

        register_erasing(erase_quotations)
        register_traces(quoted_stretches)
