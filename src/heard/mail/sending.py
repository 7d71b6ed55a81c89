"""Sending: one message, one recipient, and no trace of who that was."""

import logging
from dataclasses import dataclass
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from heard.mail.addresses import one_address
from heard.mail.message_ids import new_message_id
from heard.mail.reaching import why_not_reached

SENT_BY_US = "X-Heard"  # on every message of ours, so that one that comes back is known
_log = logging.getLogger(__name__)


class NotSent(Exception):
    """A message could not be sent. `str(error)` says so to a person, and never to whom.

    `is_final` where trying again would be in vain: the server takes nothing for that address.
    """

    def __init__(self, said: str, *, is_final: bool = False) -> None:
        super().__init__(said)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: paragraphs with an empty line between them."""

    subject: str
    text: str


def can_send() -> bool:
    """Whether a mail server is set up. Where none is, nothing in the interface offers mail."""
    return bool(settings.MAIL_IS_SET_UP)


def send_letter(to: str, letter: Letter, *, in_answer_to: str = "") -> None:
    """Send `letter` to the one address `to`. `in_answer_to` is the Message-ID it answers. Raises NotSent.

    Every message says that a machine sent it (RFC 3834), so that no other machine answers.
    """
    address = one_address(to)
    if not can_send() or address is None:
        said = _("This could not be sent: there is no mail server, or that is not one e-mail address.")
        raise NotSent(said, is_final=address is None)
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[address], headers=_headers(in_answer_to))
    message.attach_alternative(render_to_string("mail/letter.html", {"letter": letter}), "text/html")
    try:
        message.send()
    # The library's own error names the recipient, so nothing of it is passed on.
    except (SMTPException, OSError, ValueError) as error:
        _log.warning("A message was not sent. %s", why_not_sent(error))
        said = _("The mail server did not take the message. Nothing else was lost.")
        raise NotSent(said, is_final=is_refused_for_good(error)) from None


def is_refused_for_good(error: Exception) -> bool:
    """Whether the server let us in and then refused this address (5…), rather than asked for patience (4…)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def why_not_sent(error: Exception) -> str:
    """What to mend, for whoever runs the machine; never to whom it was, nor what the server said, which names them."""
    if isinstance(error, SMTPAuthenticationError):
        return _("The mail server does not let us in: look at HEARD_SMTP_USER and HEARD_SMTP_PASSWORD.")
    if isinstance(error, SMTPNotSupportedError):
        return _(
            "The mail server does not encrypt on this port, or lets nobody sign in there: look at HEARD_SMTP_PORT."
        )
    if isinstance(error, SMTPSenderRefused):
        return _("The mail server takes nothing from HEARD_MAIL_FROM, or nothing from who is not signed in.")
    if isinstance(error, SMTPRecipientsRefused):
        return _("The mail server does not write to that address, or takes nothing from who is not signed in.")
    if isinstance(error, SMTPResponseException):
        return _("The mail server refused it with the code %(code)d.") % {"code": error.smtp_code}
    if isinstance(error, UnicodeError):
        return _("HEARD_SMTP_USER and HEARD_SMTP_PASSWORD can hold only plain letters, digits and signs.")
    if isinstance(error, OSError) and not isinstance(error, SMTPException):
        return why_not_reached(error, settings.EMAIL_HOST, settings.EMAIL_PORT)
    return _("The mail server broke off (%(kind)s).") % {"kind": type(error).__name__}


def _headers(in_answer_to: str) -> dict[str, str]:
    headers = {
        "Message-ID": new_message_id(),
        "Auto-Submitted": "auto-replied" if in_answer_to else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        SENT_BY_US: "1",
    }
    return headers | ({"In-Reply-To": in_answer_to, "References": in_answer_to} if in_answer_to else {})
