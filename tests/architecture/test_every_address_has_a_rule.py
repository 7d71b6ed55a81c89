"""Every address of ours says who may see it, and the desk turns everybody else away."""

from collections.abc import Callable, Iterator
from types import FunctionType

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cast import Team, accepted_theme, excerpt_of, given_file, jay_gives_evidence, read_by
from heard.accounts.access import open_to_everybody
from heard.collect.evidence.models import PartFile
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.inquiry.inquiries.models import TeamMember
from heard.protect.retention.actions import put_on_hold
from heard.protect.roster.actions import NewEntry, add_entry
from heard.protect.roster.states import Kind
from heard.protect.safeguarding.actions import raise_concern
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result
from heard.publish.publications.actions import clear_quotation
from importing_forms import an_import
from retaining import a_run
from writing_to_us import a_message_aside

DESK = "desk/"

# address → who may; everybody else in the team is turned away
SECRETARIAT, ANALYST, REVIEWER, SAFEGUARDING, CHAIR, ARCHIVIST = "asha", "ben", "cerys", "efua", "frank", "greta"
TEAM = {SECRETARIAT, ANALYST, REVIEWER, SAFEGUARDING, CHAIR, ARCHIVIST}
READS_EVIDENCE = {SECRETARIAT, ANALYST, REVIEWER, SAFEGUARDING}
MATRIX: dict[str, set[str]] = {
    "approvals/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "approvals/<int:number>/agreed/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "approvals/<int:number>/refused/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "health/": {SECRETARIAT, SAFEGUARDING},
    "team/": TEAM,
    "team/appointing/": {SECRETARIAT},
    "team/<int:number>/ending/": {SECRETARIAT},
    "audit/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "evidence/": READS_EVIDENCE,
    "evidence/<str:reference>/": READS_EVIDENCE,
    "call/": {SECRETARIAT},
    "typing-in/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "mail/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "mail/<int:number>/taking/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/columns/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/values/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/check/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/report/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "form-imports/<int:number>/dropping/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/next/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/assignments/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/assigning/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/accepting/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reopening/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/passing/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/deciding/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/suggesting/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/software/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/making/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/changing/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/moving/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/undoing/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/reading/<int:number>/showing-again/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/key-table/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/key-table/asking/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/key-table/opening/": {SECRETARIAT, SAFEGUARDING},
    "replacements/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "replacements/exporting/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "evidence/<str:reference>/asking/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/setting-aside/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/taking-up/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/on-behalf/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/on-behalf/confirming/": {SECRETARIAT, SAFEGUARDING},
    "retention/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "retention/due/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "retention/what-becomes/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "retention/schedule/": {SECRETARIAT},
    "retention/certificates/<int:run>/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "retention/certificates/<int:run>/text/": {SECRETARIAT, SAFEGUARDING, ARCHIVIST},
    "retention/holding/": {SECRETARIAT, SAFEGUARDING},
    "retention/vouching/": {SECRETARIAT},
    "retention/holds/<int:hold>/lifting/": {SECRETARIAT, SAFEGUARDING},
    "evidence/<str:reference>/details/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/file/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/file/<int:number>/contents/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/file/<int:number>/transcript/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/file/<int:number>/written-down/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "evidence/<str:reference>/original/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "roster/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "roster/policy/": {SECRETARIAT},
    "roster/import-preview/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "roster/import-keeping/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "roster/<int:number>/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "roster/<int:number>/removing/": {SECRETARIAT, REVIEWER, SAFEGUARDING},
    "concerns/": {SECRETARIAT, SAFEGUARDING},
    "concerns/raising/": TEAM,
    "concerns/clock/": {SECRETARIAT, SAFEGUARDING},
    "concerns/<int:number>/": {SECRETARIAT, SAFEGUARDING},
    "concerns/<int:number>/opening/": {SECRETARIAT, SAFEGUARDING},
    "concerns/<int:number>/closing/": {SECRETARIAT, SAFEGUARDING},
    "concerns/<int:number>/opened-again/": {SECRETARIAT, SAFEGUARDING},
    "concerns/<int:number>/kept-file/<int:part>/": {SECRETARIAT, SAFEGUARDING},
    "found/": {SECRETARIAT, SAFEGUARDING},
    "found/<int:scan>/releasing/": {SECRETARIAT, SAFEGUARDING},
    "agreeing/": {SECRETARIAT},
    "agreeing/privacy/": {SECRETARIAT},
    "agreeing/<str:use>/": {SECRETARIAT},
    "sessions/": TEAM,
    "sessions/<slug:slug>/": TEAM,
    "themes/": READS_EVIDENCE | {CHAIR},
    "themes/<slug:slug>/": READS_EVIDENCE | {CHAIR},
    "quotations/": READS_EVIDENCE | {CHAIR},
    "quotations/<int:number>/": READS_EVIDENCE | {CHAIR},
    "quotations/<int:number>/beside/": {SECRETARIAT, ANALYST},
    "quotations/<int:number>/publishing/": {SECRETARIAT, CHAIR},
    "quotations/<int:number>/taking-down/": {SECRETARIAT, CHAIR, SAFEGUARDING},
    "numbers/": READS_EVIDENCE | {CHAIR},
    "numbers/publishing/": {SECRETARIAT, CHAIR},
    "disclosure/": READS_EVIDENCE | {CHAIR},
    "disclosure/attempts/": TEAM,
}
# Addresses that change something answer only to POST.
POSTED = {"details", "original", "publishing", "taking-down", "written-down", "setting-aside", "taking-up", "asking"}
POSTED |= {"next", "assignments", "assigning", "accepting", "reopening", "passing"}
POSTED |= {"taking", "dropping", "releasing", "transcript"}
POSTED |= {"confirming", "holding", "lifting", "vouching"}
POSTED |= {"opening", "closing", "opened-again"}
POSTED |= {"beside", "import-preview", "import-keeping", "removing", "changing", "moving", "undoing", "showing-again"}
POSTED |= {"opening", "exporting"}
POSTED |= {"agreed", "refused", "ending", "deciding", "suggesting", "software", "making"}

