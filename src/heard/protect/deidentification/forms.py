"""Forms of the evidence desk."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.models import Part
from heard.collect.evidence.states import Channel
from heard.inquiry.contributors.states import SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.protect.deidentification.states import NoteKind, Reading, SetAsideBecause

NO_QUESTION = "none"


def any_or(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("Any")), *choices]


def question_choices() -> list[tuple[str, str]]:
    numbers = Question.objects.values_list("number", flat=True)
    asked = [(str(number), _("Question %(number)s") % {"number": number}) for number in numbers]
    return any_or([*asked, (NO_QUESTION, _("No question"))])


class EvidenceFilter(forms.Form):
    """What the list of evidence shows. Anything it does not understand, it ignores."""

    words = forms.CharField(label=_("Words or reference"), required=False)
    question = forms.ChoiceField(label=_("Question"), required=False, choices=question_choices)
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=any_or(list(Channel.choices)))
    speaking_as = forms.ChoiceField(label=_("Speaks of"), required=False, choices=any_or(list(SpeakingAs.choices)))
    reading = forms.ChoiceField(label=_("How far"), required=False, choices=any_or(list(Reading.choices)))

    def narrow(self, parts: QuerySet[Part]) -> QuerySet[Part]:
        """The parts that fit every choice made."""
        self.is_valid()
        for name, condition in self._conditions().items():
            if self.cleaned_data.get(name):
                parts = parts.filter(condition)
        return parts

    def _conditions(self) -> dict[str, Q]:
        asked = self.cleaned_data
        number = asked.get("question")
        return {
            "words": Q(words__icontains=asked.get("words")) | Q(submission__reference__iexact=asked.get("words")),
            "question": Q(question=None) if number == NO_QUESTION else Q(question__number=number),
            "channel": Q(submission__channel=asked.get("channel")),
            "speaking_as": Q(submission__contributor__speaking_as=asked.get("speaking_as")),
            "reading": Q(reading=asked.get("reading")),
        }


class WritingDownForm(forms.Form):
    """What is in a file, written down by somebody who opened it."""

    kind = forms.ChoiceField(label=_("What you write down"), choices=NoteKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Written down"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("There is nothing written here yet.")},
    )


class SettingAsideForm(forms.Form):
    """Why a submission is not evidence."""

    why = forms.ChoiceField(
        label=_("Why it is set aside"),
        choices=SetAsideBecause.choices,
        widget=forms.RadioSelect,
        help_text=_("Whoever gave it sees this, in these words."),
        error_messages={"required": _("Say why.")},
    )
    note = forms.CharField(label=_("A note for colleagues"), max_length=300, required=False)


class AskingForm(forms.Form):
    """What whoever gave it is asked."""

    text = forms.CharField(
        label=_("What you want to ask"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They see it when they come back with their five words, and need not answer."),
        error_messages={"required": _("There is no question yet.")},
    )


class OpeningForm(forms.Form):
    """Why somebody opens an original."""

    use = forms.CharField(label=_("What are you opening it for?"), max_length=300)
