from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    name = "heard.protect.safeguarding"
    label = "safeguarding"
    verbose_name = _("safeguarding")

    def ready(self) -> None:
        from heard.collect.evidence.withdrawals import register_erasing, register_hold
        from heard.jobs.work import register_work
        from heard.protect.deidentification.rules import register_lock
        from heard.protect.safeguarding import put_aside, taken_back
        from heard.protect.safeguarding.looking import WORK, look_at_next_words
        from heard.protect.safeguarding.rules import check_no_open_concern
        from heard.protect.safeguarding.telling import TELLING, tell_next_person
        from heard.protect.safeguarding.withdrawals import erase_reasons, holds_withdrawal

        register_work(WORK, look_at_next_words)
        register_work(taken_back.WORK, taken_back.look_at_next_piece)
        register_work(put_aside.WORK, put_aside.look_at_next_message)
        register_work(TELLING, tell_next_person)
        register_lock(check_no_open_concern)
        register_hold(holds_withdrawal)
        register_erasing(erase_reasons)