# What they answer somebody whom they let in and who has not said everything.
SAYS_WHAT_IS_MISSING = {"contents": 404, "written-down": 422, "setting-aside": 422, "asking": 422, "releasing": 422}
SAYS_WHAT_IS_MISSING |= {"closing": 422, "<int:part>": 404}
SAYS_WHAT_IS_MISSING |= {"holding": 422, "vouching": 422}
SAYS_WHAT_IS_MISSING |= {"transcript": 422, "import-preview": 422, "opening": 422}


SAYS_WHAT_IS_MISSING |= {"agreed": 404, "refused": 404}  # nobody has asked for anything


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def unwrapped(view: object) -> object:
    """The view itself, under whatever Wagtail put around it."""
    while isinstance(view, FunctionType) and not hasattr(view, "access") and view.__closure__:
        inner = [cell.cell_contents for cell in view.__closure__ if isinstance(cell.cell_contents, FunctionType)]
        if not inner:
            break
        view = next((found for found in inner if hasattr(found, "access")), inner[0])
    return view


def ours() -> dict[str, object]:
    views = {address: unwrapped(view) for address, view in addresses(get_resolver().url_patterns)}
    ours = {address: view for address, view in views.items() if getattr(view, "__module__", "").startswith("heard.")}
    return {address: view for address, view in ours.items() if not asks_wagtails_policy(view)}


def asks_wagtails_policy(view: object) -> bool:
    """Whether Wagtail's own table of permissions guards the view: those of `inquiries.viewsets`, tested beside them."""
    kind = getattr(view, "view_class", None)
    return isinstance(kind, type) and issubclass(kind, PermissionCheckedMixin) and bool(kind.permission_required)


def test_every_address_of_ours_says_who_may_see_it() -> None:
    silent = [address for address, view in ours().items() if not hasattr(view, "access")]
    assert silent == []


def test_the_matrix_names_every_address_of_ours_at_the_desk() -> None:
    assert {address.removeprefix(DESK) for address in ours() if address.startswith(DESK)} == set(MATRIX)


