"""The roster holds names sealed, calls each by one pseudonym for good, and takes in a table row by row."""

from io import BytesIO

import pytest
from django.test import Client

from cast import Team, jay_gives_evidence
from heard.accounts.rules import NotAllowed
from heard.audit.models import Entry
from heard.collect.evidence.actions import withdraw
from heard.protect.roster.actions import (
    NewEntry,
    add_entry,
    change_names,
    remove_entry,
    set_policy,
)
from heard.protect.roster.models import Policy, RosterEntry
from heard.protect.roster.queries import entries, levels_printed, levels_read, open_entry, roster_for
from heard.protect.roster.states import Kind, PersonRole
from heard.text.deidentification import deidentify
from heard.text.deidentification.pseudonyms import Pseudonyms
from heard.text.errors import BadInput
from stolen import found_in, whole_database

pytestmark = pytest.mark.django_db

BERYL = NewEntry("Beryl Quillfeather", Kind.PERSON, PersonRole.FOSTER_CARER, ("Aunty Bez",))
ELMS = NewEntry("Quernstone House", Kind.HOME)


def test_people_are_numbered_by_what_they_are_and_things_are_lettered(team: Team) -> None:
    called = [
        add_entry(team.cerys, new).pseudonym
        for new in (BERYL, NewEntry("Ola Ferncliffe", Kind.PERSON, PersonRole.FOSTER_CARER), ELMS)
    ]
    assert called == ["[foster carer 1]", "[foster carer 2]", "[home A]"]


def test_somebodys_own_family_is_looked_for_in_their_words_alone(team: Team) -> None:
    jay, other = jay_gives_evidence().submission.contributor, jay_gives_evidence().submission.contributor
    sibling = NewEntry("Perrin Quillfeather", Kind.PERSON, PersonRole.SIBLING, whose=jay)
    entry = add_entry(team.cerys, sibling)
    assert entry.pseudonym == f"[sibling 1 of P-{jay.pk:04}]"
    assert [entry.name for entry in roster_for(jay).entries] == ["Perrin Quillfeather"]
    assert not roster_for(other).entries


def test_words_somebody_chose_stand_in_its_place(team: Team) -> None:
    town = NewEntry("Kettlesham", Kind.PLACE, called="town in the East of England")
    assert add_entry(team.cerys, town).pseudonym == "[town in the East of England]"
    other = NewEntry("Marlow Bay", Kind.PLACE, called="town in the East of England")
    assert add_entry(team.cerys, other).pseudonym == "[town in the East of England 2]"


def test_no_name_is_in_the_database_or_the_audit(team: Team) -> None:
    entry = add_entry(team.cerys, BERYL)
    assert open_entry(entry).aliases == ("Aunty Bez",)
    said = "\n".join(f"{line.label} {line.use}" for line in Entry.objects.all())
    assert not found_in(whole_database() + said.encode(), ["Quillfeather", "Aunty Bez"])


def test_the_suggestions_carry_the_rosters_pseudonym(team: Team) -> None:
    contributor = jay_gives_evidence().submission.contributor
    for new in (BERYL, ELMS):
        add_entry(team.cerys, new)
    text = "aunty bez said quernstone was shut. Beryl Quilfeather cried."
    (done,) = deidentify([text], roster_for(contributor), fast=True, replacements=Pseudonyms())
    assert done.redacted == "[foster carer 1] said [home A] was shut. [foster carer 1] cried."


def test_a_name_is_on_it_once(team: Team) -> None:
    add_entry(team.cerys, BERYL)
    with pytest.raises(BadInput, match="already"):
        add_entry(team.cerys, NewEntry("beryl quillfeather", Kind.PERSON, PersonRole.OTHER))


def test_names_are_written_anew_and_the_pseudonym_stays(team: Team) -> None:
    entry = add_entry(team.cerys, BERYL)
    change_names(team.cerys, entry, "Beryl Quillfeather-Moss", ())
    entry.refresh_from_db()
    assert (open_entry(entry).name, entry.pseudonym) == ("Beryl Quillfeather-Moss", "[foster carer 1]")


def test_taken_off_it_is_erased_and_its_pseudonym_is_nobody_elses(team: Team) -> None:
    remove_entry(team.cerys, add_entry(team.cerys, BERYL))
    assert bytes(RosterEntry.objects.get().sealed) == b""
    assert not entries().exists()
    assert add_entry(team.cerys, BERYL).pseudonym == "[foster carer 2]"


