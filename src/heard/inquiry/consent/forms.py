"""The forms with which the secretariat writes a new version of what people agree to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget


class WordingForm(forms.Form):
    """A use's wording, for everybody and for young people."""

    text = forms.CharField(
        label=_("Words"),
        help_text=_("Begin with “You may”. One use in one sentence, so that saying yes means one thing."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    plain_text = forms.CharField(
        label=_("Words for everybody under 18"),
        help_text=_("Begin with “You can”. Leave it empty to ask them in the words above."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoticeForm(forms.Form):
    """The privacy notice."""

    text = forms.CharField(label=_("Words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = get_rich_text_editor_widget()
