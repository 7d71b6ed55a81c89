"""The loaded demonstration: everything is there, leads back to its words, and gives nobody away."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest
from django.db import transaction
from django.test import Client

from heard.accounts.models import User
from heard.audit.models import Entry
from heard.audit.queries import verify_chain
from heard.collect.evidence.models import Submission
from heard.collect.evidence.raw import open_sealed
from heard.collect.evidence_sessions.models import EvidenceSession
from heard.demo.loading import load
from heard.demo.reading import FOLDER, Content
from heard.inquiry.consent.queries import allows
from heard.inquiry.consent.states import Use
from heard.protect.deidentification.queries import register_of_evidence, working_texts
from heard.protect.deidentification.states import Reading
from heard.publish.publications.queries import public_count, published_quotations, published_sessions, published_themes
from heard.text.anchors import verify_quotation
from heard.text.spans import Source

CONTENT = Content(FOLDER)


class Links(HTMLParser):
    """The addresses a page leads to, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.leads_to: set[str] = set()
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.leads_to.add(given["href"] or "")
        if given.get("id"):
            self.places.add(given["id"] or "")


@pytest.fixture(scope="module")
def loaded(as_migrated: None, django_db_blocker: pytest.Item) -> Iterator[None]:
    """The whole demonstration, for the tests of this file; afterwards the database is as it was."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load(CONTENT)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def public(loaded: None) -> dict[str, str]:
    """Every page that can be reached from the first one, by its address."""
    return crawl(Client(), "/")


def crawl(client: Client, start: str) -> dict[str, str]:
    found: dict[str, str] = {}
    ahead = [start]
    while ahead:
        address = ahead.pop()
        if address in found:
            continue
        response = client.get(address)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        found[address] = response.content.decode()
        ahead += [link for link in links_of(address, found[address]) if not link.startswith(("/desk/", "/leave/"))]
    return found


def links_of(address: str, page: str) -> set[str]:
    parser = Links()
    parser.feed(page)
    joined = {urldefrag(urljoin(address, link)).url for link in parser.leads_to}
    return {link for link in joined if link.startswith("/") and not link.startswith(("/accounts/", "/static/"))}


class Words(HTMLParser):
    """What a reader can see or hear: text, and what attributes say to a screen reader or a search engine."""

    SAY = frozenset({"alt", "aria-label", "content", "href", "id", "placeholder", "title", "value"})

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.heard += [f"\n{value}\n" for name, value in attrs if name in self.SAY and value]

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


def words_of(page: str) -> str:
    parser = Words()
    parser.feed(page)
    return "".join(parser.heard)


def test_everything_is_loaded(loaded: None) -> None:
    assert Submission.objects.count() == len(CONTENT.contributions)
    assert EvidenceSession.objects.count() == published_sessions().count() == len(CONTENT.sessions)
    assert published_themes().count() == len(CONTENT.themes)
    wanted = {quotation["text"] for theme in CONTENT.themes for quotation in theme["quotation"]}
    assert set(published_quotations().values_list("text", flat=True)) == wanted


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = Entry.objects.count()
    load(CONTENT)
    assert Entry.objects.count() == before


def test_the_original_words_are_kept_as_they_were_given(loaded: None) -> None:
    texts = {entry["reference"]: entry["text"] for entry in CONTENT.contributions}
    for submission in Submission.objects.all()[:40]:
        assert open_sealed(submission.parts.get()).text == texts[submission.reference]


def test_every_step_is_in_the_audit_and_the_chain_is_whole(loaded: None) -> None:
    assert verify_chain().is_whole
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"receive", "open original", "accept redactions", "pass working text", "clear", "publish"} <= verbs
    assert Entry.objects.filter(verb="receive").count() == len(CONTENT.contributions)


def test_some_work_is_left_to_do_at_the_desk(loaded: None) -> None:
    states = set(register_of_evidence().values_list("reading", flat=True))
    assert states >= {Reading.TO_READ, Reading.READ_ONCE, Reading.READ_TWICE}


def test_every_published_quotation_is_verbatim_and_agreed_to(loaded: None) -> None:
    for quotation in published_quotations():
        source = Source.from_text("", quotation.excerpt.source_text)
        verify_quotation(source, quotation.text, quotation.excerpt.span)
        if quotation.excerpt.working_text:
            assert allows(quotation.excerpt.working_text.part.submission.consent, Use.QUOTE_UNNAMED)


def test_every_theme_rests_on_enough_people_to_be_counted_out(loaded: None) -> None:
    assert all(public_count(theme).people for theme in published_themes())


def test_no_public_page_holds_an_identifier_of_the_words_it_shows(public: dict[str, str]) -> None:
    """Direct identifiers stand nowhere. A place or an age may stand elsewhere, but not beside its owner's words."""
    pages = {address: words_of(page) for address, page in public.items()}
    direct, quasi = planted_identifiers()
    assert len(direct) > 100
    leaks = [(words, address) for words in direct for address, page in pages.items() if holds(page, words)]
    for quotation in published_quotations().exclude(excerpt__working_text=None):
        reference = quotation.excerpt.label
        beside = words_of(public[f"/quotations/{quotation.pk}/"].partition("<main")[2].partition("</main>")[0])
        assert quotation.text.split("[…]")[0].strip() in beside
        leaks += [(words, reference) for words in quasi[reference] if holds(beside, words)]
    assert leaks == []


