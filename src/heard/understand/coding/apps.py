from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodingConfig(AppConfig):
    name = "heard.understand.coding"
    label = "coding"
    verbose_name = _("coding")

    def ready(self) -> None:
        from heard.collect.evidence.derivatives import register_derivatives
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.protect.deidentification.carrying import register_follower
        from heard.protect.deidentification.traces import register_traces
        from heard.understand.coding.derivatives import OF_CODING
        from heard.understand.coding.following import carry_excerpts
        from heard.understand.coding.traces import coded_stretches
        from heard.understand.coding.withdrawals import erase_excerpts

        register_derivatives(OF_CODING)
        register_erasing(erase_excerpts)
        register_traces(coded_stretches)
        register_follower(carry_excerpts)
