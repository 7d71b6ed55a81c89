from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InquiriesConfig(AppConfig):
    name = "heard.inquiry.inquiries"
    label = "inquiries"
    verbose_name = _("inquiry")

    def ready(self) -> None:
        from heard.approvals.kinds import register_kind
        from heard.inquiry.inquiries.second_persons import changing_recipients

        register_kind(changing_recipients())
