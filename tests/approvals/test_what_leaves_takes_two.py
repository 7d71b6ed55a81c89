"""Whatever leaves the desk or the machine with more than one submission in it takes a second person, or holds nobody.

A new way out that is not sorted in here fails these tests until somebody has thought about it.
"""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands

import heard
from cast import Team, jay_gives_evidence, read_by
from heard.accounts.rules import NotAllowed
from heard.approvals.kinds import all_kinds
from heard.cli.main import COMMANDS
from heard.protect.evidence_desk.actions import export_log, open_key_table

PACKAGE = Path(heard.__file__).parent

# Every module that hands a browser a file to keep, and why one person may, or what asks for a second.
FILES_FOR_BROWSERS = {
    "collect/channels/form_imports/views.py": "the report of an import: a second person",
    "protect/evidence_desk/key_views.py": "the log of replacements: a second person",
    "protect/deidentification/contents.py": "one file of one submission, named in the audit",
    "protect/retention/views.py": "a certificate of destruction: keyed hashes, made to be handed on",
    "publish/pages/views.py": "the published numbers, which everybody may have",
}
# Commands that write something for whoever runs them, and what each can write of the site.
COMMANDS_AND_WHAT_THEY_WRITE = {
    **dict.fromkeys(
        ("notes", "deidentify", "flag", "analyse", "match", "agreement", "suppress", "draft", "reading-age"),
        "only what is in the files that they are given: they know no site",
    ),
    "backup": "enciphered to the recipients, whom two people choose",
    "restore": "back into the site alone, with a recipient's private key",
    "keys": "a key, or the installation key enciphered to the recipients",
    **dict.fromkeys(("receive-mail", "work"), "into the site alone"),
    **dict.fromkeys(("check-files", "check", "audit"), "what is wrong, by numbers and references"),
    "demo": "a fictional inquiry",
}
HANDS_A_FILE_OVER = re.compile(r"""Content-Disposition"\]|text/csv; charset|as_attachment|FileResponse""")


def test_every_way_out_through_a_browser_is_thought_about() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if HANDS_A_FILE_OVER.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(FILES_FOR_BROWSERS)


def test_every_command_is_thought_about() -> None:
    assert set(COMMANDS) == set(COMMANDS_AND_WHAT_THEY_WRITE)


@pytest.mark.parametrize(
    "command", [name for name, writes in COMMANDS_AND_WHAT_THEY_WRITE.items() if "no site" in writes]
)
def test_what_works_on_given_files_never_opens_the_site(command: str) -> None:
    words = (PACKAGE / "cli" / f"{command.replace('-', '_')}.py").read_text(encoding="utf-8")
    assert not re.search(r"the_site|django|heard\.(collect|protect|understand|publish)", words)


def test_nobody_writes_the_database_out_in_the_clear() -> None:
    assert get_commands()["dumpdata"] == "heard.approvals"
    with pytest.raises(CommandError, match="on one person's word"):
        call_command("dumpdata")


def test_whatever_needs_a_second_person_has_a_kind_of_its_own() -> None:
    assert {kind.name for kind in all_kinds()} == {
        "change who can open backups",
        "export log",
        "open key table",
        "publish numbers",
        "take report of form import",
        "un-redact",
    }


@pytest.mark.django_db
def test_nobody_opens_a_key_table_or_takes_the_log_alone(team: Team) -> None:
    submission = read_by(team, jay_gives_evidence(), 0).part.submission
    with pytest.raises(NotAllowed, match="A second person has to agree"):
        open_key_table(team.asha, submission)
    with pytest.raises(NotAllowed, match="A second person has to agree"):
        export_log(team.asha)
