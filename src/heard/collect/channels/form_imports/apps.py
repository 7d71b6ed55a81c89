from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormImportsConfig(AppConfig):
    name = "heard.collect.channels.form_imports"
    label = "form_imports"
    verbose_name = _("forms imported")

    def ready(self) -> None:
        from heard.collect.channels.form_imports.actions import import_if_due
        from heard.jobs.work import register_work

        register_work("importing forms", import_if_due)