def planted_identifiers() -> tuple[set[str], dict[str, list[str]]]:
    direct: set[str] = set()
    quasi: defaultdict[str, list[str]] = defaultdict(list)
    for reference, identifiers in CONTENT.identifiers.items():
        direct |= {entry["text"] for entry in identifiers if entry["kind"] == "direct"}
        quasi[reference] += [entry["text"] for entry in identifiers if entry["kind"] == "quasi"]
    return direct, quasi


def holds(page: str, words: str) -> bool:
    """Whether a page says `words`, in whatever capitals; an initial only as it is written."""
    spelling = 0 if len(words) < 3 else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", page, spelling) is not None


def test_no_working_text_holds_a_direct_identifier_of_its_own(loaded: None) -> None:
    for working_text in working_texts():
        for entry in CONTENT.identifiers[working_text.part.submission.reference]:
            assert entry["kind"] != "direct" or not holds(working_text.text, entry["text"]), entry


def test_no_public_page_names_a_reference(public: dict[str, str]) -> None:
    assert [address for address, page in public.items() if re.search(r"\bH-\d{4}\b", page)] == []


def test_every_part_of_the_site_can_be_reached_from_the_first_page(public: dict[str, str]) -> None:
    wanted = {"/questions/", "/themes/", "/sessions/", "/privacy/", "/accessibility/", "/about-the-data/"}
    wanted |= {f"/themes/{theme.slug}/" for theme in published_themes()}
    wanted |= {f"/quotations/{quotation.pk}/" for quotation in published_quotations()}
    wanted |= {f"/sessions/{session.slug}/{part}" for session in published_sessions() for part in ("", "text/")}
    assert wanted <= set(public)


def test_every_link_into_a_page_leads_to_a_place_that_is_there(public: dict[str, str]) -> None:
    parsed = {}
    for address, page in public.items():
        parsed[address] = Links()
        parsed[address].feed(page)
    lost = [
        (address, link)
        for address, links in parsed.items()
        for link in links.leads_to
        for target in [urldefrag(urljoin(address, link))]
        if target.fragment and target.url in parsed and target.fragment not in parsed[target.url].places
    ]
    assert lost == []


def test_every_page_of_the_desk_answers_and_leads_on(loaded: None) -> None:
    client = Client()
    client.force_login(User.objects.get(email=CONTENT.inquiry["person"][0]["email"]))
    lists = [f"/desk/{part}/" for part in ("evidence", "sessions", "themes", "quotations", "audit")]
    for address in lists:
        page = client.get(address)
        assert page.status_code == 200
        inner = sorted(link for link in links_of(address, page.content.decode()) if link.startswith(address))
        for link in inner[:8]:
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "H-0001"}, "H-0001"),
        ({"words": "swimming badges"}, "H-0001"),
        ({"question": "none"}, None),
        ({"channel": "letter"}, None),
        ({"reading": "to read"}, None),
        ({"speaking_as": "professional", "question": "1"}, None),
    ],
)
def test_the_register_is_narrowed_by_what_is_asked_for(loaded: None, asked: dict[str, str], found: str | None) -> None:
    client = Client()
    client.force_login(User.objects.get(email=CONTENT.inquiry["person"][0]["email"]))
    everything = client.get("/desk/evidence/").context["rows"].paginator.count
    rows = client.get("/desk/evidence/", asked).context["rows"]
    assert 0 < rows.paginator.count < everything
    if found:
        assert [part.submission.reference for part in rows] == [found]


def test_words_that_were_replaced_cannot_be_searched_for(loaded: None) -> None:
    client = Client()
    client.force_login(User.objects.get(email=CONTENT.inquiry["person"][0]["email"]))
    assert client.get("/desk/evidence/", {"words": "nadia"}).context["rows"].paginator.count == 0
