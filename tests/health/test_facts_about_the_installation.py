"""The installation says what is amiss, in sentences, to who runs it; strangers hear one word."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from cast import Team, appointed, jay_gives_evidence
from heard.audit.actions import record
from heard.audit.models import Entry
from heard.cli.main import main
from heard.files.keys import read_or_make_secret
from heard.files.models import CleanUp
from heard.health import machine, people, sealed, work
from heard.health.actions import note_worker
from heard.health.facts import Fact, found_by
from heard.health.models import WorkerSeen
from heard.health.queries import all_facts
from heard.health.states import Standing
from heard.inquiry.inquiries.actions import end_appointment
from heard.inquiry.inquiries.queries import team as team_now
from heard.inquiry.inquiries.states import Role
from heard.jobs.work import do_what_is_due
from heard.protect.safeguarding.actions import raise_concern

pytestmark = pytest.mark.django_db

WELL, LOOK, WRONG = Standing


@pytest.fixture(autouse=True)
def a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of data, with keys and tombstones apart from it."""
    for name in ("data", "keys", "tombstones"):
        (tmp_path / name).mkdir(mode=0o700)
    key = tmp_path / "keys" / "installation.key"
    read_or_make_secret(key)
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones")
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", key)
    monkeypatch.setattr(settings, "KEEP_FREE", 0)


def standing(find: Callable[[], Iterator[Fact]]) -> Standing:
    return max((fact.standing for fact in find()), default=WELL)


def says(find: Callable[[], Iterator[Fact]]) -> str:
    return " ".join(fact.says for fact in find())


def test_keys_that_nobody_else_can_read_are_well() -> None:
    assert standing(machine.keys) == WELL


@pytest.mark.parametrize("what", ["installation.key", "."])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_on_the_machine_can_read_is_wrong(what: str, mode: int) -> None:
    path = settings.INSTALLATION_KEY_FILE.parent / what
    path.chmod(mode | 0o100 if path.is_dir() else mode)
    assert standing(machine.keys) == WRONG


def test_keys_beside_the_database_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = settings.DATA / "keys"
    beside.mkdir(mode=0o700)
    (beside / "installation.key").touch(mode=0o600)
    monkeypatch.setattr(settings, "INSTALLATION_KEY_FILE", beside / "installation.key")
    assert standing(machine.keys) == LOOK
    assert "HEARD_KEYS" in says(machine.keys)


def test_tombstones_beside_the_database_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert standing(machine.tombstones) == WELL
    monkeypatch.setattr(settings, "TOMBSTONES", settings.DATA / "tombstones")
    assert standing(machine.tombstones) == LOOK


@pytest.mark.parametrize(("times", "expected"), [(2, WRONG), (0.7, LOOK), (0.1, WELL)])
def test_room_on_the_disk_is_held_against_what_is_kept_free(
    times: float, expected: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 10 * 2**30
    monkeypatch.setattr("heard.health.machine.shutil.disk_usage", lambda _folder: type("Usage", (), {"free": free}))
    monkeypatch.setattr(settings, "KEEP_FREE", int(free * times))
    assert standing(machine.disk) == expected


def test_a_site_that_answers_to_any_name_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["inquiry.example.org"])
    assert standing(machine.hosts) == WELL
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    assert standing(machine.hosts) == WRONG


def test_pages_for_finding_faults_are_never_for_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEBUG", True)
    assert standing(machine.hosts) == WRONG


