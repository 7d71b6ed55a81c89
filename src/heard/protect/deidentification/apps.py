from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeidentificationConfig(AppConfig):
    name = "heard.protect.deidentification"
    label = "deidentification"
    verbose_name = _("de-identification")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.collect.receipts.trail import register_steps
        from heard.protect.deidentification.trail import steps_of_reading
        from heard.protect.deidentification.withdrawals import erase_working_texts

        register_erasing(erase_working_texts)
        register_steps(steps_of_reading)
