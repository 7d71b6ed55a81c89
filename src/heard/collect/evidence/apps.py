from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "heard.collect.evidence"
    label = "evidence"
    verbose_name = _("evidence")

    def ready(self) -> None:
        from heard.collect.evidence.kept_apart import destroy_what_is_held_no_longer
        from heard.collect.evidence.taking_back_again import take_back_again
        from heard.collect.evidence.uses_taken_back import USES, end_use_again
        from heard.files.tombstones import register_numbered, register_reapplying
        from heard.jobs.work import register_work

        register_work("destroying what was taken back and is held no longer", destroy_what_is_held_no_longer)
        register_reapplying(take_back_again)
        register_reapplying(end_use_again)
        register_numbered(USES)
