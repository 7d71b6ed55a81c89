from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormImportsConfig(AppConfig):
    name = "heard.collect.channels.form_imports"
    label = "form_imports"
    verbose_name = _("forms imported")

    def ready(self) -> None:
        from heard.approvals.kinds import register_kind
        from heard.collect.channels.form_imports.actions import import_if_due
        from heard.collect.channels.form_imports.second_persons import taking_the_report
        from heard.jobs.work import register_work

        register_work("importing forms", import_if_due)
        register_kind(taking_the_report())
