from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceiptsConfig(AppConfig):
    name = "heard.collect.receipts"
    label = "receipts"
    verbose_name = _("receipts")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.collect.receipts.withdrawals import erase_askings

        register_erasing(erase_askings)
