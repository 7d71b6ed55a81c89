from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebFormConfig(AppConfig):
    name = "heard.collect.channels.web_form"
    label = "web_form"
    verbose_name = _("giving evidence on the website")

    def ready(self) -> None:
        from heard.collect.channels.web_form.openings import draft_opening
        from heard.collect.receipts.openings import register_opening

        register_opening(draft_opening)
