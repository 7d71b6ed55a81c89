"""The form with which the secretariat plans the call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.calls.actions import CallPlan
from heard.collect.calls.models import CallForEvidence
from heard.collect.calls.states import AdultNeeded

MINUTES = "%Y-%m-%dT%H:%M"


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    clock = forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=clock, input_formats=[MINUTES, "%Y-%m-%dT%H:%M:%S"], **options)


class CallForm(forms.Form):
    """When the call opens and closes, and for whom."""

    opens_at = moment(_("Opens"), help_text=_("From then on everybody can tell you something on this site."))
    closes_at = moment(
        _("Closes"),
        required=False,
        help_text=_("Whoever has begun to write by then has one more day to finish. Leave it empty to keep it open."),
    )
    adult_needed_under = forms.TypedChoiceField(
        label=_("A grown-up they trust has to know, for children"),
        coerce=int,
        choices=AdultNeeded.choices,
        help_text=_("Younger children are asked kindly to bring one in before they send what they wrote."),
    )
    welcome = forms.CharField(
        label=_("Words at the start"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown first, before anything is asked."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("This is before it opens. Give a later time, or none."))
        return given

    def plan(self) -> CallPlan:
        given = self.cleaned_data
        return CallPlan(
            given["opens_at"], given["closes_at"], AdultNeeded(given["adult_needed_under"]), given["welcome"]
        )


def form_for(call: CallForEvidence | None) -> CallForm:
    """The form as it stands now."""
    names = ("opens_at", "closes_at", "adult_needed_under", "welcome")
    return CallForm(initial={name: getattr(call, name) for name in names} if call else None)
