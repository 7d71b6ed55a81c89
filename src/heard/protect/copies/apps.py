from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CopiesConfig(AppConfig):
    name = "heard.protect.copies"
    label = "copies"
    verbose_name = _("clean copies of files")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.jobs.work import register_work
        from heard.protect.copies.actions import WORK, copy_next_file
        from heard.protect.copies.withdrawals import erase_copies

        register_erasing(erase_copies)
        register_work(WORK, copy_next_file)
