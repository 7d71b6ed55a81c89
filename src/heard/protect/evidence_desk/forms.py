"""Forms of the queue and of the pages on which a submission is read."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heard.accounts.models import User
from heard.collect.evidence.models import Part, PartFile, Submission
from heard.collect.evidence.states import Channel, FileKind
from heard.inquiry.contributors.states import AgeBand, SpeakingAs
from heard.inquiry.inquiries.models import Question
from heard.protect.deidentification.queries import parts_saying, register_of_evidence
from heard.protect.deidentification.states import (
    IdentifierKind,
    Reading,
    Recognisable,
    SetAsideBecause,
    Standing,
)
from heard.protect.evidence_desk.queries import colleagues, in_order, needs, queue
from heard.protect.evidence_desk.states import ALL, ANY_FILE, ME, NO_FILE, NO_QUESTION, NOBODY, YOURS, Order
from heard.text.languages import UNKNOWN

SIZES = (25, 50, 100)
# As people here write a day. A browser's own field for dates would show it as its owner's country does.
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
Choices = list[tuple[str, Any]]


def any_or(choices: Choices) -> Choices:
    return [("", _("Any")), *choices]


def question_choices() -> Choices:
    numbers = Question.objects.values_list("number", flat=True)
    asked = [(str(number), _("Question %(number)s") % {"number": number}) for number in numbers]
    return any_or([*asked, (NO_QUESTION, _("No question"))])


def language_choices() -> Choices:
    codes = Submission.objects.order_by("language").values_list("language", flat=True).distinct()
    return any_or([(code, language_named(code)) for code in codes])


def language_named(code: str) -> Any:
    if code == UNKNOWN:
        return _("not certain")
    return LANG_INFO.get(code, {}).get("name", code)


def reader_choices() -> Choices:
    return any_or([(ME, _("You")), (NOBODY, _("Nobody")), *((str(user.pk), user.name) for user in colleagues())])


def file_choices() -> Choices:
    return any_or([(ANY_FILE, _("Any file")), (NO_FILE, _("No file")), *FileKind.choices])


class DayField(forms.DateField):
    """A day in words or figures, the day before the month."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=DAYS,
            widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
            error_messages={"invalid": _("Write a day like this: 27/3/2026.")},
        )


class QueueFilter(forms.Form):
    """What the queue shows. What it does not understand, it leaves out; days alone are complained of."""

    words = forms.CharField(
        label=_("Words or reference"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)
    assigned = forms.ChoiceField(label=_("Given to"), required=False, choices=reader_choices)
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=any_or(list(Channel.choices)))
    speaking_as = forms.ChoiceField(label=_("Speaks of"), required=False, choices=any_or(list(SpeakingAs.choices)))
    question = forms.ChoiceField(label=_("Question"), required=False, choices=question_choices)
    kind = forms.ChoiceField(label=_("Files"), required=False, choices=file_choices)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    age_band = forms.ChoiceField(label=_("Age"), required=False, choices=any_or(list(AgeBand.choices)))
    reading = forms.ChoiceField(label=_("A part that is"), required=False, choices=any_or(list(Reading.choices)))
    since = DayField(_("Received from"))
    until = DayField(_("Received until"))
    size = forms.ChoiceField(
        label=_("On a page"), required=False, choices=[(str(number), str(number)) for number in SIZES]
    )

    ALWAYS_SHOWN = ("words", "sort")
    NARROWS_NOTHING = ("sort", "size")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(set(self.asked) - set(self.NARROWS_NOTHING))

    @property
    def is_narrowed_by_more(self) -> bool:
        return bool({*self.asked, *self.errors} - set(self.ALWAYS_SHOWN))

    @property
    def order(self) -> Order:
        return Order(self.asked.get("sort", Order.NEWEST))

    @property
    def per_page(self) -> int:
        return int(self.asked.get("size", SIZES[0]))

    def narrow(self) -> QuerySet[Submission]:
        """The submissions that fit every choice made, in the order asked for, wherever they stand."""
        found = queue()
        for name, value in self.asked.items():
            if name not in self.NARROWS_NOTHING:
                found = found.filter(getattr(self, f"_by_{name}")(value))
        return in_order(found, self.order)

    def _by_words(self, words: str) -> Q:
        return Q(reference__iexact=words.strip()) | Q(pk__in=parts_saying(words).values("submission"))

    def _by_assigned(self, whom: str) -> Q:
        if whom == NOBODY:
            return Q(reader=None)
        return Q(reader=self.user.pk if whom == ME else whom)

    def _by_channel(self, channel: str) -> Q:
        return Q(channel=channel)

    def _by_speaking_as(self, speaking_as: str) -> Q:
        return Q(contributor__speaking_as=speaking_as)

    def _by_question(self, number: str) -> Q:
        answers = Part.objects.filter(submission=OuterRef("pk"), question__isnull=False)
        return ~Q(Exists(answers)) if number == NO_QUESTION else Q(Exists(answers.filter(question__number=number)))

    def _by_kind(self, kind: str) -> Q:
        files = PartFile.objects.filter(part__submission=OuterRef("pk"))
        if kind == NO_FILE:
            return ~Q(Exists(files))
        return Q(Exists(files if kind == ANY_FILE else files.filter(kind=kind)))

    def _by_language(self, language: str) -> Q:
        return Q(language=language)

    def _by_age_band(self, age_band: str) -> Q:
        return Q(contributor__age_band=age_band)

    def _by_reading(self, reading: str) -> Q:
        return Q(pk__in=register_of_evidence().filter(Q(reading=reading)).values("submission"))

    def _by_since(self, day: Any) -> Q:
        return Q(received_on__gte=day)

    def _by_until(self, day: Any) -> Q:
        return Q(received_on__lte=day)


