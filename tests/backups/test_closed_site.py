"""While the site is closed nobody sees anything of it, nothing is taken in, and the sentence says why."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from heard.backups.closing import check_open, close_site, is_closed, open_site
from heard.cli.main import ExitCode, main
from heard.text.errors import BadInput


@pytest.fixture(autouse=True)
def _a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


@pytest.mark.parametrize("address", ["/", "/desk/", "/tell-us/", "/accounts/login/", "/nowhere/"])
def test_every_address_says_so_and_nothing_is_read(address: str, client: Client) -> None:
    close_site("it is being put back.")
    for response in (client.get(address), client.post(address, {"words": "kept"})):
        assert response.status_code == 503  # and without a database, which this test may not use
        assert response["Retry-After"]
        assert b"closed for the moment" in response.content
        assert b"put back" not in response.content


@pytest.mark.django_db
def test_once_it_is_open_everything_is_as_before(client: Client) -> None:
    close_site("it is being put back.")
    open_site()
    assert client.get("/tell-us/").status_code != 503
    assert not is_closed()


def test_no_work_is_done_meanwhile(capsys: pytest.CaptureFixture[str]) -> None:
    check_open()
    close_site("it is being put back.")
    with pytest.raises(BadInput, match="The site is closed: it is being put back"):
        check_open()
    assert main(["work", "--once"]) == ExitCode.BAD_USE
    assert "The site is closed" in capsys.readouterr().err


def test_mail_stays_with_the_mail_server_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    from heard.cli.receive_mail import TRY_AGAIN

    close_site("it is being put back.")
    assert main(["receive-mail"]) == TRY_AGAIN