@pytest.mark.parametrize(("https", "expected"), [(True, WELL), (False, LOOK)])
def test_http_is_said(https: bool, expected: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HTTPS", https)
    assert standing(machine.https) == expected


def test_a_broken_audit_is_wrong_and_names_the_line(team: Team) -> None:
    assert standing(machine.audit) == WELL
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET label = 'H-9999' WHERE number = 2")
    assert standing(machine.audit) == WRONG
    assert "Line 2" in says(machine.audit)


@pytest.mark.parametrize(
    ("back", "expected"), [(timedelta(), WELL), (timedelta(hours=1), WRONG), (timedelta(days=1), WRONG)]
)
def test_a_clock_that_was_set_back_is_wrong(
    back: timedelta, expected: Standing, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr("heard.health.machine.timezone.now", lambda: now - back)
    assert standing(machine.clock) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, WELL), (3, LOOK), (9, WRONG)])
def test_a_backup_grows_old(days: int, expected: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert standing(machine.backups) == LOOK
    record(None, machine.BACKED_UP, "site", "heard-2026.backup")
    later = timezone.now() + timedelta(days=days, minutes=1)
    monkeypatch.setattr("heard.health.machine.timezone.now", lambda: later)
    assert standing(machine.backups) == expected


def looked_through(days_ago: int = 0, **found: int) -> None:
    done = CleanUp.objects.create(erased=0, **found)
    CleanUp.objects.filter(pk=done.pk).update(at=timezone.now() - timedelta(days=days_ago))


def test_files_that_nobody_looks_through_are_said() -> None:
    assert standing(sealed.sealed_files) == LOOK
    looked_through(days_ago=8, missing=3)
    assert standing(sealed.sealed_files) == LOOK
    looked_through()
    assert standing(sealed.sealed_files) == WELL


def test_missing_and_changed_files_are_wrong_and_counted() -> None:
    looked_through(missing=1_204, changed=17)
    assert standing(sealed.sealed_files) == WRONG
    assert "1,204 were missing" in says(sealed.sealed_files)
    assert "17 were found changed" in says(sealed.sealed_files)


def test_what_is_found_changed_is_wrong_until_that_share_was_read_again_and_what_is_missing_until_it_is_back() -> None:
    looked_through(days_ago=6, changed=2)
    looked_through(days_ago=1, missing=5)
    looked_through()
    assert "0 were missing, and in the week before 2 were found changed" in says(sealed.sealed_files)
    assert standing(sealed.sealed_files) == WRONG


def test_files_that_nothing_remembers_are_counted_and_are_no_fault() -> None:
    looked_through(extra=3)
    assert standing(sealed.sealed_files) == WELL
    assert "3 lie where files are kept" in says(sealed.sealed_files)


def test_a_worker_is_seen_whenever_it_looks_for_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert standing(work.worker) == WRONG
    do_what_is_due()
    assert standing(work.worker) == WELL


@pytest.mark.parametrize(("ago", "expected"), [(1, WELL), (5, LOOK), (16, WRONG)])
def test_a_worker_that_is_gone_is_missed(ago: int, expected: Standing) -> None:
    WorkerSeen.objects.create(pk=1, at=timezone.now() - timedelta(minutes=ago))
    assert standing(work.worker) == expected


def test_a_clock_that_was_set_back_keeps_no_dead_worker_alive() -> None:
    WorkerSeen.objects.create(pk=1, at=timezone.now() + timedelta(days=1))
    note_worker()
    assert WorkerSeen.objects.get().at <= timezone.now()


def test_no_mail_and_no_scanner_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAIL_IS_SET_UP", False)
    monkeypatch.setattr(settings, "CLAMAV_SOCKET", "")
    assert (standing(work.mail), standing(work.scanner)) == (LOOK, LOOK)
    monkeypatch.setattr(settings, "CLAMAV_SOCKET", "/nowhere/clamd.ctl")
    assert standing(work.scanner) == WRONG


def test_without_a_safeguarding_lead_it_is_wrong(team: Team) -> None:
    assert standing(people.safeguarding_lead) == WELL
    end_appointment(team.asha, team_now().get(role=Role.SAFEGUARDING_LEAD), "Left.")
    assert standing(people.safeguarding_lead) == WRONG


def test_one_person_alone_in_the_secretariat_is_said(team: Team) -> None:
    assert standing(people.secretariat) == LOOK
    appointed(team.asha, "sam@example.org", "Sam Field", Role.SECRETARIAT)
    assert standing(people.secretariat) == WELL


def test_a_second_step_that_is_not_asked_for_is_said(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REQUIRE_MFA", False)
    assert standing(people.second_step) == LOOK
    monkeypatch.setattr(settings, "REQUIRE_MFA", True)
    assert standing(people.second_step) == WELL
    assert "7 of 7 people have not set it up" in says(people.second_step)


def test_a_concern_that_waits_too_long_is_wrong_and_stays_so_when_the_clock_is_set_back(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert standing(people.concerns) == WELL
    raise_concern(team.cerys, jay_gives_evidence().submission, "She says she is not safe.")
    assert standing(people.concerns) == LOOK
    now = timezone.now()
    for shift in (timedelta(days=14), timedelta(days=-1)):
        monkeypatch.setattr("heard.protect.safeguarding.clock.timezone.now", lambda shift=shift: now + shift)
        assert standing(people.concerns) == WRONG


def test_what_cannot_be_found_out_is_a_fact_and_hides_no_other() -> None:
    def broken() -> Iterator[Fact]:
        """Something."""
        raise OSError("a path that nobody needs to see")

    facts = list(found_by(broken, machine.https))
    assert [fact.about for fact in facts] == ["Something", "Https"]
    assert facts[0].standing == WRONG
    assert "nobody needs" not in facts[0].says


def test_facts_hold_nobodys_name_or_address(team: Team) -> None:
    said = " ".join(fact.says for fact in all_facts())
    assert not any(word in said for user in vars_of(team) for word in (user.email, user.first_name, user.last_name))


def vars_of(team: Team) -> list[object]:
    return [getattr(team, name) for name in ("asha", "ben", "cerys", "dev", "efua", "frank", "greta")]


# Who sees it


def test_the_desk_shows_it_with_the_worst_first(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    page = client.get("/desk/health/").content.decode()
    assert "Something is wrong." in page
    assert page.index("No worker was seen") < page.index(
        "A mail server" if "A mail server" in page else "No mail server"
    )
    assert "Wrong with the installation" in client.get("/desk/").content.decode()


def test_whoever_looks_after_the_machine_sees_it(client: Client) -> None:
    from heard.accounts.models import User

    client.force_login(User.objects.create_superuser("root@example.org", "a long password"))
    assert client.get("/desk/health/").status_code == 200


def test_a_stranger_hears_one_word(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    up = client.get("/health")
    assert (up.status_code, up.content) == (200, b"up")

    def gone(*_: object) -> None:
        raise OperationalError("could not connect to server db-3.internal")

    monkeypatch.setattr("heard.health.queries.connection.cursor", gone)
    down = client.get("/health")
    assert (down.status_code, down.content) == (503, b"down")
    assert down["Cache-Control"] == "no-store"


# The command


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    return main(["check", *words]), capsys.readouterr().out


def test_the_command_says_the_worst_first_and_in_its_exit_code(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys)
    assert code == 1
    assert said.startswith("WRONG  ")
    assert "Worker: No worker was seen" in said


def test_with_nothing_wrong_it_says_what_to_look_at(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    note_worker()
    code, said = run(capsys)
    assert code == 4
    assert "WRONG" not in said
    assert said.startswith("LOOK   ")


def test_deploy_adds_djangos_own(
    team: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    note_worker()
    monkeypatch.setattr(settings, "SILENCED_SYSTEM_CHECKS", [])
    assert "security.W008" not in run(capsys)[1]
    assert "security.W008" in run(capsys, "--deploy")[1]


def test_nothing_is_changed_by_looking(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    before = (Entry.objects.count(), WorkerSeen.objects.count())
    run(capsys)
    assert (Entry.objects.count(), WorkerSeen.objects.count()) == before
