"""What Wagtail has for writing pages shows drafts, so it is for those who write pages."""

import pytest
from django.test import Client

from cast import Team, appointed
from heard.inquiry.inquiries.states import Role
from heard.publish.pages.models import HomePage, WordsPage

pytestmark = pytest.mark.django_db

DRAFT = "What we will say in March"
TOOLS = (
    "api/main/pages/",
    f"api/main/pages/?search={DRAFT}&fields=*",
    "choose-page/",
    f"choose-page/search/?q={DRAFT}",
    "reports/site-history/",
    "tag-autocomplete/?term=a",
    "workflows/task_chooser/",
)


@pytest.fixture(autouse=True)
def a_draft(db: None) -> None:
    home = HomePage.objects.get()
    home.add_child(instance=WordsPage(slug="draft", title=DRAFT, body="", live=False))


def test_whoever_writes_pages_finds_them(team: Team, client: Client) -> None:
    client.force_login(team.asha)
    pages = [client.get(f"/desk/{tool}") for tool in TOOLS]
    assert {page.status_code for page in pages} == {200}
    assert any(DRAFT in page.content.decode() for page in pages)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARIAT])
def test_nobody_else_learns_what_is_drafted(team: Team, client: Client, role: Role) -> None:
    client.force_login(appointed(team.asha, "somebody@example.org", "Ola Reed", role))
    for tool in TOOLS:
        assert client.get(f"/desk/{tool}").headers.get("Location") == "/desk/", tool
    home = client.get("/desk/")
    assert home.status_code == 200
    assert DRAFT not in home.content.decode()
