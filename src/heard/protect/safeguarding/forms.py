"""Forms about concerns."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.accounts.models import User
from heard.collect.evidence.models import Submission
from heard.inquiry.inquiries.queries import team
from heard.protect.safeguarding.actions import ClockPlan
from heard.protect.safeguarding.models import ClockPolicy
from heard.protect.safeguarding.sealed_words import Decided
from heard.protect.safeguarding.states import Decision, Harmless

DAYS = (
    (0, lazy("Monday")),
    (1, lazy("Tuesday")),
    (2, lazy("Wednesday")),
    (3, lazy("Thursday")),
    (4, lazy("Friday")),
    (5, lazy("Saturday")),
    (6, lazy("Sunday")),
)
REFERRED = ("to_whom", "on")


class RaisingForm(forms.Form):
    """What worries somebody who works here, and about which submission."""

    submission = forms.CharField(
        label=lazy("Reference"), max_length=20, help_text=lazy("As it stands at the top of the evidence: H-0412.")
    )
    why = forms.CharField(
        label=lazy("What worries you?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("A few words are enough. They are sealed; only those who look after concerns read them."),
        error_messages={"required": lazy("Say in a few words what worries you.")},
    )

    def clean_submission(self) -> Submission:
        found = Submission.objects.filter(reference__iexact=self.cleaned_data["submission"].strip()).first()
        if found is None:
            raise ValidationError(_("There is no evidence with this reference. Look at each figure again."))
        return found


class ClosingForm(forms.Form):
    """What was decided about a concern, by somebody who has read it."""

    decision = forms.ChoiceField(
        label=lazy("What was decided"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": lazy("Choose what was decided.")},
    )
    said = forms.CharField(
        label=lazy("Why, and what was done"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("Sealed. It stays when the person takes their words back, so leave their words out of it."),
        error_messages={"required": lazy("Write what was decided, and why.")},
    )
    to_whom = forms.CharField(label=lazy("Referred to"), required=False, max_length=200)
    on = forms.DateField(
        label=lazy("Referred on"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    number = forms.CharField(label=lazy("Their reference"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*REFERRED, "number"):
            self.fields[name].help_text = _("Only where a referral was made.")
            self.fields[name].explains_itself = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("decision") == Decision.REFERRAL:
            for name in REFERRED:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Say to whom it was referred, and on which day."))
        return given

    @property
    def decision_made(self) -> Decision:
        return Decision(self.cleaned_data["decision"])

    def decided(self) -> Decided:
        given = self.cleaned_data
        on = given["on"].isoformat() if given["on"] else ""
        return Decided(given["said"].strip(), given["to_whom"].strip(), on, given["number"].strip())


def closing_form(given: QueryDict) -> ClosingForm:
    """The form as somebody filled it in, or as one press on a reason why there is no concern does."""
    reason = given.get("harmless", "")
    if reason in Harmless.values:
        return ClosingForm({"decision": Decision.NO_CONCERN, "said": f"{Harmless(reason).label}."})
    return ClosingForm(given)


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the team, by name."""

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class ClockForm(forms.Form):
    """By which clock concerns are read, and who hears of those that are late."""

    hours_to_read = forms.IntegerField(
        label=lazy("Working hours within which somebody reads it"), min_value=1, max_value=40
    )
    days_to_escalate = forms.IntegerField(
        label=lazy("Working days after which two more people are told"), min_value=1, max_value=5
    )
    first = Colleague(User.objects.none(), label=lazy("The first of these two"))
    second = Colleague(
        User.objects.none(),
        label=lazy("The second"),
        help_text=lazy("Somebody other than the safeguarding lead, who was told before."),
    )
    opens = forms.TimeField(
        label=lazy("The working day begins"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    closes = forms.TimeField(label=lazy("It ends"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    days = forms.TypedMultipleChoiceField(
        label=lazy("Working days"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    holidays = forms.CharField(
        label=lazy("Days on which nobody works"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy("One date a line, as in 2027-12-27. At first, the bank holidays of England and Wales."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = User.objects.filter(pk__in=team().values("user"), is_active=True).order_by("last_name", "pk")
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, Colleague)
            field.queryset = members

    def clean_holidays(self) -> tuple[date, ...]:
        lines = [line.strip() for line in self.cleaned_data["holidays"].splitlines() if line.strip()]
        wrong = [line for line in lines if not _is_date(line)]
        if wrong:
            raise ValidationError(_("These are not dates such as 2027-12-27: %(lines)s.") % {"lines": ", ".join(wrong)})
        return tuple(sorted({date.fromisoformat(line) for line in lines}))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("Name two different people: one of them may be away."))
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("This is before the day begins."))
        return given

    def plan(self) -> ClockPlan:
        return ClockPlan(**{**self.cleaned_data, "days": tuple(self.cleaned_data["days"])})


def _is_date(line: str) -> bool:
    try:
        date.fromisoformat(line)
    except ValueError:
        return False
    return True


def clock_form_for(policy: ClockPolicy) -> ClockForm:
    """The form as the clock stands now."""
    names = ("hours_to_read", "days_to_escalate", "first", "second", "opens", "closes", "days")
    given = {name: getattr(policy, name) for name in names}
    return ClockForm(initial=given | {"holidays": "\n".join(policy.holidays)})
