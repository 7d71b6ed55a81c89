from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "heard.publish.pages"
    label = "pages"
    verbose_name = _("public pages")

    def ready(self) -> None:
        from heard.publish.pages.permissions import let_secretariat_write

        post_migrate.connect(let_secretariat_write, sender=self)
