"""Forms with which a schedule is adopted, and something is kept from being destroyed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Submission
from heard.collect.evidence.states import Kept
from heard.protect.retention.actions import NewRule
from heard.protect.retention.models import Schedule
from heard.protect.retention.starting_schedule import FIXED, STARTING_LINES, Line
from heard.protect.retention.states import CountedFrom

DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")


def field_names(kept: Kept) -> tuple[str, str, str]:
    """The fields of one line: how many months, counted from when, and why."""
    return f"{kept.name.lower()}_months", f"{kept.name.lower()}_from", f"{kept.name.lower()}_reason"


class ScheduleForm(forms.Form):
    """One line for each class of things. What is fixed is shown and not asked for."""

    ends_on = forms.DateField(
        label=_("The day the inquiry ends"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"size": 12, "autocomplete": "off"}),
        help_text=_("Such as 31/3/2028. Until you know it, nothing that is counted from it is destroyed."),
        error_messages={"invalid": _("Write a day like this: 31/3/2028.")},
    )

    def __init__(self, *args: Any, standing: Schedule | None, **kwargs: Any) -> None:
        """Begins with the schedule in force, or with the one that we suggest."""
        super().__init__(*args, **kwargs)
        self.lines = lines_of(standing)
        self.initial = {**self.initial, "ends_on": standing.ends_on if standing else None}
        for line in self.lines:
            if not line.is_fixed:
                self._add(line)

    def _add(self, line: Line) -> None:
        months, counted_from, reason = field_names(line.kept)
        self.fields[months] = forms.IntegerField(
            label=_("Months"),
            required=False,
            min_value=0,
            max_value=600,
            initial=line.months,
            widget=forms.NumberInput(attrs={"style": "width: 6em"}),
            help_text=_("Empty: the clock never destroys it."),
        )
        self.fields[counted_from] = forms.ChoiceField(
            label=_("Counted from"), choices=CountedFrom.choices, initial=line.counted_from
        )
        self.fields[reason] = forms.CharField(
            label=_("Why so long, and no longer"),
            max_length=300,
            initial=line.reason,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": _("Say why. People are told, and may ask.")},
        )

    @property
    def shown_lines(self) -> list[dict[str, Any]]:
        """Each line with its bound fields, or what is fixed about it."""
        return [
            {"line": line, "fields": [] if line.is_fixed else [self[name] for name in field_names(line.kept)]}
            for line in self.lines
        ]

    @property
    def rules(self) -> list[NewRule]:
        return [self._rule(line) for line in self.lines]

    def _rule(self, line: Line) -> NewRule:
        if line.is_fixed:
            return NewRule(line.kept, line.months, line.counted_from, str(line.reason))
        months, counted_from, reason = (self.cleaned_data[name] for name in field_names(line.kept))
        return NewRule(line.kept, months, CountedFrom(counted_from), reason)


def lines_of(standing: Schedule | None) -> list[Line]:
    if standing is None:
        return list(STARTING_LINES)
    kept = {Kept(rule.kept): rule for rule in standing.rules.all()}
    return [
        line
        if line.kept in FIXED or line.kept not in kept
        else Line(
            line.kept,
            kept[line.kept].months,
            CountedFrom(kept[line.kept].counted_from),
            kept[line.kept].reason,
        )
        for line in STARTING_LINES
    ]


class HoldForm(forms.Form):
    """Which submission nothing of may be destroyed, and why."""

    reference = forms.CharField(label=_("Reference"), max_length=20, help_text=_("Such as H-0412."))
    reason = forms.CharField(
        label=_("Why nothing of it may be destroyed"),
        max_length=300,
        help_text=_("Such as “a court has asked for it”. Name nobody."),
        error_messages={"required": _("Say why. Whoever gave it may ask.")},
    )

    def clean_reference(self) -> Submission:
        found = Submission.objects.filter(reference__iexact=self.cleaned_data["reference"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is nothing with this reference."))
        return found


class DayForm(forms.Form):
    """A day for which somebody wants to see what will have had its time."""

    on = forms.DateField(
        label=_("What will have had its time on"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"size": 12, "autocomplete": "off"}),
        error_messages={"invalid": _("Write a day like this: 31/3/2028."), "required": _("Write a day.")},
    )


class ClockForm(forms.Form):
    """Which day it is, as somebody knows it from elsewhere."""

    day = forms.DateField(
        label=_("Which day is it? Look at a calendar, not at this screen."),
        input_formats=DAYS,
        widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
        error_messages={"invalid": _("Write a day like this: 31/3/2028."), "required": _("Write a day.")},
    )
