"""Forms of whoever holds five words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.states import NEEDED_FOR, DetailKind
from heard.collect.receipts.rules import uses_asked_for, wording_shown
from heard.inquiry.consent.models import ConsentWording
from heard.inquiry.consent.queries import consent_asked_now, wordings_in_force
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


class ConsentForm(forms.Form):
    """Each use by itself, in the wording in force, and what a use needs to be told."""

    asked_in = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        age_band: str = "",
        known: frozenset[DetailKind] = frozenset(),
        agreed: Mapping[Use, ConsentWording] | None = None,
        **kwargs: Any,
    ) -> None:
        """`known`: what the giver has told before, and need not tell again. `agreed`: the words they agreed to then."""
        super().__init__(*args, **kwargs)
        self.uses = uses_asked_for(age_band)
        self.known = known
        self.consent_asked = consent_asked_now()
        self.now_asked = self.initial["asked_in"] = str(self.consent_asked)
        wordings = wordings_in_force() | dict(agreed or {})
        for use in self.uses:
            shown = wording_shown(wordings[use], age_band)
            self.fields[use] = forms.BooleanField(label=shown, required=False)
            if use in NEEDED_FOR:
                self.fields[NEEDED_FOR[use].name.lower()] = self._detail(NEEDED_FOR[use])

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
        if given.get("asked_in") and given["asked_in"] != self.now_asked:
            self.data = {**self.data.dict(), "asked_in": self.now_asked}  # type: ignore[attr-defined]
            self.add_error(None, _("What we ask has changed while you had this page open. Please read it once more."))
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
