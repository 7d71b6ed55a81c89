"""The form with which the secretariat brings somebody into the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.inquiry.inquiries.states import Role


class AppointmentForm(forms.Form):
    """Whom, and to what."""

    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("They sign in with it."), max_length=254)
    name = forms.CharField(
        label=_("Their name"),
        help_text=_("As colleagues see it. Of somebody who has an account already, the name stays as it is."),
        max_length=150,
        required=False,
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose one")), *Role.choices])
