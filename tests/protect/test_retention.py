"""What has had its time is destroyed at night, by a schedule that somebody adopted, and nothing else is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cast import Team, excerpt_of, given_file, jay_gives_evidence, read_by
from heard.audit.queries import lines_about, verify_chain
from heard.collect.channels.web_form.models import Draft
from heard.collect.evidence.actions import keep_detail, withdraw
from heard.collect.evidence.models import OriginalsDestroyed, Part, PartFile, Submission, Withdrawal
from heard.collect.evidence.raw import open_sealed
from heard.collect.evidence.states import DetailKind, Kept
from heard.collect.evidence.withdrawals import register_hold
from heard.collect.receipts.actions import ask_before_destroying, note_confirmation
from heard.files.models import KeyDestroyed, StoredFile
from heard.files.states import WhyGone
from heard.files.tombstone_log import note, read_log
from heard.files.tombstones import reapply
from heard.protect.copies.actions import copy_next_file
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import texts_to_look_at_again
from heard.protect.reading.actions import read_next_file
from heard.protect.retention.actions import (
    destroy_what_is_due,
    hash_of,
    lift_hold,
    put_on_hold,
    vouch_for_the_clock,
)
from heard.protect.retention.certificate import as_text
from heard.protect.retention.models import Destruction, LegalHold, Run, Schedule
from heard.protect.retention.queries import due_on, months_after, overdue
from heard.protect.retention.states import WhyNot
from heard.protect.roster.actions import NewEntry, add_entry
from heard.protect.roster.states import Kind
from heard.protect.safeguarding.queries import words_not_looked_at
from heard.text.errors import BadInput
from heard.understand.coding.models import Excerpt
from retaining import adopt
from telling import Writer, open_call

pytestmark = pytest.mark.django_db

NOTE = ("where I live.txt", b"The house by the canal")
ON_DAY = Callable[[date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> ON_DAY:
    """Let it be noon of a day."""

    def be(day: date) -> None:
        noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return be


@pytest.fixture
def schedule(team: Team, on: ON_DAY) -> Schedule:
    """The schedule that is suggested, adopted when the inquiry's end was known."""
    on(date(2026, 11, 1))
    return adopt(team)


def told(team: Team) -> Submission:
    """All that a submission can hold, read and accepted by people."""
    part = jay_gives_evidence()
    submission = part.submission
    keep_detail(submission, DetailKind.HOW_TO_REACH, "07700 900123")
    keep_detail(submission, DetailKind.NAME_TO_PRINT, "Jay")
    excerpt_of(team, read_by(team, part, readers=2), "It was [town]")
    return submission


def run_each_month(on: ON_DAY, until: date) -> None:
    day = Run.objects.latest("day").day if Run.objects.exists() else date(2026, 11, 8)
    while day < until:
        day = min(day + timedelta(days=30), until)
        on(day)
        destroy_what_is_due()


def test_nothing_is_destroyed_without_a_schedule(team: Team, on: ON_DAY) -> None:
    told(team)
    on(date(2099, 1, 1))
    assert not destroy_what_is_due()


def test_nothing_is_destroyed_in_the_week_after_a_schedule_is_adopted(team: Team, on: ON_DAY) -> None:
    told(team)
    on(date(2030, 1, 1))
    adopt(team)
    on(date(2030, 1, 7))
    assert not destroy_what_is_due()
    on(date(2030, 1, 8))
    assert destroy_what_is_due()
    assert OriginalsDestroyed.objects.exists()


def test_nothing_counted_from_the_inquirys_end_goes_before_that_is_known(team: Team, on: ON_DAY) -> None:
    told(team)
    on(date(2026, 11, 1))
    adopt(team, ends_on=None)
    run_each_month(on, date(2029, 1, 1))
    assert not Destruction.objects.exists()


