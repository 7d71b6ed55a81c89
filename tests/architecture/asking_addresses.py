"""Asks every address of the site as everybody there is, of things in every state they can be in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from cast import (
    Team,
    accepted_as_evidence,
    accepted_theme,
    appointed,
    assemble_team,
    excerpt_of,
    given_file,
    jay_gives_evidence,
    read_by,
)
from heard.accounts.models import User
from heard.collect.evidence.actions import withdraw
from heard.collect.evidence.models import PartFile
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.config.addresses import Address
from heard.inquiry.inquiries.models import Helpline, Inquiry, Question, TeamMember, TimetableStage
from heard.inquiry.inquiries.states import PERMISSIONS, Role
from heard.protect.deidentification.actions import SuggestedRedaction, set_aside
from heard.protect.deidentification.states import IdentifierKind, SetAsideBecause
from heard.protect.retention.actions import put_on_hold
from heard.protect.roster.actions import NewEntry, add_entry
from heard.protect.roster.states import Kind
from heard.protect.safeguarding.actions import raise_concern
from heard.protect.scans.models import Scan
from heard.protect.scans.states import Result
from heard.publish.pages.models import HomePage, WordsPage
from heard.publish.publications.actions import clear_quotation, publish_quotation, take_down_quotation
from heard.publish.publications.models import ThemePublishing
from heard.text.spans import Span
from heard.understand.codebook.models import Theme
from heard.understand.coding.models import Excerpt
from importing_forms import an_import
from retaining import a_run
from writing_to_us import a_message_aside

NOBODY, SUPERUSER = "nobody", "superuser"
SIGN_IN, TURNED_AWAY, NOT_THERE, LET_IN, BROKEN = "sign in", "turned away", "not there", "let in", "broken"

# What was said, and where each word of it may be seen. None of them stands in any other text.
CANARIES = {
    "received": "saucepan",
    "read": "porridge",
    "accepted": "umbrella",
    "set aside": "trampoline",
    "with a concern": "raincoat",
    "withdrawn": "marmalade",
}
NAME, PUBLISHED, CLEARED, TAKEN_DOWN = "Nadia Wetherby", "teapot", "colander", "doormat"
DRAFT_PAGE = "Pianolas"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered to one person."""

    outcome: str
    status: int
    body: str
    by_button: bool = False  # whether a link is refused, and only what a form sends is answered


@dataclass(frozen=True, slots=True)
class World:
    """An inquiry in which everything is in some state, and people of whom each has one role."""

    people: dict[str, User | None]
    places: dict[str, str]
    submissions: dict[str, str]  # state → reference

    def path(self, route: str, state: str = "read") -> str:
        """The address with something at each of its places."""
        written = route
        for place, value in ({"<str:reference>": self.submissions[state]} | self.places).items():
            written = written.replace(place, value)
        return "/" + written


def the_world() -> World:
    team = assemble_team()
    people: dict[str, User | None] = {
        Role.SECRETARIAT: team.asha,
        Role.ANALYST: team.ben,
        Role.REVIEWER: team.cerys,
        Role.SAFEGUARDING_LEAD: team.efua,
        Role.CHAIR: team.frank,
        Role.ARCHIVIST: team.greta,
        Role.BOARD_READER: appointed(team.asha, "ines@example.org", "Ines Roy", Role.BOARD_READER),
        Role.GROUP_HOST: appointed(team.asha, "karim@example.org", "Karim Bell", Role.GROUP_HOST),
        Role.PARTNER: appointed(team.asha, "lotte@example.org", "Lotte Finch", Role.PARTNER),
        SUPERUSER: User.objects.create_superuser("root@example.org", "a long password"),
        NOBODY: None,
    }
    submissions = {state: _in_state(team, state) for state in CANARIES}
    return World(people, _places(team), submissions)


def _in_state(team: Team, state: str) -> str:
    words = f"There was one {CANARIES[state]} in the room, {NAME} said."
    files = [given_file("room.png", "image/png", b"a drawing")] if state == "read" else []
    part = jay_gives_evidence(words=words, files=files)
    if state == "read":
        read_by(team, part, 2, [_redaction(words)])
    if state == "accepted":
        accepted_as_evidence(team, read_by(team, part, 2, [_redaction(words)]))
    if state == "with a concern":
        raise_concern(team.efua, part.submission, "Somebody may be in danger now.")
    if state == "set aside":
        set_aside(team.asha, part.submission, SetAsideBecause.OTHER, "It is about buses.")
    if state == "withdrawn":
        read_by(team, part, 2, [_redaction(words)])
        withdraw(None, part.submission)
    return part.submission.reference


