"""Importing a form at the desk, step by step. Nothing is received before the last one."""

import csv
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.accounts.rules import NotAllowed
from heard.approvals.asking import asking
from heard.collect.channels.form_imports.actions import (
    WAITS_FOR,
    begin_import,
    carry_on,
    drop_import,
    look_at,
    say_columns,
    start_import,
    take_report,
)
from heard.collect.channels.form_imports.forms import ColumnsForm, FileForm, ValuesForm
from heard.collect.channels.form_imports.models import FormImport
from heard.collect.channels.form_imports.preview import preview
from heard.collect.channels.form_imports.queries import (
    Opened,
    counts_of,
    forms_known,
    imports,
    not_received,
    open_import,
    saved_mapping,
    table_of,
)
from heard.collect.channels.form_imports.rules import check_import_forms
from heard.collect.channels.form_imports.second_persons import report_of
from heard.collect.channels.form_imports.states import TAKE_REPORT, ImportState, Outcome
from heard.collect.evidence.receiving import ReceivedFile, SealingUploadHandler, received_files
from heard.files.sealed_files import read_waiting
from heard.text.errors import BadInput, UnreadableFile
from heard.text.readers.reading import read_table_bytes
from heard.text.readers.tables import Table

LARGEST_EXPORT = 50 * 2**20  # bytes: it is read in memory, again at every step
SECONDS = 2.0  # of receiving for each time that the page is asked for

Step = Callable[[StaffRequest, FormImport, Opened, Table], HttpResponse]


# The form's token can be looked for only once the file is on its way into the seal, not before.
@csrf_exempt
@staff_only(check_import_forms)
def form_imports(request: StaffRequest) -> HttpResponse:
    """Every import, and the form for another.

    Context: `rows` (a page of imports, each with how many were `received`), `form`, `known` (names of forms), `days`.
    """
    if request.method == "POST":
        request.upload_handlers = [SealingUploadHandler(request)]
        return upload(request)
    return page_of_imports(request, FileForm())


@csrf_protect
def upload(request: StaffRequest) -> HttpResponse:
    """Keep the file, if it is a table, and go on to its columns."""
    received = received_files(request)
    form = FileForm(request.POST)
    why_not = why_no_table(received)
    if why_not:
        form.add_error("added", why_not)
    if not form.is_valid():
        for file in received:
            file.forget()
        return page_of_imports(request, form)
    begun = begin_import(request.user, form.cleaned_data["form"], received[0].facts, received[0].kept)
    return redirect("desk_form_columns", begun.pk)


def why_no_table(received: list[ReceivedFile]) -> str:
    """Empty where exactly one file came that can be read as a table."""
    if len(received) != 1:
        return _("Choose the one file that holds the answers.")
    (file,) = received
    if file.kept.size > LARGEST_EXPORT:
        return _("This file is larger than %(limit)d MB. Export the answers in parts.") % {
            "limit": LARGEST_EXPORT // 2**20
        }
    try:
        table = read_table_bytes(file.facts.name, b"".join(read_waiting(file.kept.id, file.kept.key)))
    except UnreadableFile as unreadable:
        return str(unreadable)
    return "" if table.rows else _("There is no answer in this file: only the heads of its columns.")


def page_of_imports(request: StaffRequest, form: FileForm) -> HttpResponse:
    context = {
        "rows": page_of(request, imports()),
        "form": form,
        "known": forms_known(),
        "days": WAITS_FOR.days,
    }
    return render(request, "form_imports/imports.html", context, status=422 if form.errors else 200)


def step(view: Step) -> Callable[..., HttpResponse]:
    """A step before anything is received: it is shown the import, what is known of it, and its table."""

    @staff_only(check_import_forms)
    @wraps(view)
    def guarded(request: StaffRequest, number: int) -> HttpResponse:
        form_import = get_object_or_404(imports(), pk=number)
        if form_import.state != ImportState.BEGUN:
            return redirect("desk_form_import", number)
        opened = open_import(form_import)
        return view(request, form_import, opened, table_of(form_import, opened.facts))

    return guarded  # type: ignore[return-value]


