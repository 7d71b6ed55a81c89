"""What one person may not do alone: asked with a reason, agreed by another, done once, and in the audit."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import Team
from heard.accounts.rules import NotAllowed
from heard.approvals import kinds
from heard.approvals.actions import agree, ask_approval, refuse, use_approval, use_approval_at_the_machine
from heard.approvals.kinds import Kind, register_kind
from heard.approvals.models import Approval, ApprovalUse
from heard.approvals.queries import standing_of
from heard.approvals.rules import can_see_approvals, check_approved, is_approved
from heard.approvals.states import Standing
from heard.audit.models import Entry
from heard.inquiry.inquiries.rules import check_role
from heard.inquiry.inquiries.states import Role
from heard.text.errors import BadInput

pytestmark = pytest.mark.django_db

UNSEAL, LABEL, WHY = "open the strongbox", "box 7", "The lead asked which home it was."
CARRY_OUT = "carry out"


@pytest.fixture(autouse=True)
def strongbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secretariat and reviewers may ask; secretariat and safeguarding lead may agree."""
    monkeypatch.setattr(kinds, "_kinds", {})
    register_kind(
        Kind(
            UNSEAL,
            "open the strongbox",
            lambda user: check_role(user, Role.SECRETARIAT, Role.REVIEWER),
            lambda user: check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD),
            leads_to=lambda label: f"/desk/strongbox/{label}/",
        )
    )
    register_kind(
        Kind(
            CARRY_OUT,
            "carry a box out",
            lambda user: check_role(user, Role.SECRETARIAT),
            lambda user: check_role(user, Role.SECRETARIAT, Role.SAFEGUARDING_LEAD),
            look_at=lambda _label: "/desk/boxes/",
            check_label=check_is_a_box,
            writes="Which box",
        )
    )


def check_is_a_box(label: str) -> None:
    if not label.startswith("box "):
        raise BadInput("There is no such box.")


@pytest.fixture
def asked(team: Team) -> Approval:
    return ask_approval(team.cerys, UNSEAL, LABEL, WHY)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """The clock is as far on as the one entry says."""
    shift = [timedelta()]
    now = timezone.now
    monkeypatch.setattr("heard.approvals.queries.timezone.now", lambda: now() + shift[0])
    return shift


def audited() -> list[tuple[str, str, str]]:
    return list(Entry.objects.filter(kind=UNSEAL).order_by("number").values_list("verb", "label", "actor__first_name"))


def test_agreed_by_another_it_may_be_done_once(team: Team, asked: Approval) -> None:
    assert not is_approved(team.cerys, UNSEAL, LABEL)
    agree(team.efua, asked)
    check_approved(team.cerys, UNSEAL, LABEL)
    use_approval(team.cerys, UNSEAL, LABEL)
    assert standing_of(Approval.objects.get()) == Standing.USED
    with pytest.raises(NotAllowed, match="A second person has to agree"):
        use_approval(team.cerys, UNSEAL, LABEL)
    assert ApprovalUse.objects.count() == 1


def test_every_step_is_in_the_audit(team: Team, asked: Approval) -> None:
    agree(team.efua, asked)
    use_approval(team.cerys, UNSEAL, LABEL)
    assert audited() == [
        ("ask a second person", LABEL, "Cerys"),
        ("agree as second person", LABEL, "Efua"),
        ("do with a second person", LABEL, "Cerys"),
    ]
    assert Entry.objects.get(verb="do with a second person").use == f"Efua Quaye: {WHY}"


def test_nobody_agrees_to_what_they_asked_for_themselves(team: Team) -> None:
    own = ask_approval(team.asha, UNSEAL, LABEL, WHY)
    with pytest.raises(NotAllowed, match="yourself"):
        agree(team.asha, own)
    assert not is_approved(team.asha, UNSEAL, LABEL)


@pytest.mark.parametrize("name", ["ben", "cerys", "dev", "frank", "greta"])
def test_only_who_is_entitled_agrees_or_refuses(team: Team, name: str) -> None:
    asked = ask_approval(team.asha, UNSEAL, LABEL, WHY)
    with pytest.raises(NotAllowed):
        agree(getattr(team, name), asked)
    with pytest.raises(NotAllowed):
        refuse(getattr(team, name), asked, "No.")
    assert standing_of(Approval.objects.get()) == Standing.WAITING