def at_standing(found: QuerySet[Submission], state: str, user: User) -> QuerySet[Submission]:
    """Of what was found, what stands where the address says; all of it where that means nothing."""
    if state == YOURS:
        return found.filter(needs(user))
    return found.filter(Q(standing=state)) if state in Standing.values else found


def state_asked(given: str) -> str:
    return given if given in (YOURS, *Standing.values) else ALL


class AssigningForm(forms.Form):
    """Whom submissions are given to."""

    to = forms.ChoiceField(label=_("Give to"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(each.pk), each.name) for each in colleagues() if each != user]
        self.fields["to"].choices = [(str(user.pk), _("You")), *others, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]

    @property
    def person(self) -> User | None:
        chosen = self.cleaned_data["to"]
        return None if chosen == NOBODY else User.objects.get(pk=chosen)


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


class PassingForm(forms.Form):
    """The question that whoever passes a text answers first."""

    answer = forms.ChoiceField(
        label=_("Could somebody who knows this person recognise them?"),
        choices=Recognisable.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer this before you pass the text.")},
    )
    says = forms.CharField(
        label=_("By what? (only if they could)"),
        required=False,
        max_length=1000,
        help_text=_("It is sealed. Then hide more of the text, or ask whoever gave it."),
    )


class ChangingForm(forms.Form):
    """What a suggestion is, and what stands in its place."""

    category = forms.CharField(max_length=40)
    instead = forms.CharField(max_length=190, error_messages={"required": _("Say what stands in their place.")})
    everywhere = forms.BooleanField(required=False)


class SuggestingForm(forms.Form):
    """Words of the original that give somebody away, and what is to stand in their place."""

    words = forms.CharField(
        label=_("Words to hide"),
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Exactly as they stand in the original. Mark them there with the mouse, and they appear here."),
        error_messages={"required": _("Say which words.")},
    )
    instead = forms.CharField(
        label=_("What stands in their place"),
        max_length=190,
        help_text=_("Such as “foster carer” or “town in the North West”. The square brackets come by themselves."),
        error_messages={"required": _("Say what stands in their place.")},
    )
    kind = forms.ChoiceField(
        label=_("They identify"),
        choices=IdentifierKind.choices,
        initial=IdentifierKind.DIRECT,
        widget=forms.RadioSelect,
    )
    everywhere = forms.BooleanField(label=_("Wherever these words stand in this text"), required=False, initial=True)
    at = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @property
    def place(self) -> int | None:
        """The code point where the words were marked, where they are meant there alone."""
        return None if self.cleaned_data["everywhere"] else self.cleaned_data["at"]
