from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScansConfig(AppConfig):
    name = "heard.protect.scans"
    label = "scans"
    verbose_name = _("checks of files for viruses")

    def ready(self) -> None:
        from heard.jobs.work import register_work
        from heard.protect.scans.actions import WORK, check_next_file

        register_work(WORK, check_next_file)