@pytest.mark.parametrize("name", ["ben", "efua", "frank", "greta"])
def test_only_who_is_entitled_asks(team: Team, name: str) -> None:
    with pytest.raises(NotAllowed):
        ask_approval(getattr(team, name), UNSEAL, LABEL, WHY)
    assert not Approval.objects.exists()


def test_it_holds_for_who_asked_and_for_that_one_thing(team: Team, asked: Approval) -> None:
    agree(team.efua, asked)
    assert not is_approved(team.asha, UNSEAL, LABEL)
    assert not is_approved(team.dev, UNSEAL, LABEL)
    assert not is_approved(team.cerys, UNSEAL, "box 8")


def test_whoever_lost_the_role_meanwhile_does_nothing_with_it(team: Team, asked: Approval) -> None:
    agree(team.efua, asked)
    team.cerys.is_active = False
    team.cerys.save()
    with pytest.raises(NotAllowed):
        use_approval(team.cerys, UNSEAL, LABEL)


def test_a_request_needs_a_reason_and_so_does_a_refusal(team: Team, asked: Approval) -> None:
    with pytest.raises(BadInput, match="Say why you need"):
        ask_approval(team.dev, UNSEAL, LABEL, "  ")
    with pytest.raises(BadInput, match="Say why not"):
        refuse(team.efua, asked, "")


def test_what_is_refused_is_not_done_and_not_agreed_to_afterwards(team: Team, asked: Approval) -> None:
    refuse(team.efua, asked, "She can be asked herself.")
    with pytest.raises(NotAllowed, match="answered already"):
        agree(team.asha, asked)
    assert not is_approved(team.cerys, UNSEAL, LABEL)


def test_whoever_asked_takes_it_back(team: Team, asked: Approval) -> None:
    refuse(team.cerys, asked, "Not needed any more.")
    assert audited()[-1] == ("take back a request", LABEL, "Cerys")
    with pytest.raises(NotAllowed):
        agree(team.efua, asked)


def test_asking_again_while_it_waits_is_the_same_request(team: Team, asked: Approval) -> None:
    assert ask_approval(team.cerys, UNSEAL, LABEL, "Again.").pk == asked.pk
    assert len(audited()) == 1


def test_an_old_request_is_not_agreed_to(team: Team, asked: Approval, later: list[timedelta]) -> None:
    later[0] = timedelta(days=7, minutes=1)
    assert standing_of(asked) == Standing.EXPIRED
    with pytest.raises(NotAllowed, match="too long ago"):
        agree(team.efua, asked)


@pytest.mark.parametrize("shift", [timedelta(hours=24, minutes=1), timedelta(hours=-1), timedelta(days=-1)])
def test_an_agreement_is_used_within_a_day_and_never_by_setting_the_clock(
    team: Team, asked: Approval, later: list[timedelta], shift: timedelta
) -> None:
    agree(team.efua, asked)
    later[0] = shift
    with pytest.raises(NotAllowed):
        use_approval(team.cerys, UNSEAL, LABEL)
    later[0] = timedelta(hours=23)
    assert use_approval(team.cerys, UNSEAL, LABEL)