def _redaction(words: str) -> SuggestedRedaction:
    start = words.index(NAME)
    return SuggestedRedaction(Span(start, start + len(NAME)), "person", IdentifierKind.DIRECT, "[name]")


def _places(team: Team) -> dict[str, str]:
    """What leads to something, the longer before the shorter."""
    theme = accepted_theme(team)
    ThemePublishing.objects.create(theme=theme, by=team.asha)
    numbers = _quotations(team, theme)
    session = EvidenceSession.objects.create(slug="north", title="North")
    inquiry = Inquiry.objects.create(title="Moving day", run_by="Some people")
    question = Question.objects.create(number=1, text="What was it like?")
    stage = TimetableStage.objects.create(order=1, title="Listening", when="spring")
    line = Helpline.objects.create(order=1, nation="Wales", name="Meic", phone="080880 23456", purpose="Anybody.")
    scan = Scan.objects.create(file=PartFile.objects.get(), result=Result.NOTHING_FOUND)
    home_on_the_roster = add_entry(team.cerys, NewEntry("Quernstone House", Kind.HOME))
    concern = raise_concern(team.ben, jay_gives_evidence().submission, "Afraid.")
    hold = put_on_hold(team.efua, jay_gives_evidence().submission, "a court asks for it")
    home_page = HomePage.objects.get()
    home_page.add_child(instance=WordsPage(slug="draft", title=DRAFT_PAGE, body="", live=False))
    home = str(home_page.pk)
    return {
        "mail/<int:number>": f"mail/{a_message_aside().pk}",
        "form-imports/<int:number>": f"form-imports/{an_import(team).pk}",
        "team/<int:number>": f"team/{TeamMember.objects.get(user=team.asha).pk}",
        "roster/<int:number>": f"roster/{home_on_the_roster.pk}",
        "concerns/<int:number>": f"concerns/{concern.pk}",
        "kept-file/<int:part>": "kept-file/1",
        "certificates/<int:run>": f"certificates/{a_run(team).pk}",
        "holds/<int:hold>": f"holds/{hold.pk}",
        "found/<int:scan>": f"found/{scan.pk}",
        "agreeing/<str:use>": "agreeing/analyse",
        "original/<int:number>": "original/1",
        "reading/<int:number>": "reading/1",
        "passing/<int:number>": "passing/1",
        "file/<int:number>": "file/2",
        "left-behind/<int:number>": f"left-behind/{Excerpt.objects.order_by('pk')[0].pk}",
        "quotations/<int:number>": f"quotations/{numbers['published']}",
        "themes/<slug:slug>": f"themes/{theme.slug}",
        "sessions/<slug:slug>": f"sessions/{session.slug}",
        "inquiry/<": f"inquiry/{inquiry.pk}/<",
        "question/edit/<int:pk>": f"question/edit/{question.pk}",
        "timetablestage/edit/<int:pk>": f"timetablestage/edit/{stage.pk}",
        "helpline/edit/<int:pk>": f"helpline/edit/{line.pk}",
        "<int:page_id>": home,
        "<int:parent_page_id>": home,
        "<int:page_to_move_id>": home,
        "<int:pk>": "1",
        "privacy/<int:version>": "privacy/1",
        "tell-us/<slug:slug>": "tell-us/who",
    }


def _quotations(team: Team, theme: Theme) -> dict[str, int]:
    numbers = {}
    for state, word in (("published", PUBLISHED), ("cleared", CLEARED), ("taken down", TAKEN_DOWN)):
        text = read_by(team, jay_gives_evidence(words=f"There was one {word} in a bag by the door."), 2, [])
        quotation = clear_quotation(team.ben, excerpt_of(team, text, word, theme), word, "Young person in care")
        if state != "cleared":
            publish_quotation(team.asha, quotation)
        if state == "taken down":
            take_down_quotation(team.efua, quotation, "Somebody could know her by it.")
        numbers[state] = quotation.pk
    return numbers


