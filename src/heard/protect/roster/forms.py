"""Forms of the roster and of the policy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.protect.roster.actions import NewEntry
from heard.protect.roster.importing import whose_of
from heard.protect.roster.models import Policy
from heard.protect.roster.states import Kind, PersonRole
from heard.text.errors import BadInput


class NamesForm(forms.Form):
    """A name and its other spellings."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("In full, if you know it."),
        error_messages={"required": _("Say the name.")},
    )
    aliases = forms.CharField(
        label=_("Other names and spellings"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on a line. Short forms and slips of one letter are found by themselves."),
    )

    @property
    def other_names(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip())


class EntryForm(NamesForm):
    """A new entry."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    role = forms.ChoiceField(
        label=_("Who they are"),
        required=False,
        choices=[("", _("not a person")), *PersonRole.choices],
        help_text=_("For people. It is what stands in their place, with a number."),
    )
    only_in = forms.CharField(
        label=_("Only in the words of"),
        required=False,
        max_length=20,
        help_text=_(
            "A reference such as H-0412, for somebody’s own family. Leave it empty for whom anybody may mention."
        ),
    )
    called = forms.CharField(
        label=_("What stands in their place"),
        required=False,
        max_length=60,
        help_text=_("Leave it empty for the inquiry’s usual words, such as [foster carer 3] or [home B]."),
    )

    field_order = ("name", "kind", "role", "aliases", "only_in", "called")

    @property
    def new(self) -> NewEntry:
        """Raises BadInput for a reference that we do not know."""
        told = self.cleaned_data
        role = PersonRole(told["role"]) if told["role"] else None
        return NewEntry(
            told["name"], Kind(told["kind"]), role, self.other_names, told["called"], whose_of(told["only_in"])
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == Kind.PERSON and not told.get("role"):
            self.add_error("role", _("Say who this person is. It is what stands in their place."))
        try:
            whose_of(told.get("only_in", ""))
        except BadInput as unknown:
            self.add_error("only_in", str(unknown))
        return told


class FileForm(forms.Form):
    """A table of entries. It is received sealed, so that the form sees only what was wrong."""

    added = forms.FileField(
        label=_("A table (CSV or Excel)"),
        required=False,
        help_text=_(
            "Its columns: name; and where you know them kind, role, aliases (with ; between), called, only in."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["added"].explains_itself = True  # type: ignore[attr-defined]


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """How people, places, dates and ages are called instead."""

    class Meta:
        model = Policy
        fields = ("style", "place_read", "place_printed", "date_read", "date_printed", "age_read", "age_printed")