@step
def columns(request: StaffRequest, form_import: FormImport, opened: Opened, table: Table) -> HttpResponse:
    """What each column holds.

    Context: `form_import`, `form` (see `ColumnsForm`), `warnings` (of the file), `rows` (how many), `is_known` (whether
    the same columns were said before).
    """
    known = opened.mapping or saved_mapping(table.columns)
    form = ColumnsForm(request.POST or None, table, known)
    if form.is_bound and form.is_valid():
        mapping = form.mapping(known)
        say_columns(request.user, form_import, mapping)
        has_values = mapping.choices or not mapping.asks_to_be_read
        return redirect("desk_form_values" if has_values else "desk_form_check", form_import.pk)
    if not form.is_bound:
        look_at(request.user, form_import, _("to say what its columns are"))
    context = {
        "form_import": form_import,
        "form": form,
        "warnings": table.warnings,
        "rows": len(table.rows),
        "is_known": known is not None and opened.mapping is None,
    }
    return render(request, "form_imports/columns.html", context, status=422 if form.errors else 200)


@step
def values(request: StaffRequest, form_import: FormImport, opened: Opened, table: Table) -> HttpResponse:
    """What the values of some columns mean, and what everybody was told.

    Context: `form_import`, `form` (see `ValuesForm`).
    """
    if opened.mapping is None:
        return redirect("desk_form_columns", form_import.pk)
    form = ValuesForm(request.POST if request.method == "POST" else None, table, opened.mapping)
    if form.is_bound and form.is_valid():
        say_columns(request.user, form_import, form.mapping())
        return redirect("desk_form_check", form_import.pk)
    context = {"form_import": form_import, "form": form}
    return render(request, "form_imports/values.html", context, status=422 if form.errors else 200)


@step
def check(request: StaffRequest, form_import: FormImport, opened: Opened, table: Table) -> HttpResponse:
    """What would be received; a POST begins to receive it.

    Context: `form_import`, `preview` (see `Preview`), `mapping`.
    """
    mapping = opened.mapping
    if mapping is None or not (mapping.asks_to_be_read or mapping.declaration):
        return redirect("desk_form_values" if mapping else "desk_form_columns", form_import.pk)
    if request.method == "POST":
        start_import(request.user, form_import, table.columns, len(table.rows))
        return redirect("desk_form_import", form_import.pk)
    look_at(request.user, form_import, _("to check what its rows become"))
    found = preview(form_import.form, table, mapping)
    return render(
        request,
        "form_imports/check.html",
        {"form_import": form_import, "preview": found, "mapping": mapping},
    )


@staff_only(check_import_forms)
def form_import(request: StaffRequest, number: int) -> HttpResponse:
    """How far an import is, or what became of its rows. While it runs, asking for this page receives some more.

    Context: `form_import`, `counts` (outcome, how many), `rows` (a page of those not received), `asking` (for the
    report of every row; see `Asking`).
    """
    found = get_object_or_404(imports(), pk=number)
    if found.state == ImportState.BEGUN:
        return redirect("desk_form_columns", number)
    if carry_on(found, SECONDS):
        found.refresh_from_db()
    counted = [(Outcome(outcome).label, rows) for outcome, rows in counts_of(found).items()]
    context = {
        "form_import": found,
        "counts": counted,
        "rows": page_of(request, not_received(found), per_page=100),
        "asking": asking(request.user, TAKE_REPORT, report_of(found)),
    }
    return render(request, "form_imports/import.html", context)


@staff_only(check_import_forms)
@require_POST
def report(request: StaffRequest, number: int) -> HttpResponse:
    """What became of each row, as a CSV file, once a second person agreed.

    It holds nobody's words; beside the file that was imported it says whose words each reference is.
    """
    found = get_object_or_404(imports(), pk=number)
    try:
        take_report(request.user, found)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect("desk_form_import", number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{number}.csv"'
    lines = csv.writer(response)
    lines.writerow([_("row of the file"), _("what became of it"), _("why"), _("reference")])
    for row in found.outcomes.select_related("submission").iterator(chunk_size=1000):
        reference = row.submission.reference if row.submission else ""
        lines.writerow([row.row, row.get_outcome_display(), row.get_why_display(), reference])
    return response


@staff_only(check_import_forms)
@require_POST
def dropping(request: StaffRequest, number: int) -> HttpResponse:
    """Erase a file whose rows nobody began to receive."""
    try:
        drop_import(request.user, get_object_or_404(FormImport, pk=number))
        messages.success(request, _("The file is erased. Nothing of it was received."))
    except BadInput as refused:
        messages.error(request, str(refused))
    return redirect("desk_form_imports")