def without_places(path: str) -> str:
    """Where nothing is said to lead anywhere: something that is nowhere, in the shape that is asked for."""
    path = re.sub(r"\((\w+)\|[^)]*\)", r"\1", path).replace("\\.", ".")
    path = re.sub(r"<int:[^>]+>|<str:pk>|\\d\+|\(\\d\+\)", "987654", path)
    path = re.sub(r"<uuid:[^>]+>", "00000000-0000-4000-8000-000000000000", path)
    return re.sub(r"<[^>]+>", "none", path).replace("^", "").replace("$", "").replace("\\", "")


def ask(client: Client, path: str) -> Answer:
    """GET, or POST where only that is answered; what it did is undone."""
    cookies = client.cookies.output(header="").strip()
    with transaction.atomic():
        response = client.get(path)
        by_button = response.status_code == 405
        if by_button:
            response = client.post(path, {"use": "checking", "reason": "checking"})
        answer = Answer(outcome_of(response), response.status_code, body_of(response), by_button)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)  # whoever signed out by this is signed in again
    return answer


def outcome_of(response: HttpResponse) -> str:
    leads_to = response.headers.get("Location", "")
    if response.status_code == 302 and leads_to.startswith("/accounts/login/"):
        return SIGN_IN
    if response.status_code == 403 or (response.status_code == 302 and leads_to == "/desk/"):
        return TURNED_AWAY
    if response.status_code in (404, 410):
        return NOT_THERE
    return BROKEN if response.status_code >= 500 else LET_IN


def body_of(response: HttpResponse) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return data.decode("utf-8", "replace")


def same_permissions(people: dict[str, User | None]) -> dict[str, str]:
    """Who stands for each in what asks for permissions alone: the first role that brings the same ones."""
    first: dict[tuple[str, ...], str] = {}
    return {name: first.setdefault(PERMISSIONS[Role(name)], name) if name in Role.values else name for name in people}


def clients_of(world: World) -> dict[str, Client]:
    clients = {}
    for name, user in world.people.items():
        clients[name] = Client(raise_request_exception=False)
        if user is not None:
            clients[name].force_login(user)
    return clients


def asked_everywhere(world: World, addresses: list[Address]) -> Iterator[tuple[Address, str, str, Answer]]:
    """Each address with the state of what it leads to, who asked, and the answer."""
    clients, stands_for = clients_of(world), same_permissions(world.people)
    for address in addresses:
        states = list(CANARIES) if "<str:reference>" in address.route else [""]
        for state in states:
            path = without_places(world.path(address.route, state or "read"))
            given: dict[str, Answer] = {}
            for name in clients:
                other = name if address.is_ours else stands_for[name]
                if other not in given:
                    given[other] = ask(clients[other], path)
                yield address, state, name, given[other]


OUR_SEARCH = "/desk/evidence/?words={}"
WAGTAILS_SEARCHES = (
    "/desk/pages/search/results/?q={}",
    "/desk/choose-page/search/?q={}",
    "/desk/api/main/pages/?search={}&fields=*",
    "/desk/api/main/documents/?search={}",
    "/desk/api/main/images/?search={}",
    "/desk/reports/site-history/?object_label={}",
)


def searched_everywhere(world: World, words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each search for each word, by everybody: which, who, and what it answered beside the word that was asked for."""
    clients = clients_of(world)
    one_of_each = set(same_permissions(world.people).values())
    for search in (OUR_SEARCH, *WAGTAILS_SEARCHES):
        for name in clients if search == OUR_SEARCH else one_of_each:
            for word in words if search == OUR_SEARCH else (NAME, CANARIES["withdrawn"], DRAFT_PAGE):
                # Pages repeat what was asked for, which tells nobody anything: Wagtail's are asked for its beginning.
                sought = word if search == OUR_SEARCH else word[:-1]
                body = ask(clients[name], search.format(quote(sought))).body
                yield search, name, ECHO.sub("", body).replace(quote(sought), "").replace(f"“{sought}”", "")


ECHO = re.compile(r'value="[^"]*"|<title>.*?</title>', re.DOTALL)
