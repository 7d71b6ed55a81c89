"""Outlook messages, read as the e-mails that they were."""

from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from oxmsg import Message

from heard.text.readers.email import read_message
from heard.text.readers.media import Medium, medium_of
from heard.text.spans import Source


def read(name: str, data: bytes) -> Source:
    return read_message(name, data, parse(data))


def parse(data: bytes) -> EmailMessage:
    """The message in the form of an e-mail."""
    return _as_email(Message.load(data))


def _as_email(message: Any) -> EmailMessage:
    """The same message in the form of an e-mail: what it is about, when it was sent, what it says, what hangs on it."""
    mail = EmailMessage()
    mail["Subject"] = " ".join(message.subject.split())
    if message.sent_date:
        mail["Date"] = format_datetime(message.sent_date)
    plain, page = (message.body or "").replace("\r\n", "\n"), message.html_body
    if plain.strip() or not page:
        mail.set_content(plain)
        if page:
            mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    for attachment in message.attachments:
        _attach(mail, attachment)
    return mail


def _attach(mail: EmailMessage, attachment: Any) -> None:
    """What it is, its own bytes say; only that pictures are pictures has to be told."""
    data = attachment.file_bytes or b""
    kind = "image" if medium_of(data) is Medium.PICTURE else "application"
    mail.add_attachment(data, maintype=kind, subtype="octet-stream", filename=attachment.file_name or "attachment")
