"""Reading imports."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Q, QuerySet

from heard.collect.channels.form_imports.mapping import Mapping, fingerprint
from heard.collect.channels.form_imports.models import FormImport, ImportedRow, KnownAnswer, SavedMapping
from heard.collect.channels.form_imports.rows import RowRead
from heard.collect.channels.form_imports.states import ImportState, Outcome
from heard.collect.evidence.file_facts import FileFacts
from heard.files.sealed_files import read_file
from heard.files.sealing import derived_key, unseal
from heard.text.readers.reading import read_table_bytes
from heard.text.readers.tables import Table

SAVED = b"saved mapping"
AT_ONCE = 500  # hashes asked for in one query


@dataclass(frozen=True, slots=True)
class Opened:
    """What an import holds sealed: the file's facts, and what its columns were said to be, once somebody has said."""

    facts: FileFacts
    mapping: Mapping | None

    def written(self) -> bytes:
        told = {"facts": self.facts.written().decode(), "mapping": self.mapping.written() if self.mapping else ""}
        return json.dumps(told).encode()


def open_import(form_import: FormImport) -> Opened:
    told = json.loads(unseal(form_import.key.unwrap(), bytes(form_import.sealed), form_import.seal_context))
    facts = FileFacts.read(told["facts"].encode())
    return Opened(facts, Mapping.read(told["mapping"]) if told["mapping"] else None)


def table_of(form_import: FormImport, facts: FileFacts) -> Table:
    """The file as a table. Raises UnreadableFile."""
    assert form_import.stored_id is not None
    return read_table_bytes(facts.name, b"".join(read_file(form_import.stored_id, facts.key_bytes)))


def imports() -> QuerySet[FormImport]:
    """Every import, newest first, with how many rows were `received`."""
    received = Count("outcomes", filter=Q(outcomes__outcome=Outcome.RECEIVED))
    return FormImport.objects.select_related("by").annotate(received=received).order_by("-pk")


def running() -> QuerySet[FormImport]:
    return FormImport.objects.filter(state=ImportState.RUNNING).order_by("pk")


def counts_of(form_import: FormImport) -> dict[str, int]:
    """How many rows came out how: every outcome, none left out."""
    rows = form_import.outcomes.values_list("outcome").annotate(number=Count("pk")).order_by()
    found = dict(rows)
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def not_received(form_import: FormImport) -> QuerySet[ImportedRow]:
    return form_import.outcomes.exclude(outcome=Outcome.RECEIVED).select_related("submission")


def forms_known() -> list[str]:
    """The names of forms imported before, to choose among."""
    return sorted(set(FormImport.objects.exclude(state=ImportState.DROPPED).values_list("form", flat=True)))


def saved_mapping(columns: tuple[str, ...]) -> Mapping | None:
    """What the same columns were said to be before."""
    saved = SavedMapping.objects.filter(columns=fingerprint(columns)).first()
    return Mapping.read(unseal(saved_key(), bytes(saved.sealed), SAVED).decode()) if saved else None


def saved_key() -> bytes:
    return derived_key("heard saved mappings")


def hash_of_answer(form: str, read: RowRead) -> str:
    """What an answer is known by: its form and its own number, or all that is in its row."""
    known_by = (
        f"{form.casefold().strip()}\x1d{read.id}" if read.id else f"{form.casefold().strip()}\x1d\x1d{read.known_as}"
    )
    return _keyed(known_by)


def hash_of_row(read: RowRead) -> str:
    return _keyed(read.known_as)


def known_rows(reads: Sequence[RowRead]) -> set[str]:
    """Of these rows, the hashes of those that were received before, from whichever form."""
    return _found("row_hash", [hash_of_row(read) for read in reads])


def known_answers(form: str, reads: Sequence[RowRead]) -> set[str]:
    """Of these rows, the hashes of the answers that were received before from this form."""
    return _found("hash", [hash_of_answer(form, read) for read in reads])


def _found(field: str, hashes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(hashes), AT_ONCE):
        some = {f"{field}__in": hashes[start : start + AT_ONCE]}
        found.update(KnownAnswer.objects.filter(**some).values_list(field, flat=True))
    return found


def _keyed(text: str) -> str:
    return hmac.digest(derived_key("heard form answers"), text.encode("utf-8", "surrogatepass"), sha256).hex()


def unfinished() -> QuerySet[FormImport]:
    """Imports that wait for somebody to say what their columns are, or whose rows are being received."""
    return FormImport.objects.filter(state__in=(ImportState.BEGUN, ImportState.RUNNING))
