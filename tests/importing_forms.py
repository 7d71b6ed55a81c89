"""An import that is begun, in tests."""

from cast import Team
from heard.collect.channels.form_imports.actions import begin_import
from heard.collect.channels.form_imports.models import FormImport
from heard.collect.evidence.file_facts import FileFacts
from heard.files.sealed_files import SealingWriter

EXPORT = b"Respondent,What would you like to tell us?,How old are you?\n1,They told me on the Friday and moved me.,14\n"


def an_import(team: Team, data: bytes = EXPORT) -> FormImport:
    """Asha has uploaded the export of a form, and nobody has said yet what its columns are."""
    writer = SealingWriter()
    writer.write(data)
    kept = writer.finish()
    return begin_import(team.asha, "Our form of May", FileFacts.about("answers.csv", "text/csv", kept), kept)