def test_each_class_goes_when_its_own_time_is_over(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    submission = told(team)
    kinds = submission.details.values_list("kind", flat=True)
    run_each_month(on, date(2027, 4, 30))
    assert set(kinds.all()) == {DetailKind.HOW_TO_REACH, DetailKind.NAME_TO_PRINT}
    run_each_month(on, date(2027, 5, 1))
    assert set(kinds.all()) == {DetailKind.NAME_TO_PRINT}
    run_each_month(on, date(2027, 8, 1))
    assert not kinds.all()
    assert open_sealed(submission.parts.get()).text
    run_each_month(on, date(2028, 2, 1))
    with pytest.raises(KeyDestroyed):
        open_sealed(Part.objects.select_related("submission__key").get())
    submission = Submission.objects.get()
    assert (submission.contributor.age_band, submission.contributor.region) == ("", "")
    assert submission.contributor.speaking_as


def test_whoever_opens_what_has_had_its_time_is_not_told_that_somebody_took_it_back(
    team: Team, schedule: Schedule, on: ON_DAY
) -> None:
    told(team)
    run_each_month(on, date(2028, 2, 1))
    with pytest.raises(KeyDestroyed, match="kept is over") as refused:
        open_sealed(Part.objects.select_related("submission__key").get())
    assert "taken back" not in str(refused.value)


def test_what_has_had_its_time_is_destroyed_again_with_its_copies_after_an_older_copy_was_put_back(team: Team) -> None:
    part = jay_gives_evidence(files=[given_file(NOTE[0], "text/plain", NOTE[1])])
    submission = part.submission
    read_by(team, part, readers=2)
    while read_next_file() or copy_next_file():
        pass
    note(submission.key_id, submission.reference, WhyGone.TIME_OVER)  # all that is known of it then
    assert reapply() == 1
    assert abs(OriginalsDestroyed.objects.get().at - read_log().tombstones[submission.key_id].at) < timedelta(seconds=1)
    assert not StoredFile.objects.exists()
    assert not PartFile.objects.exists()
    assert not Withdrawal.objects.exists()
    assert WorkingText.objects.count() == 1
    with pytest.raises(KeyDestroyed, match="kept is over"):
        open_sealed(Part.objects.get(pk=part.pk))
    assert reapply() == 0


def test_what_was_made_without_names_stays(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    told(team)
    run_each_month(on, date(2028, 2, 1))
    assert WorkingText.objects.count() == 1
    assert Excerpt.objects.count() == 1
    assert OriginalsDestroyed.objects.count() == 1


def test_nothing_of_it_waits_for_software_again(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    told(team)
    run_each_month(on, date(2028, 2, 1))
    add_entry(team.cerys, NewEntry("Quernstone House", Kind.HOME))  # every text is due again, but for this one
    assert not texts_to_look_at_again().exists()
    assert not words_not_looked_at().exists()


def test_files_and_their_copies_go_from_the_disk(
    team: Team, on: ON_DAY, django_capture_on_commit_callbacks: Any
) -> None:
    part = jay_gives_evidence(files=[given_file(NOTE[0], "text/plain", NOTE[1])])
    read_by(team, part, readers=1)
    WorkingText.objects.create(part=part.submission.parts.get(number=2), version=1, text="x", made_by=team.cerys)
    on(date(2026, 11, 1))
    adopt(team, FILES=0, WORDS=600)
    run_each_month(on, date(2027, 2, 1))
    assert not PartFile.objects.exists()
    assert not StoredFile.objects.exists()
    assert open_sealed(part).text
    assert {each.rule.kept for each in Destruction.objects.select_related("rule")} == {Kept.FILES}


def test_what_nobody_has_read_stays_and_is_listed(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    jay_gives_evidence()
    run_each_month(on, date(2028, 2, 1))
    assert not OriginalsDestroyed.objects.exists()
    late = overdue(schedule, date(2028, 2, 1))
    assert {(due.rule.kept, due.why_not) for due in late} == {(Kept.WORDS, WhyNot.UNREAD)}


def test_nothing_goes_before_its_text_is_confirmed_where_they_asked_for_that(
    team: Team, schedule: Schedule, on: ON_DAY
) -> None:
    submission = told(team)
    ask_before_destroying(None, submission)
    run_each_month(on, date(2028, 2, 1))
    assert not OriginalsDestroyed.objects.exists()
    assert {due.why_not for due in overdue(schedule, date(2028, 2, 1))} == {WhyNot.UNCONFIRMED}
    note_confirmation(team.asha, submission)
    run_each_month(on, date(2028, 2, 2))
    assert OriginalsDestroyed.objects.exists()


def test_a_concern_keeps_everything(
    team: Team, schedule: Schedule, on: ON_DAY, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heard.collect.evidence.withdrawals._holds", [])
    told(team)
    register_hold(lambda _submission: True)
    run_each_month(on, date(2028, 2, 1))
    assert not Destruction.objects.exists()
    assert {due.why_not for due in overdue(schedule, date(2028, 2, 1))} == {WhyNot.HELD}


def test_what_the_law_holds_stays_until_that_ends(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    submission = told(team)
    hold = put_on_hold(team.efua, submission, "a court has asked for it")
    assert put_on_hold(team.asha, submission, "again") == hold
    run_each_month(on, date(2028, 2, 1))
    assert not Destruction.objects.exists()
    lift_hold(team.asha, hold)
    run_each_month(on, date(2028, 2, 2))
    assert OriginalsDestroyed.objects.exists()
    assert lines_about("submission", submission.reference).filter(verb__in=["hold", "lift hold"]).count() == 2


def test_what_the_law_holds_is_kept_apart_when_it_is_taken_back(team: Team) -> None:
    submission = told(team)
    hold = put_on_hold(team.efua, submission, "a court has asked for it")
    withdraw(None, submission)
    assert not WorkingText.objects.exists()
    assert Submission.objects.filter(kept_apart__isnull=False).exists()
    lift_hold(team.efua, LegalHold.objects.get(pk=hold.pk))


def test_a_clock_that_has_jumped_destroys_nothing(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    told(team)
    on(date(2026, 11, 8))
    assert destroy_what_is_due()
    on(date(2038, 1, 19))
    assert not destroy_what_is_due()
    assert not OriginalsDestroyed.objects.exists()


def test_it_is_believed_again_once_somebody_says_the_right_day(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    told(team)
    on(date(2026, 11, 8))
    destroy_what_is_due()
    on(date(2028, 3, 1))
    with pytest.raises(BadInput, match="another day"):
        vouch_for_the_clock(team.asha, date(2026, 12, 20))
    vouch_for_the_clock(team.asha, date(2028, 3, 1))
    assert not destroy_what_is_due()
    assert not OriginalsDestroyed.objects.exists()
    on(date(2028, 3, 2))
    assert destroy_what_is_due()
    assert OriginalsDestroyed.objects.exists()


def test_a_day_has_one_run(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    told(team)
    on(date(2026, 11, 8))
    assert destroy_what_is_due()
    assert not destroy_what_is_due()
    assert Run.objects.count() == 1


def test_a_run_that_was_cut_short_goes_on(
    team: Team, schedule: Schedule, on: ON_DAY, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        told(team)
    run_each_month(on, date(2027, 4, 1))
    on(date(2027, 5, 1))
    from heard.protect.retention import actions

    done, destroy = [], actions.destroy

    def stops_at_the_second(run: Run, due: Any) -> bool:
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(due)
        return destroy(run, due)

    monkeypatch.setattr(actions, "destroy", stops_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        destroy_what_is_due()
    monkeypatch.setattr(actions, "destroy", destroy)
    assert Destruction.objects.count() == 1
    assert destroy_what_is_due()
    run = Run.objects.latest("day")
    assert run.destructions.count() == 3
    assert run.ended_at


def test_a_run_that_destroys_nothing_is_a_list(team: Team, schedule: Schedule) -> None:
    submission = told(team)
    found = due_on(schedule, date(2027, 5, 1))
    assert [(due.rule.kept, due.thing.label) for due in found] == [(Kept.CONTACT, submission.reference)]
    assert not Destruction.objects.exists()
    assert submission.details.count() == 2


def test_a_draft_goes_when_its_writer_was_told_it_would(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    Draft.objects.create(hash="a", sealed=b"", keep_until=timezone.make_aware(datetime(2026, 11, 20)))
    on(date(2026, 11, 20))
    destroy_what_is_due()
    assert Draft.objects.exists()
    on(date(2026, 11, 21))
    destroy_what_is_due()
    assert not Draft.objects.exists()
    assert Destruction.objects.get().rule.kept == Kept.UNSENT


def test_remarks_lose_their_words_and_keep_their_record(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    submission = told(team)
    withdraw(team.asha, submission, "her sister rang")
    run_each_month(on, date(2028, 2, 1))
    submission.withdrawal.refresh_from_db()
    assert submission.withdrawal.reason == ""
    assert submission.withdrawal.recorded_by == team.asha


def test_the_certificate_names_nobody_and_can_be_checked(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    submission = told(team)
    run_each_month(on, date(2028, 2, 1))
    run = Run.objects.latest("day")
    said = as_text(run)
    assert hash_of(submission.reference) in said
    assert run.audit_head in said
    assert "WORDS AS THEY CAME IN: 1" in said
    for secret in (submission.reference, "Nadia", "Kettlesham", "07700", "Jay", "North West", "13–15"):
        assert secret not in said
    assert max(len(line) for line in said.splitlines()) <= 80
    assert verify_chain().is_whole


def test_the_same_day_months_after() -> None:
    assert months_after(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months_after(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert months_after(date(2027, 1, 15), -12) == date(2026, 1, 15)
    assert months_after(date(2027, 1, 15), 0) == date(2027, 1, 15)


def test_the_giver_is_told_and_can_still_take_back_what_is_left(team: Team, schedule: Schedule, on: ON_DAY) -> None:
    on(date(2026, 11, 2))
    open_call(team)
    writer = Writer().tell()
    writer.send()
    read_by(team, Part.objects.get(), readers=2, suggestions=[])
    run_each_month(on, date(2028, 2, 1))
    words = writer.page("/your-words/trail/")
    assert "What you sent is destroyed" in words
    assert "Add words, files" not in words
    assert writer.client.post("/your-words/taking-back/").status_code == 302
    assert not WorkingText.objects.exists()


class TestAtTheDesk:
    """The pages on which the schedule is adopted and looked at."""

    @pytest.fixture
    def desk(self, team: Team) -> Client:
        client = Client()
        client.force_login(team.asha)
        return client

    def test_without_a_schedule_ours_is_offered(self, desk: Client) -> None:
        assert "There is no schedule yet" in desk.get("/desk/retention/").content.decode()
        assert "A year is enough to ask" in desk.get("/desk/retention/schedule/").content.decode()

    def test_the_secretariat_changes_and_adopts_it(self, desk: Client) -> None:
        form = desk.get("/desk/retention/schedule/").context["form"]
        given = {name: field.initial if field.initial is not None else "" for name, field in form.fields.items()}
        answered = desk.post("/desk/retention/schedule/", given | {"ends_on": "31/3/2028", "files_months": "6"})
        assert answered.status_code == 302, answered.context["form"].errors
        adopted = Schedule.objects.get()
        assert adopted.ends_on == date(2028, 3, 31)
        assert adopted.rules.get(kept=Kept.FILES).months == 6
        assert adopted.rules.count() == len(Kept)
        assert lines_about("schedule of retention", str(adopted.pk)).count() == 1
        assert "destroys nothing before" in desk.get("/desk/retention/").content.decode()

    def test_a_reason_is_needed(self, desk: Client) -> None:
        assert desk.post("/desk/retention/schedule/", {"files_months": "6"}).status_code == 422
        assert not Schedule.objects.exists()

    @pytest.mark.usefixtures("schedule")
    def test_what_will_be_destroyed_is_shown_for_any_day(self, desk: Client, team: Team) -> None:
        submission = told(team)
        page = desk.get("/desk/retention/due/", {"on": "1/5/2027"}).content.decode()
        assert submission.reference in page
        assert "Nothing will have had its time" in desk.get("/desk/retention/due/").content.decode()
        assert desk.get("/desk/retention/due/", {"on": "soon"}).status_code == 422

    @pytest.mark.usefixtures("schedule")
    def test_what_is_late_says_why(self, desk: Client, team: Team, on: ON_DAY) -> None:
        jay_gives_evidence()
        run_each_month(on, date(2028, 2, 1))
        desk.force_login(team.asha)  # who signed in years ago is signed out
        assert "nobody has read all of it yet" in desk.get("/desk/retention/").content.decode()

    @pytest.mark.usefixtures("schedule")
    def test_a_certificate_is_read_and_downloaded(self, desk: Client, team: Team, on: ON_DAY) -> None:
        submission = told(team)
        run_each_month(on, date(2028, 2, 1))
        run = Run.objects.latest("day")
        desk.force_login(team.asha)
        page = desk.get(f"/desk/retention/certificates/{run.pk}/").content.decode()
        assert hash_of(submission.reference) in page
        downloaded = desk.get(f"/desk/retention/certificates/{run.pk}/text/")
        assert downloaded["Content-Disposition"] == 'attachment; filename="destruction-2028-02-01.txt"'
        assert downloaded.content.decode() == as_text(run)

    def test_a_clock_that_is_not_believed_asks_for_the_day(
        self, desk: Client, team: Team, schedule: Schedule, on: ON_DAY
    ) -> None:
        Run.objects.create(schedule=schedule, day=date(2026, 11, 8), ended_at=timezone.now())
        on(date(2028, 3, 1))
        desk.force_login(team.asha)
        assert "Which day is it?" in desk.get("/desk/retention/").content.decode()
        assert desk.post("/desk/retention/vouching/", {"day": "2/3/2027"}).status_code == 422
        assert desk.post("/desk/retention/vouching/", {"day": "1/3/2028"}).status_code == 302
        assert "Which day is it?" not in desk.get("/desk/retention/").content.decode()

    def test_something_is_held_and_let_go(self, desk: Client, team: Team) -> None:
        submission = told(team)
        assert desk.post("/desk/retention/holding/", {"reference": "H-9999", "reason": "x"}).status_code == 422
        desk.post("/desk/retention/holding/", {"reference": submission.reference, "reason": "a court asks for it"})
        page = desk.get("/desk/retention/").content.decode()
        assert "a court asks for it" in page
        desk.post(f"/desk/retention/holds/{LegalHold.objects.get().pk}/lifting/")
        assert "a court asks for it" not in desk.get("/desk/retention/").content.decode()

    def test_every_kind_of_thing_is_listed(self, desk: Client) -> None:
        page = desk.get("/desk/retention/what-becomes/").content.decode()
        assert "deidentification.WorkingText" in page
        assert "publications.Quotation" in page
