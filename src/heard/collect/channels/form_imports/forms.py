"""The forms of an import: the file, its columns, and what their values mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.collect.channels.form_imports.guessing import MOST_VALUES, guess_columns, guess_value, says_who
from heard.collect.channels.form_imports.mapping import Mapping
from heard.collect.channels.form_imports.states import (
    CHOSEN_ONCE,
    CONSENT,
    DATES,
    QUESTION,
    USES,
    ColumnUse,
    is_choice,
    is_words,
)
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.queries import questions
from heard.text.readers.tables import Table

LOOKED_AT = 500  # rows from which a column's use is guessed
EXAMPLES = 3
BANDS = {ColumnUse.AGE: AgeBand, ColumnUse.REGION: Region, ColumnUse.SPEAKING: SpeakingAs}


class FileForm(forms.Form):
    """The export of a form, and which form it is."""

    form = forms.CharField(
        label=_("Which form is it?"),
        max_length=100,
        help_text=_(
            "A name for it, such as “Our form of May, for carers”. Use the same name when you import the same form "
            "again: that is how answers that are here already are known."
        ),
        widget=forms.TextInput(attrs={"list": "forms-known", "autocomplete": "off"}),
        error_messages={"required": _("Give the form a name.")},
    )
    added = forms.FileField(
        label=_("Its answers"),
        required=False,
        help_text=_("The file that Microsoft Forms, Google Forms, SurveyMonkey or another program gives: CSV or XLSX."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.tsv,.ods"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["added"].explains_itself = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column on the page: its head, a few of its values, and the choice of its use (None where it is dropped)."""

    head: str
    examples: list[str]
    field: forms.BoundField | None


class ColumnsForm(forms.Form):
    """What each column holds."""

    def __init__(self, data: Any, table: Table, known: Mapping | None) -> None:
        super().__init__(data)
        self.table = table
        self.cells = [[row.cells[number] for row in table.rows] for number in range(len(table.columns))]
        looked_at = [cells[:LOOKED_AT] for cells in self.cells]
        self.dropped = {
            number for number, head in enumerate(table.columns) if says_who(head, filled_of(self.cells[number]))
        }
        uses = known.columns if known else guess_columns(table.columns, looked_at, list(questions()))
        choices = self._choices()
        for number, head in enumerate(table.columns):
            if number not in self.dropped:
                field = forms.ChoiceField(label=head, required=False, choices=choices, initial=uses[number])
                self.fields[f"column-{number}"] = field

    @staticmethod
    def _choices() -> list[tuple[str, Any]]:
        asked = [
            (
                f"{QUESTION}{question.number}",
                _("question %(number)d: %(text)s") % {"number": question.number, "text": shortened(question.text)},
            )
            for question in questions()
        ]
        agreed = [(f"{CONSENT}{use.value}", _("may it be %(use)s?") % {"use": use.label}) for use in USES]
        others = [(use.value, use.label) for use in ColumnUse if use not in (ColumnUse.LEFT_OUT, ColumnUse.DROPPED)]
        return [(ColumnUse.LEFT_OUT.value, ColumnUse.LEFT_OUT.label), *asked, *others, *agreed]

    def shown(self) -> Iterator[ColumnShown]:
        for number, head in enumerate(self.table.columns):
            filled = filled_of(self.cells[number])
            examples = [] if number in self.dropped else list(dict.fromkeys(filled))[:EXAMPLES]
            field = None if number in self.dropped else self[f"column-{number}"]
            yield ColumnShown(head, examples, field)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        uses = [given.get(f"column-{number}", "") for number in range(len(self.table.columns))]
        if not any(map(is_words, uses)):
            self.add_error(None, _("No column holds words yet. At least one has to."))
        for number, use in enumerate(uses):
            self._check_once(uses, number)
            values = set(filled_of(self.cells[number]))
            if is_choice(use) and len(values) > MOST_VALUES:
                says = _(
                    "This column has %(number)d different answers, so it is no choice. Leave it out, or take its words."
                )
                self.add_error(f"column-{number}", says % {"number": len(values)})
        return given

    def _check_once(self, uses: list[str], number: int) -> None:
        use = uses[number]
        same = DATES if use in DATES else (use,) if use in CHOSEN_ONCE or use.startswith(CONSENT) else ()
        if any(before in same for before in uses[:number]):
            self.add_error(f"column-{number}", _("Another column is this already. Choose one of them."))

    def mapping(self, known: Mapping | None) -> Mapping:
        """What was said; what values mean is taken over from before where the column's use is the same."""
        uses = tuple(
            ColumnUse.DROPPED.value if number in self.dropped else self.cleaned_data[f"column-{number}"]
            for number in range(len(self.table.columns))
        )
        if known is None:
            return Mapping(uses)
        same = {n: meant for n, meant in known.values.items() if known.columns[n] == uses[n]}
        return replace(known, columns=uses, values=same)


