from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "heard.files"
    label = "files"
    verbose_name = _("files and keys")

    def ready(self) -> None:
        from heard.files.actions import clean_up_if_due, overwrite_soon
        from heard.files.tombstones import look_after_tombstones
        from heard.jobs.work import register_work

        register_work("overwriting destroyed keys", overwrite_soon)
        register_work("cleaning up files", clean_up_if_due)
        register_work("looking after tombstones", look_after_tombstones)
