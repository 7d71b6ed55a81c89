"""Forms of whoever holds five words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.states import DetailKind
from heard.collect.receipts.actions import NEEDED_FOR
from heard.collect.receipts.five_words import five_words_said_in
from heard.collect.receipts.queries import opens_something
from heard.collect.receipts.rules import is_young, uses_asked_for
from heard.inquiry.consent.queries import newest_wording
from heard.inquiry.consent.states import Use

LONGEST_DETAIL = 200


class FiveWordsForm(forms.Form):
    """The words as somebody remembers them."""

    words = forms.CharField(
        label=_("Your five words"),
        max_length=300,
        help_text=_("Big or small letters are the same to us, and a small slip does not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the five words that we gave you.")},
    )


class AddingForm(forms.Form):
    """More words, later."""

    words = forms.CharField(
        label=_("What you want to add"),
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Lines and gaps stay as you type them."),
        error_messages={"required": _("There are no words yet.")},
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words.strip():
            raise forms.ValidationError(_("There are no words yet."))
        if opens_something(five_words_said_in(words)):
            raise forms.ValidationError(
                _("Somebody’s five words stand in this text. Take them out, so that nobody who reads it can use them.")
            )
        return words


class ConsentForm(forms.Form):
    """Each use by itself, in the wording in force, and what a use needs to be told."""

    def __init__(
        self, *args: Any, age_band: str = "", known: frozenset[DetailKind] = frozenset(), **kwargs: Any
    ) -> None:
        """`known`: what the giver has told before, and need not tell again."""
        super().__init__(*args, **kwargs)
        self.uses = uses_asked_for(age_band)
        self.known = known
        for use in self.uses:
            self.fields[use] = forms.BooleanField(label=self._wording(use, is_young(age_band)), required=False)
            if use in NEEDED_FOR:
                self.fields[NEEDED_FOR[use].name.lower()] = self._detail(NEEDED_FOR[use])

    @staticmethod
    def _wording(use: Use, young: bool) -> str:
        wording = newest_wording(use)
        assert wording is not None  # only uses with a wording are asked for
        return wording.plain_text if young and wording.plain_text else wording.text

    def _detail(self, kind: DetailKind) -> forms.CharField:
        label = {
            DetailKind.NAME_TO_PRINT: _("If you ticked that: which name shall we print?"),
            DetailKind.HOW_TO_REACH: _("If you ticked that: how can we reach you?"),
        }[kind]
        hint = {
            DetailKind.NAME_TO_PRINT: _("It may be only your first name, or a name you choose."),
            DetailKind.HOW_TO_REACH: _("An e-mail address or a telephone number, and when it is safe to use it."),
        }[kind]
        known = _(" You have told us before. Leave this empty to keep it as it is.") if kind in self.known else ""
        told = forms.CharField(label=label, help_text=f"{hint}{known}", max_length=LONGEST_DETAIL, required=False)
        told.explains_itself = True  # type: ignore[attr-defined]
        return told

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for use, kind in NEEDED_FOR.items():
            name = kind.name.lower()
            if given.get(use) and not given.get(name) and kind not in self.known:
                self.add_error(name, self._missing(kind))
        return given

    @staticmethod
    def _missing(kind: DetailKind) -> Any:
        if kind == DetailKind.NAME_TO_PRINT:
            return _("You said that we may print a name. Tell us which one, or take that tick away.")
        return _("You said that we may get in touch. Tell us how, or take that tick away.")

    @property
    def agreed(self) -> list[Use]:
        return [use for use in self.uses if self.cleaned_data.get(use)]

    @property
    def details(self) -> dict[DetailKind, str]:
        """What was told for the uses agreed to."""
        told = {
            kind: self.cleaned_data.get(kind.name.lower(), "") for use, kind in NEEDED_FOR.items() if use in self.agreed
        }
        return {kind: words for kind, words in told.items() if words}
