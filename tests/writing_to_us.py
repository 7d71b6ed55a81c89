"""Messages as mail programs write them, in tests. Everybody in them is invented."""

import base64

from heard.collect.channels.email.actions import take_in
from heard.collect.channels.email.answering import answer_message
from heard.collect.channels.email.models import IncomingMessage

WREN = "wren-7741@example.net"
PNG = b"\x89PNG\r\n\x1a\n" + b"a drawing of three bags by a door " * 60
FROM_THE_ROOM = "I drew this in the contact room 🏠\n\n\n\nand then they moved me again\n"
POEM = "Bin bags\n\n   three of them\n      and one had my name on"


def raw(text: str) -> bytes:
    """A message as it travels: CRLF."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogateescape")


def plain(text: str = POEM, headers: str = "", subject: str = "About moving", message_id: str = "<one@wren>") -> bytes:
    """From a program that writes plain text and nothing else."""
    return raw(
        f"Return-Path: <{WREN}>\nReceived: from [203.0.113.9] by mx.example.org\nFrom: Wren Hale <{WREN}>\n"
        f"To: inquiry@example.org\nSubject: {subject}\nMessage-ID: {message_id}\n"
        "Date: Fri, 27 Nov 2026 10:00:00 +0000\n"
        f"{headers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{text}\n"
    )


GMAIL = raw(
    f"""Return-Path: <{WREN}>
MIME-Version: 1.0
From: Wren <{WREN}>
Date: Fri, 27 Nov 2026 10:00:00 +0000
Message-ID: <CAF0000@mail.example.net>
Subject: =?UTF-8?Q?My_social_worker=E2=80=99s_car?=
To: inquiry@example.org
Content-Type: multipart/mixed; boundary="000000000000aa"

--000000000000aa
Content-Type: multipart/alternative; boundary="000000000000bb"

--000000000000bb
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

Everything I owned was in *her car*.
It still had the child seat =E2=80=93 of somebody else.

--000000000000bb
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

<div dir=3D"ltr">Everything I owned was in <b>her car</b>.
<div>It still had the child seat =E2=80=93 of somebody else.</div></div>

--000000000000bb--
--000000000000aa
Content-Type: image/png; name="bags by the door.png"
Content-Disposition: attachment; filename="bags by the door.png"
Content-Transfer-Encoding: base64

{base64.encodebytes(PNG).decode()}
--000000000000aa--
"""
)

OUTLOOK = raw(
    f"""Return-Path: <{WREN}>
From: "Hale, Wren" <{WREN}>
To: "inquiry@example.org" <inquiry@example.org>
Subject: what we told the council
Thread-Topic: what we told the council
Date: Fri, 27 Nov 2026 10:00:00 +0000
Message-ID: <LO2P0000@example.net>
Content-Language: en-GB
X-MS-Has-Attach: yes
Content-Type: multipart/mixed; boundary="_004_LO2P"
MIME-Version: 1.0

--_004_LO2P
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><head><style>p.MsoNormal {{margin:0}}</style></head><body><div class=3D"WordSection1">
<p class=3D"MsoNormal">We told them in the spring =96 twice.<o:p></o:p></p>
<p class=3D"MsoNormal">Nobody rang back.<o:p></o:p></p></div></body></html>

--_004_LO2P
Content-Type: message/rfc822
Content-Disposition: attachment; creation-date="Fri, 27 Nov 2026 10:00:00 GMT"

From: duty@example.com
To: {WREN}
Subject: Your call in April
Message-ID: <inner@example.com>
Content-Type: text/plain; charset=us-ascii

We will ring you on Monday.

--_004_LO2P
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

eJ8+IgAAAAABAAAAAAAAAA==

--_004_LO2P--
"""
)

APPLE_PHONE = raw(
    f"""Return-Path: <{WREN}>
Content-Type: multipart/alternative; boundary=Apple-Mail-1
Content-Transfer-Encoding: 7bit
From: Wren <{WREN}>
Mime-Version: 1.0 (1.0)
Date: Fri, 27 Nov 2026 10:00:00 +0000
Message-Id: <8A0000@example.net>
Subject:
To: inquiry@example.org
X-Mailer: iPhone Mail (23A0)

--Apple-Mail-1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{base64.encodebytes(FROM_THE_ROOM.encode()).decode()}
--Apple-Mail-1
Content-Type: multipart/mixed; boundary=Apple-Mail-2

--Apple-Mail-2
Content-Type: text/html; charset=utf-8

<html><body>I drew this in the contact room 🏠<br><br></body></html>
--Apple-Mail-2
Content-Type: image/png; name=IMG_0417.PNG
Content-Disposition: inline; filename*=utf-8''IMG_0417%20%C3%A9t%C3%A9.PNG
Content-Transfer-Encoding: base64

{base64.encodebytes(PNG).decode()}
--Apple-Mail-2
Content-Type: text/html; charset=utf-8

<html><body><br>and then they moved me again</body></html>
--Apple-Mail-2--
--Apple-Mail-1--
"""
)


def receive(message: bytes) -> IncomingMessage:
    """Take a message in and answer it, as the command does."""
    record, opened = take_in(message)
    answer_message(record, opened)
    record.refresh_from_db()
    return record


def a_message_aside() -> IncomingMessage:
    """A newsletter has come, and is kept aside."""
    return receive(plain(headers="Precedence: bulk\n"))
