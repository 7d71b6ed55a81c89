"""The form with which staff do for somebody what that person would do with five words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.accounts.models import User
from heard.collect.evidence.models import Submission
from heard.collect.receipts.rules import Request, can_act_for_givers, uses_asked_for
from heard.collect.receipts.states import Asks, Checked, ChildsWish, HowAsked, WhoAsked
from heard.inquiry.consent.queries import uses_allowed
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.queries import team

SAY_WHICH = {"required": _("Choose one.")}


class OnBehalfForm(forms.Form):
    """Who asked, how we know that it is them, and what they ask for."""

    who = forms.ChoiceField(
        label=_("Who asked"), choices=WhoAsked.choices, widget=forms.RadioSelect, error_messages=SAY_WHICH
    )
    how = forms.ChoiceField(
        label=_("How they asked"), choices=HowAsked.choices, widget=forms.RadioSelect, error_messages=SAY_WHICH
    )
    checked = forms.ChoiceField(
        label=_("How we know that it is them"),
        choices=Checked.choices,
        widget=forms.RadioSelect,
        error_messages=SAY_WHICH,
    )
    checked_by = forms.ChoiceField(label=_("Who made sure"))
    childs_wish = forms.ChoiceField(
        label=_("For a child: what does the child want?"),
        choices=ChildsWish.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only where a parent or guardian asks. Nobody decides over a young person’s own wish."),
    )
    asks = forms.ChoiceField(
        label=_("What they ask for"), choices=Asks.choices, widget=forms.RadioSelect, error_messages=SAY_WHICH
    )
    uses = forms.MultipleChoiceField(
        label=_("What may be done from now on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Counts only where they ask for a change. Tick all that they allow."),
    )
    is_sure = forms.BooleanField(
        label=_("I know that words which are taken back cannot be brought back by anybody."), required=False
    )

    def __init__(self, *args: Any, user: User, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.user.pk): member.user for member in team() if can_act_for_givers(member.user)}
        allowed = uses_allowed(submission.consent)
        uses = uses_asked_for(submission.contributor.age_band)
        self.fields["checked_by"].choices = [(key, person.name) for key, person in self.people.items()]  # type: ignore[attr-defined]
        self.fields["uses"].choices = [(use.value, use.label) for use in uses]  # type: ignore[attr-defined]
        self.initial = {**self.initial, "checked_by": str(user.pk), "uses": allowed}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("asks") == Asks.TAKE_BACK and not given.get("is_sure"):
            self.add_error("is_sure", _("Tick this, too: taking back cannot be undone."))
        return given

    @property
    def takes_back(self) -> bool:
        return bool(self.cleaned_data["asks"] == Asks.TAKE_BACK)

    @property
    def uses_from_now_on(self) -> list[Use]:
        return [Use(use) for use in self.cleaned_data["uses"]]

    @property
    def request(self) -> Request:
        told = self.cleaned_data
        is_guardian = told["who"] == WhoAsked.GUARDIAN
        return Request(
            who=WhoAsked(told["who"]),
            how=HowAsked(told["how"]),
            checked=Checked(told["checked"]),
            checked_by=self.people[told["checked_by"]],
            childs_wish=ChildsWish(told["childs_wish"]) if is_guardian and told["childs_wish"] else None,
        )