@dataclass(frozen=True, slots=True)
class ValuesShown:
    """A column whose values are understood one by one: its head, and the fields."""

    head: str
    fields: list[forms.BoundField]


class ValuesForm(forms.Form):
    """What the values of those columns mean; and what everybody was told, where the form did not ask."""

    def __init__(self, data: Any, table: Table, mapping: Mapping) -> None:
        super().__init__(data)
        self.table, self.map = table, mapping
        self.groups: list[tuple[int, list[str]]] = []
        for number in mapping.choices:
            values = list(dict.fromkeys(filled_of([row.cells[number] for row in table.rows])))
            self.groups.append((number, values))
            self._add(number, values)
        untold = [use for use in USES if mapping.used_for(f"{CONSENT}{use.value}") is None]
        if untold:
            self._add_declaring(untold)

    def _add(self, number: int, values: list[str]) -> None:
        use, before = self.map.columns[number], self.map.values.get(number, {})
        if use.startswith(CONSENT):
            said_yes = [value for value in values if before.get(value, guess_value(use, value)) == "yes"]
            self.fields[f"value-{number}"] = forms.MultipleChoiceField(
                label=_("Which answers mean yes?"),
                required=False,
                choices=[(value, value) for value in values],
                initial=said_yes,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("An empty cell means no."),
            )
            self.fields[f"value-{number}"].explains_itself = True  # type: ignore[attr-defined]
            return
        choices = [
            ("", _("not said")),
            *(choice for choice in BANDS[ColumnUse(use)].choices if choice[0] != "not said"),
        ]
        for at, value in enumerate(values):
            field = forms.ChoiceField(
                label=f"“{value}”", required=False, choices=choices, initial=before.get(value, guess_value(use, value))
            )
            field.explains_itself = True  # type: ignore[attr-defined]
            self.fields[f"value-{number}-{at}"] = field

    def _add_declaring(self, untold: list[Use]) -> None:
        self.fields["declared"] = forms.MultipleChoiceField(
            label=_("What everybody was told, before they answered, that it may be"),
            required=not self.map.asks_to_be_read,
            choices=[(use.value, use.label) for use in untold],
            initial=list(self.map.declared),
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "Only what the form itself, or the letter that came with it, said. Nobody agrees for somebody else."
            ),
            error_messages={
                "required": _(
                    "No column says that they agreed to be read. Say what they were told, or choose a column for it."
                )
            },
        )
        self.fields["declaration"] = forms.CharField(
            label=_("In which words they were told"),
            required=False,
            max_length=300,
            initial=self.map.declaration,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Copy the sentence from the form. It is kept in the audit beside your name."),
        )
        self.fields["declared"].explains_itself = True  # type: ignore[attr-defined]
        self.fields["declaration"].explains_itself = True  # type: ignore[attr-defined]

    def shown(self) -> Iterator[ValuesShown]:
        for number, _values in self.groups:
            names = [name for name in self.fields if name == f"value-{number}" or name.startswith(f"value-{number}-")]
            yield ValuesShown(self.table.columns[number], [self[name] for name in names])

    def declaring(self) -> list[forms.BoundField]:
        return [self[name] for name in ("declared", "declaration") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        declared, declaration = given.get("declared"), str(given.get("declaration", "")).strip()
        if declared and not declaration:
            self.add_error("declaration", _("Copy here the words in which they were told."))
        if declared and not self.map.asks_to_be_read and Use.ANALYSE.value not in declared:
            self.add_error("declared", _("If they were not told that it is read, nothing of it can be received."))
        return given

    def mapping(self) -> Mapping:
        given = self.cleaned_data
        values = {number: self._meant(number, found) for number, found in self.groups}
        declared = tuple(given.get("declared") or ())
        said = given.get("declaration", "").strip() if declared else ""
        return replace(self.map, values=values, declared=declared, declaration=said)

    def _meant(self, number: int, values: list[str]) -> dict[str, str]:
        if self.map.columns[number].startswith(CONSENT):
            said_yes = self.cleaned_data[f"value-{number}"]
            return {value: "yes" if value in said_yes else "no" for value in values}
        return {value: self.cleaned_data[f"value-{number}-{at}"] for at, value in enumerate(values)}


def filled_of(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
