from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "heard.protect.reading"
    label = "reading"
    verbose_name = _("reading of files")

    def ready(self) -> None:
        from django.core.checks import register

        from heard.collect.evidence.withdrawals import register_erasing
        from heard.collect.receipts.trail import register_steps
        from heard.jobs.work import register_work
        from heard.protect.reading.actions import WORK, read_next_file
        from heard.protect.reading.engines import check_engine
        from heard.protect.reading.trail import steps_of_files
        from heard.protect.reading.withdrawals import erase_extractions

        register(check_engine)
        register_erasing(erase_extractions)
        register_steps(steps_of_files)
        register_work(WORK, read_next_file)
