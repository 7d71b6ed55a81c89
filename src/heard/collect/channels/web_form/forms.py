"""The pages' forms. Each is made from what somebody told us so far, and changes it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.calls.queries import the_call
from heard.collect.channels.web_form.answers import JUST_TELL_US, Answers, Page
from heard.collect.channels.web_form.queries import words_with_draft
from heard.collect.channels.web_form.rules import AdultAsked, adult_asked
from heard.collect.receipts.five_words import five_words_said_in
from heard.collect.receipts.forms import ConsentForm
from heard.collect.receipts.queries import opens_something
from heard.inquiry.consent.states import TrustedAdult, Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.queries import questions

LONGEST_WORDS = 200_000  # characters; some hundred pages
NOBODY_YET = "nobody yet"
NOT_SAID = [("", _("I’d rather not say"))]

SPEAKERS = {
    SpeakingAs.OWN_EXPERIENCE: _("I’m telling you about my own life"),
    SpeakingAs.PROFESSIONAL: _("I’m telling you about my work"),
    SpeakingAs.ON_BEHALF: _("I’m speaking for somebody else, who knows about it"),
    SpeakingAs.GROUP: _("We are a group, and speak together"),
    SpeakingAs.ORGANISATION: _("I’m speaking for an organisation"),
}


class WhoForm(forms.Form):
    """Whose experience this is."""

    speaking_as = forms.ChoiceField(
        label=_("Choose the one that fits best."),
        widget=forms.RadioSelect,
        choices=list(SPEAKERS.items()),
        error_messages={"required": _("Choose the one that fits best.")},
    )

    def __init__(self, data: Any, _page: Page, answers: Answers) -> None:
        super().__init__(data, initial={"speaking_as": answers.speaking_as})

    def changed(self, answers: Answers) -> Answers:
        return replace(answers, speaking_as=self.cleaned_data["speaking_as"])


class QuestionsForm(forms.Form):
    """Which questions somebody writes about."""

    questions = forms.TypedMultipleChoiceField(
        label=_("Choose as many as you like."),
        help_text=_("Each gets a page of its own, and you may leave a page empty."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Choose at least one. “Something else” is fine.")},
    )

    def __init__(self, data: Any, _page: Page, answers: Answers) -> None:
        super().__init__(data, initial={"questions": answers.questions or []})
        asked = [(question.number, question.plain_text or question.text) for question in questions()]
        self.fields["questions"].choices = [*asked, (JUST_TELL_US, _("Something else: I just want to tell you"))]  # type: ignore[attr-defined]

    def changed(self, answers: Answers) -> Answers:
        return replace(answers, questions=self.cleaned_data["questions"])


class WordsForm(forms.Form):
    """Words, kept as they are typed: every line break and every space."""

    words = forms.CharField(
        label=_("Your words"),
        required=False,
        strip=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 10, "data-keep": ""}),
        help_text=_("Any language is welcome. Lines and gaps stay as you type them: a poem stays a poem."),
        error_messages={
            "max_length": _(
                "This is longer than the %(limit_value)d letters that fit here. "
                "Nothing is lost: send the rest as a second piece afterwards."
            )
        },
    )

    def __init__(self, data: Any, page: Page, answers: Answers) -> None:
        super().__init__(data, initial={"words": answers.words_on(page.number or JUST_TELL_US)})
        self.number = page.number or JUST_TELL_US
        self.fields["words"].explains_itself = True  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        refuse_keys(words)
        return words

    def changed(self, answers: Answers) -> Answers:
        return replace(answers, words=answers.words | {str(self.number): self.cleaned_data["words"]})


class AddingForm(forms.Form):
    """More words, files or both, later."""

    words = forms.CharField(
        label=_("What you want to add"),
        strip=False,
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 10, "data-keep": ""}),
        help_text=_("Lines and gaps stay as you type them."),
    )

    def __init__(self, data: Any, answers: Answers) -> None:
        super().__init__(data, initial={"words": answers.words_on(JUST_TELL_US)})
        self.fields["words"].explains_itself = True  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        refuse_keys(words)
        return words

    def changed(self, answers: Answers) -> Answers:
        return replace(answers, words=answers.words | {str(JUST_TELL_US): self.cleaned_data["words"]})


def refuse_keys(words: str) -> None:
    """Somebody's five words inside evidence could be used by whoever reads it."""
    said = list(five_words_said_in(words))
    if said and (opens_something(said) or words_with_draft(said)):
        raise forms.ValidationError(
            _(
                "Five words that open what somebody gave us stand in this text. "
                "Take them out, so that nobody who reads it can use them."
            )
        )


