"""The roster at the desk: who is on it, adding, importing, and the policy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from heard.accounts.access import StaffRequest, staff_only
from heard.accounts.desk import page_of
from heard.collect.evidence.receiving import SealingUploadHandler, received_files
from heard.files.sealed_files import read_waiting
from heard.protect.roster.actions import (
    add_entries,
    add_entry,
    change_names,
    open_roster,
    remove_entry,
    set_policy,
)
from heard.protect.roster.forms import EntryForm, FileForm, NamesForm, PolicyForm
from heard.protect.roster.importing import carried, carried_back, look_through
from heard.protect.roster.models import RosterEntry
from heard.protect.roster.queries import current_policy, entries, open_entry, opened
from heard.protect.roster.rules import can_set_policy, check_see_roster, check_set_policy
from heard.text.errors import BadInput, UnreadableFile
from heard.text.readers.reading import read_table_bytes
from heard.text.readers.tables import Table

LARGEST = 2 * 2**20  # bytes of a table: it travels in the page


@staff_only(check_see_roster)
def roster(request: StaffRequest) -> HttpResponse:
    """Who is on the roster, and the form to put somebody on it. Context: see `show`."""
    if request.method != "POST":
        return show(request, EntryForm())
    form = EntryForm(request.POST)
    if form.is_valid():
        try:
            entry = add_entry(request.user, form.new)
        except BadInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Added. What stands in their place: %(words)s") % {"words": entry.pseudonym})
            return redirect("desk_roster")
    return show(request, form, status=422)


def show(request: StaffRequest, form: EntryForm, file: FileForm | None = None, status: int = 200) -> HttpResponse:
    """Context: `rows` (a page of entries) with `names` of each, `form`, `file` (forms), `may_set_policy`."""
    open_roster(request.user, _("looking at it"))
    rows = page_of(request, entries(), per_page=100)
    context = {
        "rows": rows,
        "listed": list(opened(rows)),
        "form": form,
        "file": file or FileForm(),
        "may_set_policy": can_set_policy(request.user),
    }
    return render(request, "roster/roster.html", context, status=status)


@staff_only(check_see_roster)
def entry(request: StaffRequest, number: int) -> HttpResponse:
    """One entry: its names may be written anew. Context: `entry`, `form`."""
    found = get_object_or_404(entries(), pk=number)
    if request.method != "POST":
        open_roster(request.user, _("looking at one entry"))
        told = open_entry(found)
        form = NamesForm(initial={"name": told.name, "aliases": "\n".join(told.aliases)})
        return render(request, "roster/entry.html", {"entry": found, "form": form})
    form = NamesForm(request.POST)
    if form.is_valid():
        try:
            change_names(request.user, found, form.cleaned_data["name"], form.other_names)
        except BadInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("It is written anew. Texts made before are looked through again."))
            return redirect("desk_roster")
    return render(request, "roster/entry.html", {"entry": found, "form": form}, status=422)


@staff_only(check_see_roster)
@require_POST
def removing(request: StaffRequest, number: int) -> HttpResponse:
    """Take an entry off the roster."""
    remove_entry(request.user, get_object_or_404(RosterEntry, pk=number))
    messages.success(request, _("It is off the roster, and its name is erased. What was replaced stays replaced."))
    return redirect("desk_roster")


# The form's token can be looked for only once the file is on its way into the seal, not before.
@csrf_exempt
@staff_only(check_see_roster)
@require_POST
def import_preview(request: StaffRequest) -> HttpResponse:
    """What the rows of a table would become. Nothing is kept of it yet."""
    request.upload_handlers = [SealingUploadHandler(request)]
    return preview(request)


@csrf_protect
def preview(request: StaffRequest) -> HttpResponse:
    """Context: `rows` (see `Looked`), `new` and `left_out` (how many), `carried` (the rows, sealed)."""
    try:
        table = table_in(request)
        rows = look_through(table)
    except (BadInput, UnreadableFile) as refusal:
        file = FileForm({})
        file.add_error("added", str(refusal))
        return show(request, EntryForm(), file, status=422)
    new = sum(row.new is not None for row in rows)
    context = {"rows": rows, "new": new, "left_out": len(rows) - new, "carried": carried(table)}
    return render(request, "roster/import.html", context)


def table_in(request: StaffRequest) -> Table:
    """The one table that came; its file is erased again. Raises BadInput or UnreadableFile."""
    received = received_files(request)
    try:
        if len(received) != 1:
            raise BadInput(_("Choose the one file that holds the roster."))
        (file,) = received
        if file.kept.size > LARGEST:
            raise BadInput(_("This file is larger than %(most)d MB. Import it in parts.") % {"most": LARGEST // 2**20})
        return read_table_bytes(file.facts.name, b"".join(read_waiting(file.kept.id, file.kept.key)))
    finally:
        for each in received:
            each.forget()


@staff_only(check_see_roster)
@require_POST
def import_keeping(request: StaffRequest) -> HttpResponse:
    """Put the rows that were looked at on the roster."""
    try:
        rows = look_through(carried_back(request.POST.get("rows", "")))
        made = add_entries(request.user, [row.new for row in rows if row.new])
    except BadInput as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_roster")
    said = ngettext("%(number)d entry is added.", "%(number)d entries are added.", len(made))
    messages.success(request, said % {"number": len(made)})
    return redirect("desk_roster")


WHAT_FOLLOWS = gettext_lazy(
    "From now on it is done so. Texts made before keep their words. Quotations that say more than others may read now "
    "are off the public pages, and wait under “Quotations” for somebody to decide."
)


@staff_only(check_set_policy)
def policy(request: StaffRequest) -> HttpResponse:
    """How people and places are called instead. Context: `form`, `policy` (the one that holds now)."""
    standing = current_policy()
    form = PolicyForm(request.POST or None, instance=standing if request.method != "POST" else None)
    if form.is_bound and form.is_valid():
        set_policy(request.user, form.save(commit=False))
        messages.success(request, WHAT_FOLLOWS)
        return redirect("desk_policy")
    return render(request, "roster/policy.html", {"form": form, "policy": standing}, status=422 if form.errors else 200)