def test_nothing_at_the_desk_is_open_to_everybody() -> None:
    desk = [view for address, view in ours().items() if address.startswith(DESK)]
    assert desk
    assert all(getattr(view, "access", None) is not open_to_everybody for view in desk)


@pytest.fixture
def filled(team: Team) -> Callable[[str], str]:
    """Turns an address of the matrix into one that leads to something."""
    working_text = read_by(team, jay_gives_evidence(files=[given_file("room.png", "image/png", b"a drawing")]), 2)
    theme = accepted_theme(team)
    excerpt = excerpt_of(team, working_text, "it would be a week", theme)
    quotation = clear_quotation(team.ben, excerpt, "it would be a week", "Young person in care")
    EvidenceSession.objects.create(slug="north", title="North")
    places = {
        "mail/<int:number>": f"mail/{a_message_aside().pk}",
        "form-imports/<int:number>": f"form-imports/{an_import(team).pk}",
        "roster/<int:number>": f"roster/{add_entry(team.cerys, NewEntry('Quernstone House', Kind.HOME)).pk}",
        "team/<int:number>": f"team/{TeamMember.objects.get(user=team.asha).pk}",
        "concerns/<int:number>": f"concerns/{raise_concern(team.ben, jay_gives_evidence().submission, 'Afraid.').pk}",
        "<int:part>": "1",
        "<int:run>": str(a_run(team).pk),
        "<int:hold>": str(put_on_hold(team.efua, working_text.part.submission, "a court asks for it").pk),
        "<int:scan>": str(Scan.objects.create(file=PartFile.objects.get(), result=Result.NOTHING_FOUND).pk),
        "<str:use>": "analyse",
        "<str:reference>": working_text.part.submission.reference,
        "original/<int:number>": "original/1",
        "reading/<int:number>": "reading/1",
        "passing/<int:number>": "passing/1",
        "file/<int:number>": "file/2",
        "<int:number>": str(quotation.pk),
        "themes/<slug:slug>": f"themes/{theme.slug}",
        "<slug:slug>": "north",
    }

    def fill(address: str) -> str:
        for place, value in places.items():
            address = address.replace(place, value)
        return f"/{DESK}{address}"

    return fill


def ask(client: Client, address: str) -> tuple[int, str]:
    changes_something = any(part in POSTED for part in address.split("/"))
    given = {"use": "checking", "reason": "checking", "answer": "no"}
    response = client.post(address, given) if changes_something else client.get(address)
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize("address", MATRIX)
def test_a_stranger_is_sent_to_sign_in(address: str, filled: Callable[[str], str], client: Client) -> None:
    status, leads_to = ask(client, filled(address))
    assert status == 302
    assert leads_to.startswith("/accounts/login/")


@pytest.mark.parametrize("address", MATRIX)
def test_each_role_sees_what_is_its_own_and_nothing_else(
    address: str, filled: Callable[[str], str], team: Team, client: Client
) -> None:
    let_in = set()
    for name in sorted(TEAM):
        client.force_login(getattr(team, name))
        status, leads_to = ask(client, filled(address))
        assert status in (200, 302, SAYS_WHAT_IS_MISSING.get(address.rstrip("/").split("/")[-1])), (name, status)
        if leads_to != f"/{DESK}":
            let_in.add(name)
    assert let_in == MATRIX[address]


@pytest.mark.parametrize(
    "address", [address for address in MATRIX if POSTED & set(address.split("/")) and MATRIX[address]]
)
def test_what_changes_something_does_not_answer_to_a_link(
    address: str, filled: Callable[[str], str], team: Team, client: Client
) -> None:
    client.force_login(team.asha)
    assert client.get(filled(address)).status_code == 405


@pytest.mark.parametrize("address", MATRIX)
def test_whoever_looks_after_the_machine_sees_only_the_audit_and_how_it_is(
    address: str, filled: Callable[[str], str], client: Client
) -> None:
    from heard.accounts.models import User

    client.force_login(User.objects.create_superuser("root@example.org", "a long password"))
    _, leads_to = ask(client, filled(address))
    assert (leads_to != f"/{DESK}") is (address in ("audit/", "health/"))
