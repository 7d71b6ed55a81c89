from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    name = "heard.protect.retention"
    label = "retention"
    verbose_name = _("retention")

    def ready(self) -> None:
        from heard.collect.evidence.derivatives import register_derivatives
        from heard.collect.evidence.withdrawals import register_hold
        from heard.files.tombstones import register_holding, register_reapplying
        from heard.jobs.work import register_work
        from heard.protect.retention.actions import WORK, destroy_what_is_due
        from heard.protect.retention.destroying_again import destroy_originals_again
        from heard.protect.retention.holding_again import HOLDS
        from heard.protect.retention.queries import has_legal_hold
        from heard.protect.retention.what_becomes import UP_TO_HERE

        register_derivatives(UP_TO_HERE)
        register_hold(has_legal_hold)
        register_holding(HOLDS)
        register_reapplying(destroy_originals_again)
        register_work(WORK, destroy_what_is_due)
