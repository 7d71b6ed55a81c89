"""The inquiry's own words at the desk: its facts, questions, timetable and helplines. Each change is in the audit."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from heard.audit.actions import record
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question, TimetableStage


class Adding(CreateView):
    """Wagtail's own view, with a line in the audit."""

    @transaction.atomic
    def save_instance(self) -> Model:
        return recorded(self, "add", super().save_instance())


class Changing(EditView):
    """Wagtail's own view, with a line in the audit."""

    @transaction.atomic
    def save_instance(self) -> Model:
        return recorded(self, "change", super().save_instance())


class Removing(DeleteView):
    """Wagtail's own view, with a line in the audit."""

    @transaction.atomic
    def delete_action(self) -> None:
        recorded(self, "remove", self.object)
        super().delete_action()


def recorded(view: Any, verb: str, changed: Model) -> Model:
    record(view.request.user, verb, str(changed._meta.verbose_name), str(changed))
    return changed


class InquiryWords(ModelViewSet):
    """What the words of the inquiry have in common at the desk."""

    add_view_class = Adding
    edit_view_class = Changing
    delete_view_class = Removing
    copy_view_enabled = False
    add_to_admin_menu = False
    add_to_reference_index = False


class InquiryFactsViewSet(InquiryWords):
    model = Inquiry
    icon = "site"
    menu_label = _("Title, who runs it, how to reach you")
    form_fields = [
        "title",
        "strapline",
        "run_by",
        "chair",
        "notice",
        "contact_email",
        "contact_phone",
        "contact_address",
    ]
    list_display = ["title", "run_by"]


class QuestionViewSet(InquiryWords):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    form_fields = ["number", "text", "plain_text"]
    list_display = ["number", "text", "plain_text"]


class TimetableViewSet(InquiryWords):
    model = TimetableStage
    icon = "calendar"
    menu_label = _("Timetable")
    form_fields = ["order", "title", "when", "state", "text"]
    list_display = ["title", "when", "state"]


class HelplineViewSet(InquiryWords):
    model = Helpline
    icon = "comment"
    menu_label = _("Helplines")
    form_fields = ["order", "nation", "name", "phone", "hours", "purpose"]
    list_display = ["name", "phone", "nation"]


class TheInquiry(ModelViewSetGroup):
    """One entry of the menu for all of them; shown to those who may change at least one."""

    menu_label = _("The inquiry")
    menu_icon = "edit"
    menu_order = 90
    items = (InquiryFactsViewSet, QuestionViewSet, TimetableViewSet, HelplineViewSet)
