"""Forms with which originals are opened and files written down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.protect.deidentification.states import NoteKind


class WritingDownForm(forms.Form):
    """What is in a file, written down by somebody who opened it."""

    kind = forms.ChoiceField(label=_("What you write down"), choices=NoteKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Written down"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("There is nothing written here yet.")},
    )


class OpeningForm(forms.Form):
    """Why somebody opens an original."""

    use = forms.CharField(label=_("What are you opening it for?"), max_length=300)
