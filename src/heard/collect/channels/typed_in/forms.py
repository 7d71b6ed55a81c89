"""The form for what somebody wrote or said."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.actions import GivenEvidence, GivenPart
from heard.collect.evidence.states import Channel
from heard.collect.receipts.five_words import five_words_said_in
from heard.collect.receipts.forms import ConsentForm
from heard.collect.receipts.queries import opens_something
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.queries import questions
from heard.text.languages import notice_language

CHANNELS = (Channel.LETTER, Channel.PHONE_CALL, Channel.TOLD_A_WORKER, Channel.EMAIL)
NOT_SAID = [("", _("not said"))]


def asked() -> list[tuple[Any, Any]]:
    return [
        ("", _("none of them")),
        *((question.pk, f"{question.number}. {question.text}") for question in questions()),
    ]


class TypingInForm(ConsentForm):
    """What came, from whom, and what they agreed to: item by item, as everybody is asked."""

    channel = forms.ChoiceField(label=_("How it came"), choices=[(way, way.label) for way in CHANNELS])
    received_on = forms.DateField(
        label=_("When it came"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    question = forms.ChoiceField(label=_("The question it answers"), required=False, choices=asked)
    words = forms.CharField(
        label=_("Their words"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Exactly as they wrote or said it, in their own lines. What you add yourself, leave out."),
        error_messages={"required": _("There are no words yet.")},
    )
    speaking_as = forms.ChoiceField(label=_("They speak of"), choices=SpeakingAs.choices)
    age_band = forms.ChoiceField(
        label=_("How old they say they are"), required=False, choices=[*NOT_SAID, *AgeBand.choices]
    )
    region = forms.ChoiceField(label=_("Where it is about"), required=False, choices=[*NOT_SAID, *Region.choices])
    trusted_adult = forms.ChoiceField(
        label=_("For a child: the grown-up who knows"), required=False, choices=[*NOT_SAID, *TrustedAdult.choices]
    )
    how_agreed = forms.CharField(
        label=_("How they told us what we may do with it"),
        max_length=300,
        help_text=_(
            "For example: “It says so in the letter”, or “I read each choice to them and they said yes or no”."
        ),
        error_messages={"required": _("Say how they told us. Nobody agrees for somebody else.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"received_on": timezone.localdate()}, age_band=(data or {}).get("age_band", ""))
        self.order_fields([name for name in self.fields if name != "how_agreed"])

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words.strip():
            raise forms.ValidationError(_("There are no words yet."))
        if opens_something(five_words_said_in(words)):
            raise forms.ValidationError(
                _("Five words that open what somebody gave us stand in this text. Take them out.")
            )
        return words

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get(Use.ANALYSE):
            self.add_error(Use.ANALYSE, _("Without this there is nothing that may be done with it, so it is not kept."))
        return given

    def given(self) -> GivenEvidence:
        told = self.cleaned_data
        question = questions().filter(pk=int(told["question"] or 0)).first()
        return GivenEvidence(
            parts=(GivenPart(told["words"], question),),
            channel=Channel(told["channel"]),
            received_on=told["received_on"],
            speaking_as=SpeakingAs(told["speaking_as"]),
            uses=tuple(self.agreed),
            age_band=AgeBand(told["age_band"]) if told["age_band"] else None,
            region=Region(told["region"]) if told["region"] else None,
            trusted_adult=TrustedAdult(told["trusted_adult"]) if told["trusted_adult"] else None,
            details=self.details,
            language=notice_language(told["words"]),
        )
