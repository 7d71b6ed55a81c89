from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeidentificationConfig(AppConfig):
    name = "heard.protect.deidentification"
    label = "deidentification"
    verbose_name = _("de-identification")

    def ready(self) -> None:
        from heard.approvals.kinds import register_kind
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.collect.receipts.trail import register_steps
        from heard.jobs.work import register_work
        from heard.protect.deidentification.second_looks import WORK, look_again_at_next
        from heard.protect.deidentification.second_persons import exporting_the_log, key_table, showing_again
        from heard.protect.deidentification.trail import steps_of_reading
        from heard.protect.deidentification.withdrawals import erase_working_texts

        register_work(WORK, look_again_at_next)
        register_kind(key_table())
        register_kind(showing_again())
        register_kind(exporting_the_log())
        register_erasing(erase_working_texts)
        register_steps(steps_of_reading)
