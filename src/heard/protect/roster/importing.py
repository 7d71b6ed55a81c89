"""A roster from a table: each row looked at, and told what becomes of it, before anything is kept.

Between the looking and the keeping, the rows travel sealed in the page itself: no copy of the names stays anywhere.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from heard.collect.evidence.models import Submission
from heard.files.sealing import SealBroken, derived_key, seal, unseal
from heard.inquiry.contributors.models import Contributor
from heard.protect.roster.actions import NewEntry, check_new, identity_of, names_held
from heard.protect.roster.states import Kind, PersonRole
from heard.text.deidentification.word_lists import plain
from heard.text.errors import BadInput
from heard.text.readers.tables import Row, Table

COLUMNS = ("name", "kind", "role", "aliases", "called", "only in")
MOST_ROWS = 2000
PURPOSE, CONTEXT = "roster on its way", b"rows of a roster"
Choice = TypeVar("Choice", Kind, PersonRole)


@dataclass(frozen=True, slots=True)
class Looked:
    """One row of the table: what it would become, or why it is left out. `row` is its number in the file."""

    row: int
    name: str
    new: NewEntry | None
    why_not: str = ""


def look_through(table: Table) -> list[Looked]:
    """What becomes of each row. Raises BadInput where there is no column called “name”, or too many rows."""
    heads = [plain(column).strip() for column in table.columns]
    if "name" not in heads:
        raise BadInput(
            _("There is no column called “name”. The columns may be: %(all)s.") % {"all": ", ".join(COLUMNS)}
        )
    if len(table.rows) > MOST_ROWS:
        raise BadInput(_("There are more than %(most)d rows. Import them in parts.") % {"most": MOST_ROWS})
    rows = {row.number: dict(zip(heads, map(str.strip, row.cells), strict=False)) for row in table.rows}
    return list(_looked_at(rows))


def _looked_at(rows: dict[int, dict[str, str]]) -> Iterator[Looked]:
    held = names_held()
    for number, cells in rows.items():
        name = cells.get("name", "")
        try:
            new = entry_from(cells)
            check_new(new, held)
        except BadInput as why:
            yield Looked(number, name, None, str(why))
        else:
            held.add(identity_of(new))
            yield Looked(number, name, new)


def entry_from(cells: dict[str, str]) -> NewEntry:
    """Raises BadInput for a kind, role or reference that we do not know."""
    kind = choice_of(Kind, cells.get("kind", "") or Kind.PERSON)
    role = choice_of(PersonRole, cells.get("role", "") or PersonRole.OTHER) if kind == Kind.PERSON else None
    aliases = tuple(alias.strip() for alias in cells.get("aliases", "").replace("|", ";").split(";") if alias.strip())
    return NewEntry(
        cells.get("name", ""), kind, role, aliases, cells.get("called", ""), whose_of(cells.get("only in", ""))
    )


def choice_of(choices: type[Choice], given: str) -> Choice:
    wanted = plain(given)
    for choice in choices:
        if wanted in (plain(choice.value), plain(str(choice.label))):
            return choice
    known = ", ".join(str(choice.label) for choice in choices)
    raise BadInput(_("“%(given)s” is not one of: %(known)s.") % {"given": given, "known": known})


def whose_of(reference: str) -> Contributor | None:
    """The contributor of a submission, or None where no reference is given. Raises BadInput for an unknown one."""
    if not reference.strip():
        return None
    found = Submission.objects.filter(reference__iexact=reference.strip(), withdrawal__isnull=True).first()
    if found is None:
        raise BadInput(_("There is no submission %(reference)s.") % {"reference": reference.strip()})
    return found.contributor


def carried(table: Table) -> str:
    """The table's cells, sealed, as a form's field can carry them."""
    told = json.dumps([table.columns, [(row.number, row.cells) for row in table.rows]], ensure_ascii=False)
    return base64.b64encode(seal(derived_key(PURPOSE), told.encode(), CONTEXT)).decode()


def carried_back(given: str) -> Table:
    """Raises BadInput for anything that we did not seal ourselves."""
    try:
        columns, rows = json.loads(unseal(derived_key(PURPOSE), base64.b64decode(given), CONTEXT))
    except (SealBroken, ValueError) as broken:
        raise BadInput(_("The rows did not come back as they were. Choose the file again.")) from broken
    return Table("", "", tuple(columns), tuple(Row(number, tuple(cells)) for number, cells in rows))
