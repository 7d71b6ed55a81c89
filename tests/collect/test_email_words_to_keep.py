"""Whoever asks gets their five words by e-mail; the address is kept nowhere, and nobody can make us flood anybody."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from cast import Team
from heard.collect.channels.web_form.by_email import MOST_FOR_ONE, messages_to_send
from telling import Writer, open_call

pytestmark = pytest.mark.django_db

ADDRESS = "plover-5538@example.net"


@pytest.fixture
def writer(team: Team, settings: Any) -> Writer:
    settings.MAIL_IS_SET_UP = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    messages_to_send.refill()
    cache.clear()
    open_call(team)
    writer = Writer(Client())
    writer.tell().send()
    return writer


def ask(writer: Writer, address: str = ADDRESS) -> str:
    return writer.client.post("/tell-us/received/by-email/", {"address": address}, follow=True).content.decode()


def test_the_words_are_sent_to_the_one_address_and_open_what_was_given(writer: Writer) -> None:
    assert "on their way to you" in ask(writer)
    (message,) = mail.outbox
    assert message.recipients() == [ADDRESS]
    words = writer.five_words()
    assert "\n".join(words.split()) in str(message.body)
    assert "Where your words went" in Writer(Client()).come_back(words).content.decode()


def test_the_address_is_kept_nowhere(writer: Writer) -> None:
    ask(writer)
    assert ADDRESS not in str(writer.client.session.items())
    assert all(ADDRESS not in cookie.value for cookie in writer.client.cookies.values())
    if connection.vendor == "sqlite":
        assert ADDRESS.encode() not in connection.connection.serialize()


def test_without_a_mail_server_it_is_not_offered(writer: Writer, settings: Any) -> None:
    assert "Send them to me by e-mail" in writer.page("/tell-us/received/")
    settings.MAIL_IS_SET_UP = False
    assert "by e-mail" not in writer.page("/tell-us/received/")
    ask(writer)
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["", "plover", "a@example.net, b@example.net", "a@example.net\nBcc: b@example.net"])
def test_what_is_not_one_address_is_said_to_be_none_and_the_words_are_still_shown(writer: Writer, address: str) -> None:
    page = ask(writer, address)
    assert "Something needs mending" in page
    assert writer.five_words().split()[0] in page
    assert mail.outbox == []


def test_a_mail_server_that_is_away_costs_nothing(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object, _messages: object) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    page = ask(writer)
    assert "could not be sent" in page
    assert writer.five_words().split()[0] in page


def test_the_same_words_are_sent_only_so_often(writer: Writer) -> None:
    for _ in range(MOST_FOR_ONE):
        ask(writer)
    assert "as often as we can today" in ask(writer)
    assert len(mail.outbox) == MOST_FOR_ONE


def test_the_site_sends_only_so_many(writer: Writer) -> None:
    while messages_to_send.take():
        pass
    assert "as often as we can today" in ask(writer)
    assert mail.outbox == []


def test_who_holds_no_words_can_have_nothing_sent(writer: Writer) -> None:
    ask(Writer(Client()))
    assert mail.outbox == []


def test_the_address_of_the_form_leads_back_to_the_words(writer: Writer) -> None:
    assert "Send them to me by e-mail" in writer.page("/tell-us/received/by-email/")
