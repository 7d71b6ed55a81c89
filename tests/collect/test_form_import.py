"""Answers from a form elsewhere: each row is looked at before it is received, received once, and accounted for."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

from cast import Team, agreed_by
from heard.approvals.actions import agree
from heard.approvals.models import Approval
from heard.audit.queries import newest_lines
from heard.collect.channels.form_imports import actions
from heard.collect.channels.form_imports.actions import AT_ONCE, carry_on, import_if_due
from heard.collect.channels.form_imports.models import FormImport, ImportedRow, KnownAnswer
from heard.collect.channels.form_imports.second_persons import report_of
from heard.collect.channels.form_imports.states import TAKE_REPORT
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import Submission
from heard.collect.evidence.raw import open_sealed
from heard.files.models import StoredFile
from heard.inquiry.consent.queries import agreed_now, uses_allowed
from heard.inquiry.consent.states import Use
from heard.inquiry.inquiries.models import Question
from telling import POEM, open_call

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/form-imports/"
HEADS = ["ID", "Start time", "Completion time", "Email", "Name", "How old are you?", "Where do you live now?"]
HEADS += ["What happened when you moved?\xa0", "Anything else?", "May we quote you?", "Do you agree that we read this?"]
WREN = ["1", "2026-05-04 09:00:00", "2026-05-04 09:10:00", "wren-7741@example.net", "Wren Hale", "16-17", "Wales"]
WREN += [POEM, "The dog stayed behind and nobody said why.", "Yes", "Yes, I agree"]
FINN = ["2", "2026-05-05 09:00:00", "2026-05-05 09:10:00", "anonymous", "", "Under 18", "London"]
FINN += ["They lost my bike when they moved me.", "", "No", "Yes, I agree"]
SILENT = ["3", "2026-05-06 09:00:00", "2026-05-06 09:10:00", "anonymous", "", "", "", "", "", "Yes", "Yes, I agree"]
UNWILLING = [
    "4",
    "2026-05-07 09:00:00",
    "2026-05-07 09:10:00",
    "anonymous",
    "",
    "25+",
    "",
    "Not for you.",
    "",
    "No",
    "No",
]
EXPORT = [HEADS, WREN, FINN, SILENT, UNWILLING]


def as_csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


@pytest.fixture
def asha(team: Team, client: Client) -> Client:
    open_call(team)
    client.force_login(team.asha)
    return client


def upload(client: Client, data: bytes, name: str = "answers.csv", form: str = "Our form of May") -> HttpResponse:
    return client.post(ADDRESS, {"form": form, "added": SimpleUploadedFile(name, data)})


def suggested(response: HttpResponse) -> dict[str, Any]:
    """What a page would send if nobody changed anything."""
    form = response.context["form"]
    return {name: field.initial for name, field in form.fields.items() if field.initial}


def walk(client: Client, data: bytes, form: str = "Our form of May", **changes: Any) -> FormImport:
    """Upload, and accept what is guessed, save `changes`; up to the page with what will be received."""
    begun = upload(client, data, form=form)
    assert begun.status_code == 302, begun.context["form"].errors
    page = client.get(begun["Location"])
    response = client.post(begun["Location"], suggested(page) | changes)
    assert response.status_code == 302, response.context["form"].errors
    if "values" in response["Location"]:
        page = client.get(response["Location"])
        wanted = {name: given for name, given in changes.items() if name in page.context["form"].fields}
        response = client.post(response["Location"], suggested(page) | wanted)
        assert response.status_code == 302, response.context["form"].errors
    return FormImport.objects.get(pk=int(begun["Location"].split("/")[-3]))


def receive(client: Client, data: bytes, form: str = "Our form of May", **changes: Any) -> FormImport:
    found = walk(client, data, form, **changes)
    client.post(f"{ADDRESS}{found.pk}/check/")
    while found.state != "done":
        client.get(f"{ADDRESS}{found.pk}/")
        found.refresh_from_db()
    return found


def outcomes(found: FormImport) -> list[tuple[int, str, str]]:
    return list(found.outcomes.values_list("row", "outcome", "why"))


def words_of(submission: Submission) -> list[str]:
    return [open_sealed(part).text for part in submission.parts.all()]


def test_each_row_becomes_a_submission_or_is_left_out_with_a_reason(asha: Client) -> None:
    found = receive(asha, as_csv(EXPORT))
    assert outcomes(found) == [
        (2, "received", ""),
        (3, "received", ""),
        (4, "left out", "no words"),
        (5, "left out", "not agreed"),
    ]
    first = Submission.objects.order_by("reference").first()
    assert first is not None
    assert words_of(first) == [POEM, "The dog stayed behind and nobody said why."]
    assert [part.question for part in first.parts.all()] == [Question.objects.get(number=1), None]
    assert (first.channel, first.received_on) == ("imported form", date(2026, 5, 4))
    assert (first.contributor.age_band, first.contributor.region) == ("16–17", "Wales")
    assert first.contributor.speaking_as == "not said"
    assert uses_allowed(first.consent) == [Use.ANALYSE, Use.QUOTE_UNNAMED]


def test_a_band_that_runs_over_two_of_ours_is_not_guessed(asha: Client) -> None:
    receive(asha, as_csv(EXPORT))
    second = Submission.objects.order_by("-reference").first()
    assert second is not None
    assert (second.contributor.age_band, second.contributor.region) == ("", "London")
    assert uses_allowed(second.consent) == [Use.ANALYSE]


def test_a_workbook_is_read_as_the_same(asha: Client) -> None:
    assert [row[1] for row in outcomes(receive(asha, as_xlsx(EXPORT)))].count("received") == 2


def test_nothing_is_received_before_somebody_has_seen_what_comes_of_it(asha: Client) -> None:
    found = walk(asha, as_csv(EXPORT))
    page = asha.get(f"{ADDRESS}{found.pk}/check/")
    preview = page.context["preview"]
    assert (preview.rows, preview.to_receive, preview.same) == (4, 2, 0)
    assert preview.to_receive + preview.same + sum(number for _, number in preview.left_out) == preview.rows
    assert "three of them" in page.content.decode()
    assert not Submission.objects.exists()


def test_columns_that_say_who_somebody_is_are_dropped_and_said_so_whatever_anybody_chooses(asha: Client) -> None:
    begun = upload(asha, as_csv(EXPORT))
    page = asha.get(begun["Location"])
    assert {"column-3", "column-4"}.isdisjoint(page.context["form"].fields)
    assert page.content.decode().count("Dropped: it says who somebody is") == 2
    assert "wren-7741" not in page.content.decode()
    receive(asha, as_csv(EXPORT), **{"column-3": "words", "column-4": "words"})
    assert all("Wren Hale" not in words for submission in Submission.objects.all() for words in words_of(submission))


def test_the_same_file_again_receives_nothing_twice(asha: Client) -> None:
    receive(asha, as_csv(EXPORT))
    again = receive_again(asha, as_csv(EXPORT))
    assert [outcome for _, outcome, _ in outcomes(again)] == ["same", "same", "left out", "left out"]
    assert Submission.objects.count() == 2


def test_nobody_is_said_to_have_read_our_wording_on_another_form(asha: Client) -> None:
    receive(asha, as_csv(EXPORT))
    consents = [submission.consent for submission in Submission.objects.all()]
    assert [consent.notice for consent in consents] == [None, None]
    assert {given.wording for consent in consents for given in agreed_now(consent)} == {None}


def receive_again(client: Client, data: bytes, form: str = "Our form of May") -> FormImport:
    """As somebody who knows the columns already, and starts although there may be nothing new."""
    found = walk(client, data, form)
    client.post(f"{ADDRESS}{found.pk}/check/")
    client.get(f"{ADDRESS}{found.pk}/")
    found.refresh_from_db()
    assert found.state == "done"
    return found


def test_a_later_export_adds_what_is_new_and_says_what_has_changed(asha: Client) -> None:
    receive(asha, as_csv(EXPORT))
    changed = [*FINN[:7], "They found my bike.", *FINN[8:]]
    new = ["5", *FINN[1:7], "I am new here and want to say this.", *FINN[8:]]
    found = receive_again(asha, as_csv([HEADS, WREN, changed, new]))
    assert outcomes(found) == [(2, "same", ""), (3, "left out", "changed"), (4, "received", "")]
    assert ["They lost my bike when they moved me."] in [words_of(one) for one in Submission.objects.all()]


def test_without_numbers_answers_are_known_by_all_that_is_in_their_row(asha: Client) -> None:
    lines = [[*line[1:]] for line in EXPORT]
    twice = [*lines[:2], lines[1], *lines[2:]]
    receive(asha, as_csv(twice))
    assert Submission.objects.count() == 3  # two people may well answer alike
    receive_again(
        asha,
        as_csv(
            [*twice, ["2026-06-01", "2026-06-01", "", "", "", "", "A new one, in the end.", "", "", "Yes, I agree"]]
        ),
    )
    assert Submission.objects.count() == 4


def test_what_was_taken_back_does_not_come_again(asha: Client, team: Team) -> None:
    receive(asha, as_csv(EXPORT))
    for submission in Submission.objects.all():
        withdraw(team.asha, submission)
    receive_again(asha, as_csv(EXPORT))
    assert Submission.objects.count() == 2


def test_the_same_answers_under_another_forms_name_are_pointed_out(asha: Client) -> None:
    receive(asha, as_csv(EXPORT))
    found = walk(asha, as_csv(EXPORT), form="May form")
    assert "from a form of another name" in asha.get(f"{ADDRESS}{found.pk}/check/").content.decode()


def test_the_file_is_erased_and_its_key_destroyed_once_its_rows_are_received(asha: Client) -> None:
    found = receive(asha, as_csv(EXPORT))
    assert not StoredFile.objects.exists()
    assert (found.stored, bytes(found.sealed), found.key.wrapped) == (None, b"", b"")


def test_the_file_waits_sealed_and_can_be_erased_instead(asha: Client) -> None:
    found = walk(asha, as_csv(EXPORT))
    if connection.vendor == "sqlite":
        whole = connection.connection.serialize()
        for trace in ("wren-7741", "Under 18", "Anything else?", "answers.csv"):
            assert trace.encode() not in whole, trace
    asha.post(f"{ADDRESS}{found.pk}/dropping/")
    found.refresh_from_db()
    assert found.state == "dropped"
    assert not StoredFile.objects.exists()
    assert not Submission.objects.exists()


def test_an_import_that_nobody_finishes_is_erased_after_a_week(asha: Client) -> None:
    found = walk(asha, as_csv(EXPORT))
    FormImport.objects.update(at=found.at - actions.WAITS_FOR * 2)
    upload(asha, as_csv(EXPORT))
    found.refresh_from_db()
    assert found.state == "dropped"


WITHOUT_CONSENT = [HEADS[:9], WREN[:9], FINN[:9]]


def test_where_no_column_asks_somebody_declares_what_everybody_was_told(asha: Client, team: Team) -> None:
    begun = upload(asha, as_csv(WITHOUT_CONSENT))
    page = asha.get(begun["Location"])
    values = asha.post(begun["Location"], suggested(page))["Location"]
    page = asha.get(values)
    refused = asha.post(values, suggested(page))
    assert refused.status_code == 422
    assert "Say what they were told" in refused.content.decode()
    told = "We read every answer. We quote none of them."
    half = asha.post(values, suggested(page) | {"declared": ["analyse"]})
    assert "Copy here the words" in half.content.decode()
    receive(asha, as_csv(WITHOUT_CONSENT), declared=["analyse"], declaration=told)
    line = newest_lines().filter(verb="declare consent").get()
    assert (line.actor, line.use) == (team.asha, told)
    assert all(uses_allowed(one.consent) == [Use.ANALYSE] for one in Submission.objects.all())


def test_without_either_nothing_can_be_started_whatever_is_posted(asha: Client) -> None:
    begun = upload(asha, as_csv(WITHOUT_CONSENT))
    asha.post(begun["Location"], suggested(asha.get(begun["Location"])))
    check = begun["Location"].replace("columns", "check")
    assert asha.post(check)["Location"].endswith("/values/")
    assert FormImport.objects.get().state == "begun"


def test_a_file_that_is_no_table_is_said_to_be_none_and_not_kept(asha: Client) -> None:
    for name, data in (
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(90)),
        ("a.csv", b""),
        ("a.csv", b"ID,Words\r\n"),
    ):
        response = upload(asha, data, name)
        assert response.status_code == 422, name
    assert asha.post(ADDRESS, {"form": "Form"}).status_code == 422
    assert asha.post(ADDRESS, {"added": SimpleUploadedFile("a.csv", as_csv(EXPORT))}).status_code == 422
    assert not FormImport.objects.exists()


def test_a_file_from_another_site_is_not_taken(team: Team) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.asha)
    assert upload(client, as_csv(EXPORT)).status_code == 403
    assert not FormImport.objects.exists()


def test_what_makes_no_sense_is_said_beside_the_column(asha: Client) -> None:
    begun = upload(asha, as_csv(EXPORT))
    given = suggested(asha.get(begun["Location"]))
    twice = asha.post(begun["Location"], given | {"column-5": "id"}).content.decode()
    assert "Another column is this already" in twice
    none = {name: use for name, use in given.items() if use not in ("words", "question 1")}
    assert "No column holds words yet" in asha.post(begun["Location"], none).content.decode()


def test_a_column_with_very_many_answers_is_no_choice(asha: Client) -> None:
    lines = [["Words", "Age"], *([f"What I say is number {number}.", str(number)] for number in range(70))]
    begun = upload(asha, as_csv(lines))
    response = asha.post(begun["Location"], {"column-0": "words", "column-1": "age"})
    assert "70 different answers" in response.content.decode()


def test_five_words_of_somebody_in_an_answer_keep_it_out(asha: Client) -> None:
    from heard.collect.receipts.actions import give_receipt
    from heard.collect.receipts.five_words import make_five_words

    receive(asha, as_csv(EXPORT))
    words, submission = make_five_words(), Submission.objects.first()
    assert submission is not None
    give_receipt(submission, words)
    said = ["9", *FINN[1:7], f"My words are {words}", *FINN[8:]]
    assert outcomes(receive_again(asha, as_csv([HEADS, said]))) == [(2, "left out", "five words")]


def many(number: int) -> list[list[str]]:
    return [HEADS, *([str(at), *FINN[1:7], f"What I have to say is number {at}.", *FINN[8:]] for at in range(number))]


def test_a_long_import_goes_on_whenever_its_page_is_asked_for(asha: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heard.collect.channels.form_imports.views.SECONDS", 0)
    found = walk(asha, as_csv(many(AT_ONCE * 2 + 10)))
    asha.post(f"{ADDRESS}{found.pk}/check/")
    page = asha.get(f"{ADDRESS}{found.pk}/").content.decode()
    assert f"{AT_ONCE} of {AT_ONCE * 2 + 10} rows" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    for _ in range(2):
        page = asha.get(f"{ADDRESS}{found.pk}/").content.decode()
    assert "The file is erased." in page
    assert Submission.objects.count() == AT_ONCE * 2 + 10
    assert len(set(Submission.objects.values_list("reference", flat=True))) == AT_ONCE * 2 + 10


def test_an_import_that_breaks_off_goes_on_where_it_was(asha: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = walk(asha, as_csv(many(AT_ONCE + 5)))
    asha.post(f"{ADDRESS}{found.pk}/check/")
    real, calls = actions.receive_submission, iter(range(10**6))

    def breaks(*arguments: Any) -> Submission:
        if next(calls) == AT_ONCE + 2:
            raise RuntimeError
        return real(*arguments)

    monkeypatch.setattr(actions, "receive_submission", breaks)
    found.refresh_from_db()
    with pytest.raises(RuntimeError):
        carry_on(found, 60)
    assert Submission.objects.count() == AT_ONCE
    assert import_if_due()  # as `heard work` does
    assert Submission.objects.count() == AT_ONCE + 5
    assert ImportedRow.objects.count() == KnownAnswer.objects.count() == AT_ONCE + 5
    assert not import_if_due()


def test_the_report_takes_a_second_person_each_time(asha: Client, team: Team) -> None:
    found = receive(asha, as_csv(EXPORT))
    address = f"{ADDRESS}{found.pk}/report/"
    assert asha.get(address).status_code == 405
    assert "A second person has to agree" in asha.post(address, follow=True).content.decode()
    told = {"kind": TAKE_REPORT, "label": report_of(found), "reason": "One row of the form was sent twice."}
    assert "can." in asha.post("/desk/approvals/asking/", told, follow=True).content.decode()
    agree(team.cerys, Approval.objects.get())
    assert "reference" in asha.post(address).content.decode()
    assert "A second person has to agree" in asha.post(address, follow=True).content.decode()


def test_a_report_of_no_import_is_not_asked_for(asha: Client) -> None:
    for label in ("form import 987654", "everything", ""):
        told = {"kind": TAKE_REPORT, "label": label, "reason": "Why not."}
        assert "There is no such import" in asha.post("/desk/approvals/asking/", told, follow=True).content.decode()
    assert not Approval.objects.exists()


def test_the_report_has_a_line_for_every_row_and_nobodys_words(asha: Client, team: Team) -> None:
    found = receive(asha, as_csv(EXPORT))
    agreed_by(team.cerys, team.asha, TAKE_REPORT, report_of(found))
    lines = list(csv.reader(io.StringIO(asha.post(f"{ADDRESS}{found.pk}/report/").content.decode())))
    assert [line[:2] for line in lines[1:]] == [
        ["2", "received"],
        ["3", "received"],
        ["4", "left out"],
        ["5", "left out"],
    ]
    assert "bike" not in str(lines)
    page = asha.get(f"{ADDRESS}{found.pk}/").content.decode()
    assert "They did not agree to be read" in page


def test_what_was_said_of_the_columns_is_filled_in_the_next_time(asha: Client) -> None:
    receive(asha, as_csv(EXPORT), **{"column-8": ""})
    page = asha.get(upload(asha, as_csv(EXPORT))["Location"])
    assert page.context["is_known"]
    assert "column-8" not in suggested(page)
    assert suggested(page)["column-7"] == "question 1"


def test_every_step_is_in_the_audit_beside_a_name(asha: Client, team: Team) -> None:
    found = receive(asha, as_csv(EXPORT))
    verbs = [line.verb for line in newest_lines().filter(kind="form import", actor=team.asha)]
    assert {"upload", "open", "start", "import"} <= set(verbs)
    assert newest_lines().filter(verb="import").get().use == "received: 2; same: 0; left out: 2"
    assert newest_lines().filter(verb="receive", actor=team.asha).count() == 2
    assert found.label.startswith("Our form of May")