def test_whoever_takes_their_words_back_takes_their_familys_names_too(team: Team) -> None:
    part = jay_gives_evidence()
    add_entry(team.cerys, NewEntry("Perrin", Kind.PERSON, PersonRole.SIBLING, whose=part.submission.contributor))
    withdraw(None, part.submission)
    assert not entries().exists()
    assert bytes(RosterEntry.objects.get().sealed) == b""


@pytest.mark.parametrize("name", ["ben", "frank", "greta"])
def test_only_those_who_open_originals_see_it(team: Team, name: str) -> None:
    with pytest.raises(NotAllowed):
        add_entry(getattr(team, name), BERYL)


def test_only_the_secretariat_sets_the_policy_and_the_newest_counts(team: Team) -> None:
    assert (levels_read().date, levels_printed().date) == ("year", "none")
    with pytest.raises(NotAllowed):
        set_policy(team.cerys, Policy())
    set_policy(team.asha, Policy(date_read="month", place_printed="country"))
    set_policy(team.asha, Policy(date_read="month", place_printed="none"))
    assert (levels_read().date, levels_printed().place) == ("month", "none")


# At the desk

TABLE = """name,kind,role,aliases,only in
Beryl Quillfeather,person,foster carer,Aunty Bez; Bez,
Quernstone House,home,,,
,home,,,
Quernstone House,home,,,
Marsh,dragon,,,
Perrin,person,sibling,,H-9999
"""


def test_a_table_is_looked_at_row_by_row_before_anything_is_kept(client: Client, team: Team) -> None:
    client.force_login(team.cerys)
    file = BytesIO(TABLE.encode())
    file.name = "roster.csv"
    page = client.post("/desk/roster/import-preview/", {"added": file})
    assert not RosterEntry.objects.exists()
    whys = [row.why_not for row in page.context["rows"]]
    assert [bool(why) for why in whys] == [False, False, True, True, True, True]
    assert "no name" in whys[2]
    assert "already" in whys[3]
    assert "dragon" in whys[4]
    assert "H-9999" in whys[5]
    kept = client.post("/desk/roster/import-keeping/", {"rows": page.context["carried"]}, follow=True)
    assert "2 entries are added." in kept.content.decode()
    assert [open_entry(entry).name for entry in entries()] == ["Quernstone House", "Beryl Quillfeather"]


def test_rows_that_were_tampered_with_are_refused(client: Client, team: Team) -> None:
    client.force_login(team.cerys)
    page = client.post("/desk/roster/import-keeping/", {"rows": "bm9uc2Vuc2U="}, follow=True)
    assert "did not come back as they were" in page.content.decode()
    assert not RosterEntry.objects.exists()


def test_somebody_is_added_changed_and_taken_off_at_the_desk(client: Client, team: Team) -> None:
    client.force_login(team.cerys)
    told = {"name": "Beryl Quillfeather", "kind": "person", "role": "", "aliases": "", "only_in": "H-9999"}
    page = client.post("/desk/roster/", told).content.decode()
    assert "Say who this person is" in page
    assert "There is no submission H-9999" in page
    page = client.post("/desk/roster/", told | {"role": "foster carer", "only_in": ""}, follow=True).content.decode()
    assert "[foster carer 1]" in page
    number = entries().get().pk
    assert "Beryl Quillfeather" in client.get(f"/desk/roster/{number}/").content.decode()
    client.post(f"/desk/roster/{number}/", {"name": "Beryl Moss", "aliases": "Bez\nBezza"})
    assert open_entry(entries().get()).aliases == ("Bez", "Bezza")
    client.post(f"/desk/roster/{number}/removing/")
    assert not entries().exists()


def test_looking_at_it_is_a_line_in_the_audit(client: Client, team: Team) -> None:
    client.force_login(team.cerys)
    client.get("/desk/roster/")
    assert Entry.objects.filter(verb="open roster", actor=team.cerys).count() == 1


def test_the_policy_is_set_at_the_desk(client: Client, team: Team) -> None:
    client.force_login(team.asha)
    told = {"style": "with contributor", "place_read": "region", "place_printed": "country", "date_read": "month"}
    told |= {"date_printed": "none", "age_read": "band", "age_printed": "none"}
    assert "From now on" in client.post("/desk/roster/policy/", told, follow=True).content.decode()
    assert levels_printed().place == "country"