def test_what_no_stage_joined_with_nobody_may_do(team: Team, asked: Approval, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    for attempt in (
        lambda: ask_approval(team.cerys, UNSEAL, LABEL, WHY),
        lambda: agree(team.efua, asked),
        lambda: use_approval(team.cerys, UNSEAL, LABEL),
    ):
        with pytest.raises(NotAllowed, match="does not know"):
            attempt()
    assert not can_see_approvals(team.asha)


def test_the_desk_shows_what_waits_to_who_may_decide(team: Team, asked: Approval, client: Client) -> None:
    client.force_login(team.efua)
    assert "Waiting for a second person" in client.get("/desk/").content.decode()
    page = client.get("/desk/approvals/").content.decode()
    assert "Cerys Pugh asks to open the strongbox: box 7" in page
    assert WHY in page
    answer = client.post(f"/desk/approvals/{asked.pk}/agreed/", follow=True).content.decode()
    assert "Cerys Pugh can do it now, once." in answer
    assert "Nobody waits for you." in answer


def test_whoever_asked_sees_where_it_stands_and_goes_on_from_there(team: Team, asked: Approval, client: Client) -> None:
    client.force_login(team.cerys)
    page = client.get("/desk/approvals/").content.decode()
    assert "Waits for a second person" in page
    assert "Take it back" in page
    assert "Nobody waits for you." in page
    agree(team.efua, asked)
    assert 'href="/desk/strongbox/box 7/"' in client.get("/desk/approvals/").content.decode()


def test_a_refusal_at_the_desk_needs_its_reason(team: Team, asked: Approval, client: Client) -> None:
    client.force_login(team.efua)
    address = f"/desk/approvals/{asked.pk}/refused/"
    assert "Say why not" in client.post(address, {"reason": ""}, follow=True).content.decode()
    client.post(address, {"reason": "She can be asked herself."})
    client.force_login(team.cerys)
    assert "She can be asked herself." in client.get("/desk/approvals/").content.decode()


def test_whoever_is_refused_is_told_who_can_agree(team: Team) -> None:
    with pytest.raises(NotAllowed, match=r"agree to this first\. Asha Moss or Efua Quaye can\. Ask with a reason"):
        use_approval(team.cerys, UNSEAL, LABEL)
    own = ask_approval(team.asha, UNSEAL, LABEL, WHY)
    with pytest.raises(NotAllowed, match=r"yourself\. Somebody else has to agree\. Efua Quaye can\."):
        agree(team.asha, own)


def test_whoever_is_alone_is_told_what_has_to_be_done(team: Team) -> None:
    team.efua.is_active = False
    team.efua.save()
    with pytest.raises(NotAllowed, match="Nobody else can yet: the secretariat has to appoint somebody first"):
        use_approval(team.asha, UNSEAL, LABEL)


def test_it_is_asked_for_in_the_words_of_whoever_asks(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    assert "Which box" in client.get("/desk/approvals/").content.decode()
    asked = {"kind": CARRY_OUT, "label": " box  9 ", "reason": WHY}
    said = client.post("/desk/approvals/asking/", asked, follow=True).content.decode()
    assert "It is asked. Somebody else has to agree. Efua Quaye can." in said
    assert Approval.objects.get().label == "box 9"
    client.force_login(team.efua)
    page = client.get("/desk/approvals/").content.decode()
    assert 'href="/desk/boxes/"' in page
    assert "Which box" not in page  # she agrees, and does not ask


@pytest.mark.parametrize(
    ("kind", "label", "says"),
    [
        (CARRY_OUT, "everything", "There is no such box."),
        (UNSEAL, LABEL, "asked for on its own page"),
        ("nothing we know", LABEL, "does not know"),
    ],
)
def test_what_nobody_could_do_is_not_asked_for(team: Team, client: Client, kind: str, label: str, says: str) -> None:
    client.force_login(team.asha)
    asked = {"kind": kind, "label": label, "reason": WHY}
    assert says in client.post("/desk/approvals/asking/", asked, follow=True).content.decode()
    assert not Approval.objects.exists()


def test_whoever_may_only_agree_asks_for_nothing(team: Team, client: Client) -> None:
    client.force_login(team.efua)
    client.post("/desk/approvals/asking/", {"kind": CARRY_OUT, "label": "box 9", "reason": WHY})
    assert not Approval.objects.exists()


def test_the_machine_does_once_what_two_people_agreed_to(team: Team, asked: Approval) -> None:
    with pytest.raises(NotAllowed, match="A second person has to agree"):
        use_approval_at_the_machine(UNSEAL, LABEL)
    agree(team.efua, asked)
    with pytest.raises(NotAllowed):
        use_approval_at_the_machine(UNSEAL, "box 8")
    use_approval_at_the_machine(UNSEAL, LABEL)
    line = Entry.objects.get(verb="do with a second person")
    assert (line.actor, line.use) == (None, f"Cerys Pugh, Efua Quaye: {WHY}")
    with pytest.raises(NotAllowed):
        use_approval_at_the_machine(UNSEAL, LABEL)


def test_the_machine_does_nothing_for_whoever_lost_the_role_meanwhile(team: Team, asked: Approval) -> None:
    agree(team.efua, asked)
    team.cerys.is_active = False
    team.cerys.save()
    with pytest.raises(NotAllowed):
        use_approval_at_the_machine(UNSEAL, LABEL)


def test_nobody_agrees_by_address_alone(team: Team, client: Client) -> None:
    own = ask_approval(team.asha, UNSEAL, LABEL, WHY)
    client.force_login(team.asha)
    client.post(f"/desk/approvals/{own.pk}/agreed/")
    client.force_login(team.frank)
    client.post(f"/desk/approvals/{own.pk}/agreed/")
    assert standing_of(Approval.objects.get()) == Standing.WAITING
