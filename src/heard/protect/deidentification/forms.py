"""Forms with which originals are opened and files written down."""

from typing import Any

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


class TranscriptForm(forms.Form):
    """A transcript of a recording, as a file. It is received sealed, so that the form sees only what was wrong."""

    added = forms.FileField(
        label=_("A transcript you have already"),
        required=False,
        help_text=_("Captions (.vtt or .srt), which keep the times, or plain text (.txt)."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,.txt,text/vtt,text/plain"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["added"].explains_itself = True  # type: ignore[attr-defined]


class OpeningForm(forms.Form):
    """Why somebody opens an original."""

    use = forms.CharField(label=_("What are you opening it for?"), max_length=300)
