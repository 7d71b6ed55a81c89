from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "heard.publish.publications"
    label = "publications"
    verbose_name = _("publications")

    def ready(self) -> None:
        from heard.approvals.kinds import register_kind
        from heard.collect.evidence.derivatives import register_derivatives
        from heard.collect.evidence.withdrawals import register_erasing
        from heard.protect.deidentification.traces import register_traces
        from heard.protect.disclosure.previews import register_preview
        from heard.protect.roster.adoption import register_check
        from heard.publish.publications.derivatives import OF_PUBLICATIONS
        from heard.publish.publications.previews import preview_of_publications
        from heard.publish.publications.second_persons import publishing_numbers
        from heard.publish.publications.stopping import stop_quotations_from, stop_those_that_do_not_pass
        from heard.publish.publications.traces import quoted_stretches
        from heard.publish.publications.withdrawals import erase_quotations
        from heard.understand.coding.following import register_when_left

        register_derivatives(OF_PUBLICATIONS)
        register_erasing(erase_quotations)
        register_traces(quoted_stretches)
        register_preview(preview_of_publications)
        register_check(stop_those_that_do_not_pass)
        register_when_left(stop_quotations_from)
        register_kind(publishing_numbers())