class ManyFiles(forms.FileInput):
    """The browser's own choice of files: as many as somebody likes."""

    allow_multiple_selected = True


class FilesForm(forms.Form):
    """Files, if somebody has any. They are received one by one elsewhere, so that one bad file spoils no other."""

    added = forms.FileField(label=_("Choose files"), required=False, widget=ManyFiles)

    def __init__(self, data: Any, _page: Page, _answers: Answers) -> None:
        super().__init__(data)
        self.fields["added"].explains_itself = True  # type: ignore[attr-defined]

    def changed(self, answers: Answers) -> Answers:
        return replace(answers, has_seen_files=True)


class AboutForm(forms.Form):
    """Two facts that help us to hear from everybody. Each may be left unsaid."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*AgeBand.choices, *NOT_SAID],
    )
    region = forms.ChoiceField(
        label=_("Where in the UK is this about?"), required=False, choices=[*NOT_SAID, *Region.choices]
    )

    def __init__(self, data: Any, _page: Page, answers: Answers) -> None:
        super().__init__(data, initial={"age_band": answers.age_band, "region": answers.region})
        for field in self.fields.values():
            field.explains_itself = True  # type: ignore[attr-defined]

    def changed(self, answers: Answers) -> Answers:
        given = self.cleaned_data
        # Somebody who says they are younger than before is asked again what they agree to.
        still_agreed = answers.has_agreed and given["age_band"] == answers.age_band
        return replace(
            answers, age_band=given["age_band"], region=given["region"], has_told_about=True, has_agreed=still_agreed
        )


class AgreeForm(ConsentForm):
    """What we may do with the words; and, for children, whether a grown-up knows."""

    def __init__(self, data: Any, _page: Page, answers: Answers) -> None:
        told = {name.replace(" ", "_"): words for name, words in answers.details.items()}
        initial = dict.fromkeys(answers.uses, True) | told | {"trusted_adult": answers.trusted_adult}
        super().__init__(data, age_band=answers.age_band, initial=initial)
        self.has_changed_since = bool(answers.agreed_to) and answers.agreed_to != self.now_asked
        self.asked = adult_asked(the_call(), answers)
        if self.asked == AdultAsked.WHO_KNOWS:
            self.fields["trusted_adult"] = who_knows()
        elif self.asked == AdultAsked.IF_YOUNGER:
            self.fields["old_enough"] = old_enough()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if Use.ANALYSE in self.uses and not given.get(Use.ANALYSE):
            self.add_error(
                Use.ANALYSE,
                _("If we may not read it, there is nothing we can do with it. Tick this, or leave without sending."),
            )
        return given

    @property
    def nobody_knows(self) -> bool:
        return self.cleaned_data.get("trusted_adult") == NOBODY_YET

    def changed(self, answers: Answers) -> Answers:
        adult = self.cleaned_data.get("trusted_adult", "")
        return replace(
            answers,
            uses=[use.value for use in self.agreed],
            details={kind.value: told for kind, told in self.details.items()},
            trusted_adult="" if self.nobody_knows else adult,
            has_agreed=not self.nobody_knows,
            agreed_to=self.now_asked,
        )


def who_knows() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Which grown-up you trust knows that you are telling us this?"),
        help_text=_(
            "We ask because you are young, so that somebody near you can help if it stirs things up. "
            "They do not have to read it, and we do not ask their name."
        ),
        widget=forms.RadioSelect,
        choices=[*TrustedAdult.choices, (NOBODY_YET, _("nobody yet"))],
        error_messages={"required": _("Choose one. “Nobody yet” is an honest answer too.")},
    )


def old_enough() -> forms.BooleanField:
    call = the_call()
    age = call.adult_needed_under if call else 0
    return forms.BooleanField(
        label=_("I am %(age)d or older; or I am younger, and a grown-up I trust knows that I am telling you this.")
        % {"age": age},
        help_text=_("You did not say how old you are, so we ask this of everybody."),
        error_messages={
            "required": _(
                "Tick this before you go on. If no grown-up knows yet, "
                "keep what you wrote for later and tell one first."
            )
        },
    )


FORMS: dict[str, Any] = {
    "who": WhoForm,
    "questions": QuestionsForm,
    "words": WordsForm,
    "files": FilesForm,
    "about": AboutForm,
    "agree": AgreeForm,
}
