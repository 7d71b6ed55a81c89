"""The form with which a file is released."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleasingForm(forms.Form):
    why = forms.CharField(
        label=_("Why may it be opened?"),
        max_length=300,
        error_messages={"required": _("Say why it may be opened. It is kept in the audit beside your name.")},
    )
