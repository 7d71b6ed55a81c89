from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    name = "heard.protect.roster"
    label = "roster"
    verbose_name = _("roster")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.protect.roster.withdrawals import erase_entries_of

        register_erasing(erase_entries_of)
