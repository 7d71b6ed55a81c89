"""Messages that a machine wrote, so that no machine is ever answered. RFC 3834 and what programs do beside it."""

import re
from email.message import Message

from heard.collect.channels.email.headers import header_of, sender_of
from heard.collect.channels.email.states import WhyAside
from heard.mail.addresses import is_ours
from heard.mail.sending import SENT_BY_US

OF_SERVERS = re.compile(r"(?i)^(mailer-daemon|postmaster|mail-daemon|mdaemon)@")
WANTS_NO_ANSWER = re.compile(r"(?i)^(no-?_?reply|do-?_?not-?_?reply|bounces?)([+.-].*)?@")
FAILED = re.compile(
    r"(?i)^(undeliver(able|ed)|delivery (status|has failed|failure)|mail delivery (failed|system)|returned mail|"
    r"failure notice)\b"
)
AWAY = re.compile(
    r"(?i)^(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|abwesenheitsnotiz|"
    r"réponse automatique|respuesta automática)\b"
)
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")
LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")


def why_aside(message: Message) -> WhyAside | None:
    """Why this is not taken for evidence; None where a person seems to have written it to us."""
    sender = sender_of(message) or ""
    if message.get(SENT_BY_US) is not None or is_ours(sender):
        return WhyAside.OURS
    if is_bounce(message, sender):
        return WhyAside.BOUNCE
    if is_automatic(message):
        return WhyAside.AUTOMATIC
    return WhyAside.BULK if is_bulk(message) else None


def is_bounce(message: Message, sender: str) -> bool:
    nobody_sent_it = header_of(message, "Return-Path") == "<>"
    subject = header_of(message, "Subject")
    report = message.get_content_type() == "multipart/report"
    return nobody_sent_it or report or bool(OF_SERVERS.match(sender)) or bool(FAILED.match(subject))


def is_automatic(message: Message) -> bool:
    said = header_of(message, "Auto-Submitted").casefold()
    if said and not said.startswith("no"):
        return True
    if any(message.get(name) is not None for name in AUTOMATIC_HEADERS):
        return True
    return header_of(message, "Precedence").casefold() == "auto_reply" or bool(
        AWAY.match(header_of(message, "Subject"))
    )


def is_bulk(message: Message) -> bool:
    precedence = header_of(message, "Precedence").casefold()
    return precedence in ("bulk", "list", "junk") or any(message.get(name) is not None for name in LIST_HEADERS)


def address_to_answer(message: Message) -> str | None:
    """Where the five words go; None where nobody there wants an answer, or it is not one address."""
    sender = sender_of(message)
    if sender is None or WANTS_NO_ANSWER.match(sender) or is_ours(sender):
        return None
    suppressed = header_of(message, "X-Auto-Response-Suppress").casefold()
    return None if any(kind in suppressed for kind in ("all", "autoreply")) else sender
