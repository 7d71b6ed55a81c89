"""The policy, and the record of an attempt to find somebody."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.protect.disclosure.models import MOST, DisclosurePolicy, Drill
from heard.protect.disclosure.rules import TOO_COARSE


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """How many people have to share something before it is told."""

    class Meta:
        model = DisclosurePolicy
        fields = ("threshold", "round_to", "people_alike", "broken_down_by", "needs_drill", "why")
        help_texts = {
            "threshold": _("Usually 10. Below 3, two people can recognise each other."),
            "round_to": _("1 leaves them as they are. Rounding comes after hiding and never takes its place."),
            "people_alike": _(
                "Usually 10. An age or a region stands beside somebody’s words only where so many people of the "
                "inquiry have the same, all that is told of this person taken together."
            ),
            "broken_down_by": _("One or the other: two tables of the same people tell more together than either."),
            "why": _("It is kept beside your name."),
        }

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("round_to", 1) > told.get("threshold", MOST):
            self.add_error("round_to", TOO_COARSE)
        return told


class DrillForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people who did not write it tried, found and did."""

    class Meta:
        model = Drill
        fields = ("release", "held_on", "tried_by", "tried", "found", "done")
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}),
            "tried": forms.Textarea(attrs={"rows": 4}),
            "found": forms.Textarea(attrs={"rows": 3}),
            "done": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "release": _("For example: the first three themes, with their quotations."),
            "tried_by": _("Best somebody who did not write it and knows the place, a teacher or a youth worker."),
            "tried": _(
                "Searching the internet for a phrase; asking what a neighbour would know; putting pages together."
            ),
            "found": _("Whom they thought they had found, without a name: “one person in one quotation, wrongly”."),
        }

    def clean_held_on(self) -> object:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Write it down when they have tried."))
        return day
